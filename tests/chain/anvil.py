"""A real Ethereum node of one's own: anvil."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ANVIL = Path(__file__).resolve().parents[1] / "node" / "node_modules" / ".bin" / "anvil"


@contextmanager
def anvil(*options: str) -> Iterator[str]:
    """The URL of a fresh node; skips the test when the npm package is not installed."""
    if not ANVIL.exists():
        pytest.skip("anvil is not installed: run npm ci")
    command = [str(ANVIL), "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"Listening on ([0-9.]+:[0-9]+)", line):
                yield f"http://{found[1]}"
                return
        raise AssertionError(f"anvil ended with {process.wait()} before it listened")
    finally:
        process.terminate()
        process.wait()
