"""One service of the newsroom in this process: `python -m newsroom.service NAME`.

Waits for what the service stands on, then runs the service's own program.
"""

import ctypes
import gc
import os
import runpy
import signal
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.urls import get_resolver

from newsroom import valkey

PR_SET_PDEATHSIG = 1  # prctl(2)
WAIT_SECONDS = 30


def die_with_parent(signal_number: int) -> None:
    """Have the kernel send this process a signal when its parent ends (Linux; else nothing).

    So that a supervisor that is killed leaves no service behind.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)


def _celery(*words: str) -> list[str]:
    return ["celery", "-A", "newsroom", "--quiet", *words]


def _web() -> list[str]:
    options = settings.OPTIONS
    return [
        "granian", "newsroom.wsgi:application",
        "--interface", "wsgi", "--host", options["HOST"], "--port", str(options["PORT"]),
        "--workers", str(options["WEB_WORKERS"]), "--blocking-threads", "2",
        "--respawn-failed-workers", "--log-level", "warning", "--no-ws",
    ]  # fmt: skip


def _worker() -> list[str]:
    count = str(settings.OPTIONS["TASK_WORKERS"])
    return _celery("worker", "-Q", "feeds", "-c", count, "-n", "worker@%h", "--without-gossip",
                   "--without-mingle", "--max-memory-per-child", "600000")  # fmt: skip


def _indexer() -> list[str]:
    return _celery("worker", "-Q", "index", "--pool", "solo", "-n", "indexer@%h",
                   "--without-gossip", "--without-mingle")  # fmt: skip


def _beat() -> list[str]:
    return _celery("beat", "--pidfile=")


def _live() -> list[str]:
    return ["aggregator.live"]


def _demo() -> list[str]:
    port = str(settings.OPTIONS["DEMO_PORT"])
    return ["newsroom.demo", "--port", port, "--var", str(settings.VAR)]


VALKEY = "valkey"
LIVE = "live"
SERVICES: dict[str, Callable[[], list[str]]] = {
    "demo": _demo,
    "web": _web,
    LIVE: _live,
    "worker": _worker,
    "indexer": _indexer,
    "beat": _beat,
}


def names() -> list[str]:
    """Give the services that this installation runs, in the order they are started."""
    skipped = set()
    if not settings.EMBEDDED_VALKEY:
        skipped.add(VALKEY)
    if not settings.LIVE_PORT:
        skipped.add(LIVE)
    if settings.OPTIONS["CATALOGUE"] != "demo":
        skipped.add("demo")
    return [name for name in (VALKEY, *SERVICES) if name not in skipped]


def main(name: str) -> None:
    """Run the service `name` until it ends; exits with a sentence when Valkey doesn't come up."""
    die_with_parent(signal.SIGTERM)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if name == VALKEY:
        words = valkey.command(settings.VAR, settings.VALKEY_SOCKET)
        os.execv(words[0], words)  # noqa: S606 - our own command line, no shell
    if name == "web":
        load_the_site()
    if name != "demo":
        _wait_for_valkey(name)
    module, *words = SERVICES[name]()
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def load_the_site() -> None:
    """Load what pages need before granian forks its workers: once, in memory they share.

    The garbage collector then leaves it alone: going through all of it holds up a page.
    """
    import newsroom.wsgi  # noqa: F401
    from aggregator.search import suggest

    suggest.warm()
    get_resolver().url_patterns  # noqa: B018 - reading it imports the views
    gc.collect()
    gc.freeze()


def _wait_for_valkey(name: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not valkey.answers(settings.REDIS_URL):
        if time.monotonic() > deadline:
            sys.exit(f"{name}: no answer from Valkey within {WAIT_SECONDS} s; see REDIS_URL")
        time.sleep(0.05)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    main(sys.argv[1])
