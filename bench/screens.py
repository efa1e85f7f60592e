"""`python -m bench.screens [FOLDER]`: pictures of the demo's pages, for docs/screens.

Six pages, at 1440 and 390 px, light and dark, as a reader sees them first. Needs a Chromium and a
Chinese font, as the browser tests do.
"""

import io
import os
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from bench.environment import ROOT
from bench.figure import Figure
from bench.newsroom import BenchError, running
from tests.browser import FLAGS, NO_CHROMIUM, chromium

FOLDER = "SCREENS_FOLDER"
SIZES = {1440: 1100, 390: 844}
THEMES = ("light", "dark")
COLOURS = 256
GATHER_SECONDS = 150  # the demo's charts are empty at its start


def measure(_articles: int) -> list[Figure]:
    """Start the demo, let it gather figures, and draw; called in a process of its own."""
    from bench.shown import shown  # it needs Django set up, which this module's command does not

    program = chromium()
    if program is None:
        raise BenchError(NO_CHROMIUM)
    folder = Path(os.environ.get(FOLDER, ROOT / "docs" / "screens"))
    folder.mkdir(parents=True, exist_ok=True)
    with running(Path(settings.VAR), "demo") as site:
        pages = shown(site)
        time.sleep(GATHER_SECONDS)
        _draw(program, site.base, pages, folder)
    return []


def _draw(program: str, base: str, pages: dict[str, str], folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for width, height in SIZES.items():
            for theme in THEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    locale="zh-CN",
                    has_touch=width < 1000,
                    device_scale_factor=1 if width > 1000 else 2,
                )
                page = context.new_page()
                for name, path in pages.items():
                    page.goto(base + path, wait_until="load")
                    page.wait_for_timeout(500)
                    (folder / f"{name}-{width}-{theme}.png").write_bytes(_small(page))
                context.close()
        browser.close()


def _small(page: Any) -> bytes:
    """The picture with few colours: paper and ink need no more, and a repository keeps it."""
    from PIL import Image

    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    from bench.__main__ import run

    if sys.argv[1:]:
        os.environ[FOLDER] = str(Path(sys.argv[1]).resolve())
    sys.exit(run("screens", 0) is None)
