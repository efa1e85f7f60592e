"""The load: `python -m bench.load --count 200 --concurrency 8 --rounds 3 URL…`, in a process apart.

The addresses take turns, round by round, so that a noisy minute of the machine hits all of them.
With `--rate`, requests are sent at that rate whatever the server does, and the wait counts.
Prints one JSON object: for each address its latencies, the seconds it took, bytes on the wire.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field

from bench.line import Line, LineError, opened

WARM_UP = 20
# Requests at a rate that are under way at once, at most: a server that falls behind shows in the
# latencies, which count from when a request was due.
AT_ONCE = 32


@dataclass(slots=True)
class Answered:
    """What one address answered: seconds of each request, seconds in all, bytes of one body."""

    latencies: list[float] = field(default_factory=list)
    took: float = 0.0
    size: int = 0


class WrongAnswerError(RuntimeError):
    """An address answered with something else than 200; the message names both."""


async def ask(line: Line, url: str) -> int:
    """The bytes of the body as sent (compressed), when all of it is there."""
    status, size = await line.get(url)
    if status != 200:
        raise WrongAnswerError(f"{url} answered {status}; only a 200 can be measured")
    return size


async def burst(lines: Sequence[Line], url: str, count: int) -> Answered:
    """`count` requests, one under way on each line at any time."""
    found = Answered()
    turns: Iterator[int] = iter(range(count))

    async def client(line: Line) -> None:
        for _ in turns:
            started = time.perf_counter()
            found.size = await ask(line, url)
            found.latencies.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(client(line) for line in lines))
    found.took = time.perf_counter() - started
    return found


async def paced(lines: Sequence[Line], url: str, count: int, rate: float) -> Answered:
    """`count` requests at `rate` a second; latencies from when each was due."""
    found = Answered()
    started = time.perf_counter()
    turns: Iterator[int] = iter(range(count))

    async def client(line: Line) -> None:
        for turn in turns:
            due = started + turn / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            found.size = await ask(line, url)
            found.latencies.append(time.perf_counter() - due)

    await asyncio.gather(*(client(line) for line in lines))
    found.took = time.perf_counter() - started
    return found


@asynccontextmanager
async def lines_to(url: str, count: int) -> AsyncIterator[list[Line]]:
    """So many connections to the server of an address."""
    lines = [await opened(url) for _ in range(count)]
    try:
        yield lines
    finally:
        for line in lines:
            line.close()


async def load(
    urls: list[str], count: int, concurrency: int, rounds: int, rate: float = 0.0
) -> dict[str, Answered]:
    """Every address `rounds` times `count` requests, after a warm-up that is not counted.

    As fast as `concurrency` clients can, or at `rate` a second where that is not 0.
    """
    found = {url: Answered() for url in urls}
    async with lines_to(urls[0], AT_ONCE if rate else concurrency) as lines:
        for url in urls:
            await burst(lines, url, WARM_UP)
        for _ in range(rounds):
            for url in urls:
                one = await (paced(lines, url, count, rate) if rate else burst(lines, url, count))
                found[url].latencies += one.latencies
                found[url].took += one.took
                found[url].size = one.size
    return found


def main(arguments: list[str]) -> int:
    """Print what was found; 1 with a sentence when an address can't be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("urls", nargs="+", help="all of one server")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=float, default=0.0, help="requests a second; 0: all it can")
    given = parser.parse_args(arguments)
    try:
        found = asyncio.run(
            load(given.urls, given.count, given.concurrency, given.rounds, given.rate)
        )
    except (WrongAnswerError, LineError, OSError) as error:
        print(f"bench.load: {error}", file=sys.stderr)
        return 1
    print(json.dumps({url: asdict(answered) for url, answered in found.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
