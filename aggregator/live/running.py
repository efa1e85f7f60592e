"""The live service from its first connection to its last."""

import asyncio
import gc
import logging
import resource
import signal
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from aggregator.live import tail
from aggregator.live.doors import Doors
from aggregator.live.hub import Hub
from aggregator.live.server import Live, serve

BEAT_SECONDS = 15.0
SIGN_SECONDS = 10.0
FILES_BESIDE = 200  # what a process holds open that is no reader's connection

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """Where to listen (host, port), the Redis to follow, and how many to let in.

    proxies: addresses and networks that say for whom they ask.
    """

    host: str
    port: int
    redis_url: str
    most: int
    per_network: int
    proxies: Sequence[str]
    sign: Callable[[], None]


async def run(given: Running, ended: asyncio.Event | None = None) -> None:
    """Serve until SIGTERM (or `ended`), then send everybody away. Raises OSError for a taken port."""
    ended = ended or _on_signals()
    hub = Hub()
    live = Live(hub, Doors(given.most, given.per_network), given.proxies)
    client = tail.connect(given.redis_url)
    runner, listening = await serve(live, given.host, given.port)
    works: list[Coroutine[Any, Any, None]] = [
        tail.follow(client, hub),
        _every(BEAT_SECONDS, hub.beat),
        _every(SIGN_SECONDS, lambda: asyncio.to_thread(given.sign)),
    ]
    tasks: list[asyncio.Task[Any]] = [asyncio.create_task(work) for work in works]
    tasks.append(asyncio.create_task(ended.wait()))
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()  # but for the last none ends by itself; what broke one is raised
    finally:
        listening.close()
        live.close()
        await runner.cleanup()
        await _cancel(tasks)
        await client.aclose()


def raise_file_limit(most: int) -> int:
    """Let this process hold as many connections as it may; give how many that are."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most + FILES_BESIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    held = most if soft == resource.RLIM_INFINITY else min(most, soft - FILES_BESIDE)
    if held < most:
        log.warning(
            "Only %d open pages can be told at once: the system allows %d open files"
            " (ulimit -n); the others ask every few seconds",
            held, soft,
        )  # fmt: skip
    return held


def keep_garbage_small() -> None:
    """Leave what was loaded before out of every collection; it would stop all for its length."""
    gc.collect()
    gc.freeze()


def _on_signals() -> asyncio.Event:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, ended.set)
    return ended


async def _cancel(tasks: list[asyncio.Task[Any]]) -> None:
    """End them; more than once, because a client in the middle of connecting may mistake it for
    the end of its own patience."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=0.5)


async def _every(seconds: float, what: Callable[[], Any]) -> None:
    while True:
        done = what()
        if asyncio.iscoroutine(done):
            await done
        await asyncio.sleep(seconds)
