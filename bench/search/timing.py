"""Milliseconds of the same act over many queries."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench.figure import Figure, quantile

T = TypeVar("T")
QUANTILES = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: of each query when it was asked for the first time, and of every later one.

    `cpu`: of the later ones what this thread computed, whoever else used the machine.
    """

    first: tuple[float, ...]
    later: tuple[float, ...]
    cpu: tuple[float, ...] = ()


def timed(verb: Callable[[T], object], over: Sequence[T], rounds: int) -> Times:
    """One round that warms up, then `rounds` that count; the queries take turns."""
    first = [_once(verb, one) for one in over]
    later = [_once(verb, one) for _ in range(rounds) for one in over]
    return Times(
        tuple(whole for whole, _ in first),
        tuple(whole for whole, _ in later),
        tuple(cpu for _, cpu in later),
    )


def figures(
    group: str, what: str, times: Times, against: Times | None, name: str = "", note: str = ""
) -> list[Figure]:
    """p50, p95 and p99 with the same of the baseline; the note stands with the first."""
    first = f"{len(times.first)} queries; first time p95 {quantile(times.first, 0.95):.1f} ms"
    notes = {"p50": f"{first}; {note}" if note else first}
    if times.cpu:
        notes["p95"] = f"CPU time p95 {quantile(times.cpu, 0.95):.1f} ms"
    return [
        Figure(
            group, f"{what} {mark}", quantile(times.later, share), "ms",
            quantile(against.later, share) if against else None, name, notes.get(mark, ""),
        )
        for mark, share in QUANTILES
    ]  # fmt: skip


def _once(verb: Callable[[T], object], one: T) -> tuple[float, float]:
    started, computed = time.perf_counter(), time.thread_time()
    verb(one)
    return (time.perf_counter() - started) * 1000, (time.thread_time() - computed) * 1000
