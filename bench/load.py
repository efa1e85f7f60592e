"""The load: `python -m bench.load --count 200 --concurrency 8 --rounds 3 URL…`, in a process apart.

The addresses take turns, round by round, so that a noisy minute of the machine hits all of them.
Prints one JSON object: for each address its latencies, the seconds it took, bytes on the wire.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import aiohttp

WARM_UP = 20
HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}


@dataclass(slots=True)
class Answered:
    """What one address answered: seconds of each request, seconds in all, bytes of one body."""

    latencies: list[float] = field(default_factory=list)
    took: float = 0.0
    size: int = 0


class WrongAnswerError(RuntimeError):
    """An address answered with something else than 200; the message names both."""


async def ask(session: aiohttp.ClientSession, url: str) -> tuple[float, int]:
    """Seconds until the whole body was there, and its bytes as sent (compressed)."""
    started = time.perf_counter()
    async with session.get(url, allow_redirects=False) as answer:
        body = await answer.read()
    if answer.status != 200:
        raise WrongAnswerError(f"{url} answered {answer.status}; only a 200 can be measured")
    return time.perf_counter() - started, len(body)


async def burst(session: aiohttp.ClientSession, url: str, count: int, concurrency: int) -> Answered:
    """`count` requests, `concurrency` under way at any time."""
    found = Answered()
    turns: Iterator[int] = iter(range(count))

    async def client() -> None:
        for _ in turns:
            seconds, found.size = await ask(session, url)
            found.latencies.append(seconds)

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(concurrency)))
    found.took = time.perf_counter() - started
    return found


async def load(urls: list[str], count: int, concurrency: int, rounds: int) -> dict[str, Answered]:
    """Every address `rounds` times `count` requests, after a warm-up that is not counted."""
    found = {url: Answered() for url in urls}
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(
        connector=connector, headers=HEADERS, auto_decompress=False
    ) as session:
        for url in urls:
            await burst(session, url, WARM_UP, concurrency)
        for _ in range(rounds):
            for url in urls:
                one = await burst(session, url, count, concurrency)
                found[url].latencies += one.latencies
                found[url].took += one.took
                found[url].size = one.size
    return found


def main(arguments: list[str]) -> int:
    """Print what was found; 1 with a sentence when an address can't be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("urls", nargs="+")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    try:
        found = asyncio.run(load(given.urls, given.count, given.concurrency, given.rounds))
    except (WrongAnswerError, aiohttp.ClientError, OSError) as error:
        print(f"bench.load: {error}", file=sys.stderr)
        return 1
    print(json.dumps({url: asdict(answered) for url, answered in found.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
