"""How fast the pages are, beside what the same server can do at best."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from bench.environment import ROOT
from bench.figure import Figure, quantile
from bench.newsroom import BenchError

CONCURRENCY = 16  # the kernel shares connections out between the workers by chance
ROUNDS = 3
COUNT = 200  # requests a round
HALF_SECONDS = 4.0  # how long a round at half load takes


@dataclass(frozen=True, slots=True)
class Loaded:
    """Requests a second, seconds of each, and bytes of one answer."""

    rate: float
    latencies: list[float]
    size: int


def loaded(base: str, places: dict[str, str]) -> dict[str, Loaded]:
    """Each address as fast as `CONCURRENCY` clients can ask, in turns."""
    options = {"count": COUNT, "concurrency": CONCURRENCY, "rounds": ROUNDS}
    return _asked(base, places, options)


def half(base: str, path: str, full: Loaded) -> Loaded:
    """The address at half the rate that it can do, from when each request was due."""
    rate = full.rate / 2
    options = {"count": round(rate * HALF_SECONDS), "rounds": 3, "rate": rate}
    return _asked(base, {"half": path}, options)["half"]


def _asked(base: str, places: dict[str, str], options: dict[str, float]) -> dict[str, Loaded]:
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    answer = subprocess.run(
        [sys.executable, "-m", "bench.load", *words, *(base + path for path in places.values())],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if answer.returncode:
        raise BenchError("the pages could not be loaded, see above")
    found: dict[str, dict[str, Any]] = json.loads(answer.stdout)
    return {name: _loaded(found[base + path]) for name, path in places.items()}


def _loaded(one: dict[str, Any]) -> Loaded:
    return Loaded(len(one["latencies"]) / one["took"], one["latencies"], one["size"])


LIMITS = {
    "plain": "a Django view that answers as many fixed bytes",
    "bare": "the server without Django, as many fixed bytes",
    "healthz": "/healthz",
}


def figures_of(how: str, found: dict[str, Loaded], at_half: Loaded, note: str) -> list[Figure]:
    """The lines of a server: its limits, each page beside them, the front page at half load."""
    limits = {name: one for name, one in found.items() if name in LIMITS}
    figures = [
        Figure("site", f"{LIMITS[name]} ({how})", one.rate, "req/s", note=note)
        for name, one in limits.items()
    ]
    for what, one in found.items():
        if what not in LIMITS:
            figures += _page(f"{what}, {how}", one, limits)
    figures += [
        Figure("site", f"front, {how}, at half load, p{share * 100:.0f}",
               quantile(at_half.latencies, share) * 1e3, "ms", note=f"{at_half.rate:.0f} req/s")
        for share in (0.5, 0.99)
    ]  # fmt: skip
    return figures


def _page(name: str, one: Loaded, limits: dict[str, Loaded]) -> list[Figure]:
    told = f"p50 {quantile(one.latencies, 0.5) * 1e3:.1f} ms, p99 {quantile(one.latencies, 0.99) * 1e3:.1f} ms"
    return [
        Figure("site", name, one.rate, "req/s", limit.rate, LIMITS[which], told)
        for which, limit in limits.items()
    ]
