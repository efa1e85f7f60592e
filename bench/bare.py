"""What a bare Python with this Django set up costs: the yardstick of starts and of memory."""

import subprocess
import sys
import time
from dataclasses import dataclass

from bench.environment import ROOT

ROUNDS = 3
_PROGRAM = """
import django
django.setup()
with open("/proc/self/smaps_rollup") as file:
    print({line.split()[0]: int(line.split()[1]) for line in file if line[:3] in ("Rss", "Pss")}["Rss:"])
"""


@dataclass(frozen=True, slots=True)
class Bare:
    """The quickest of three: seconds from start to end, resident MB (2**20 bytes)."""

    seconds: float
    resident_mb: float


def bare() -> Bare:
    """Start it three times (Linux only); the environment is this process's own."""
    found = [_once() for _ in range(ROUNDS)]
    return Bare(min(b.seconds for b in found), min(b.resident_mb for b in found))


def _once() -> Bare:
    started = time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return Bare(time.monotonic() - started, int(answer.stdout) / 1024)
