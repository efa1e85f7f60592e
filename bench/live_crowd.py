"""Open pages by the thousand: `python -m bench.live_crowd --port N --count 5000`, a process apart.

Each is a bare connection to the live stream, from several addresses of this machine. Prints
"held N" once all have been greeted; for every line on standard input it prints one JSON object:
for each article heard of so far, when it arrived at the first, the median, the 99th of 100 and
the last connection (CLOCK_MONOTONIC, which all processes share), and at how many.
"""

import argparse
import asyncio
import json
import re
import resource
import sys
import time
from collections import defaultdict

from bench.figure import quantile

ADDRESSES = 50
AT_ONCE = 100
ASKED = b"GET /live HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n"
ARTICLE = re.compile(rb'"id":(\d+)')


class Page(asyncio.Protocol):
    """One connection; `heard` is every piece that came after the greeting, with its time."""

    def __init__(self) -> None:
        self.greeted = asyncio.get_running_loop().create_future()
        self.heard: list[tuple[float, bytes]] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the stream."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(ASKED)

    def data_received(self, data: bytes) -> None:
        """Note when; it is read later, so that reading costs the others no time."""
        if self.greeted.done():
            self.heard.append((time.monotonic(), data))
        elif b"event: hello" in data:
            self.greeted.set_result(None)

    def connection_lost(self, _error: Exception | None) -> None:
        """An end before the greeting is a failure."""
        if not self.greeted.done():
            self.greeted.set_exception(ConnectionError("refused; see LIVE_MOST, ulimit -n"))


def summary(pages: list[Page]) -> dict[str, dict[str, float]]:
    """When each article arrived."""
    arrived: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for at, data in page.heard:
            for article in ARTICLE.findall(data):
                arrived[article.decode()].append(at)
    return {
        article: {
            "first": min(times), "p50": quantile(times, 0.5), "p99": quantile(times, 0.99),
            "last": max(times), "count": len(times),
        }
        for article, times in arrived.items()
    }  # fmt: skip


async def hold(port: int, count: int) -> None:
    """Open all, then answer each line of standard input until its end."""
    loop = asyncio.get_running_loop()
    pages: list[Page] = []
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(count, start + AT_ONCE))
        opened = await asyncio.gather(
            *(
                loop.create_connection(
                    Page, "127.0.0.1", port, local_addr=(f"127.0.0.{2 + n % ADDRESSES}", 0)
                )
                for n in numbers
            )
        )
        pages += [page for _, page in opened]
        await asyncio.gather(*(page.greeted for _, page in opened))
    print(f"held {len(pages)}", flush=True)
    asked = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    while await asked.readline():
        print(json.dumps(summary(pages)), flush=True)


def main(arguments: list[str]) -> int:
    """Hold until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m bench.live_crowd")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--count", type=int, default=5000)
    given = parser.parse_args(arguments)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(hold(given.port, given.count))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
