"""A real Chromium for tests: the machine's own, else the one that npm brings (no root needed)."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

NODE = Path(__file__).with_name("node")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "no Chromium: install one, or run make test, which brings one from npm"
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
UNPACK = "import c from '@sparticuz/chromium'; process.stdout.write(await c.executablePath())"


@cache
def chromium() -> str | None:
    """Give the path of a Chromium that starts, None when there is none."""
    for name in NAMES:
        found = shutil.which(name)
        if found and _starts(found):
            return found
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules" / "@sparticuz").exists():
        return None
    unpacked = subprocess.run(
        [node, "--input-type=module", "-e", UNPACK],
        cwd=NODE,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return unpacked if unpacked and _starts(unpacked) else None


def _starts(program: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
