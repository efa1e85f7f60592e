"""Lighthouse over the demo's pages, phone and desktop: `python -m bench lighthouse`.

Lighthouse comes from npm (bench/node), the browser is that of the browser tests. The site runs as
a reader would meet it: all services, nothing warmed but by one visit.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from bench.environment import ROOT
from bench.figure import Figure
from bench.newsroom import BenchError, running
from bench.shown import shown
from tests.browser import FLAGS, NO_CHROMIUM, chromium

NODE = ROOT / "bench" / "node"
JUDGED = ("front", "story", "article", "coin")
FORMS = {"phone": ("--form-factor=mobile",), "desktop": ("--preset=desktop",)}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"performance": 98}
FLAWLESS = 100
TRIES = 3


def measure(_articles: int) -> list[Figure]:
    """The scores of each page and form; what fell short is said."""
    program = chromium()
    if program is None:
        raise BenchError(NO_CHROMIUM)
    subprocess.run([sys.executable, "-m", "newsroom.npm", "ci", "--prefix", NODE], check=True)
    with running(Path(settings.VAR), "demo") as site:
        pages = shown(site)
        figures = []
        # The demo goes on taking in for a while, and the browser is new: a round that is not counted.
        _judge(program, site.base + pages[JUDGED[0]], FORMS["phone"])
        for name in JUDGED:
            site.get(pages[name])
            for form, options in FORMS.items():
                report = _judge(program, site.base + pages[name], options)
                figures += [_figure(name, form, report, category) for category in CATEGORIES]
                _tell(name, form, report)
    return figures


def _judge(program: str, address: str, options: tuple[str, ...]) -> dict[str, Any]:
    node = shutil.which("node") or "node"
    command = [
        node, str(NODE / "node_modules" / "lighthouse" / "cli" / "index.js"), address,
        "--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}", *options,
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": program}
    for _ in range(TRIES):  # now and then it loses the browser's trace, and asks to be run again
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if not done.returncode:
            break
    else:
        raise BenchError(f"Lighthouse failed at {address}: {done.stderr.decode()[-500:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _figure(page: str, form: str, report: dict[str, Any], category: str) -> Figure:
    score = report["categories"][category]["score"]
    value = None if score is None else round(score * 100)
    return Figure("lighthouse", f"{page}, {form}: {category}", value, "of 100")


def _tell(page: str, form: str, report: dict[str, Any]) -> None:
    """Name every check that cost a page its score."""
    for category in CATEGORIES:
        found = report["categories"][category]
        if (found["score"] or 0) * 100 >= LEAST.get(category, FLAWLESS):
            continue
        for reference in found["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                said = f"{audit['title']} {audit.get('displayValue', '')}"
                print(f"bench: {page}, {form}, {category}: {said}", file=sys.stderr)
