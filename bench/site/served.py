"""A web service of its own over the newsroom's data, with pages kept or made anew each time."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings

from bench.environment import ROOT, free_ports
from bench.newsroom import BenchError

_STEP = 0.05
_LIMIT = 60.0


@contextmanager
def served(var: Path, *, page_seconds: int) -> Iterator[str]:
    """The address of a web service with the options of `make run`, its pages kept so long.

    What it stands on (Valkey, the database) must be there. Raises `BenchError`.
    """
    from newsroom.service import SERVICES, die_with_parent

    (port,) = free_ports(1)
    module, _app, *words = SERVICES["web"]()
    words[words.index("--port") + 1] = port
    told = {"PAGE_SECONDS": str(page_seconds), "VAR": str(var), "LOG_LEVEL": "WARNING"}
    log = var / "bench-web.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, "bench.site.wsgi:application", *words],
            cwd=ROOT, env={**os.environ, **told}, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True, preexec_fn=partial(die_with_parent, signal.SIGTERM),
        )  # fmt: skip
    base = f"http://{settings.OPTIONS['HOST']}:{port}"
    try:
        _wait(process, base, log)
        yield base
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], base: str, log: Path) -> None:
    end = time.monotonic() + _LIMIT
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(_STEP)
    raise BenchError(f"the web service did not come up:\n{log.read_text('utf-8', 'replace')}")
