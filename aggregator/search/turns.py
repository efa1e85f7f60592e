"""Who writes: one process at a time, whichever engine it is.

The index worker keeps its writer between two tasks, because closing one waits for the engine's
merges, and the articles behind it would wait as well. Whoever else wants to write says so by
holding the lock "next" while it waits; the worker looks after every task and lets go.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from aggregator.search.engines.current import current
from aggregator.search.engines.engine import Engine, Writer
from aggregator.search.errors import WriterBusy

# How long a command or a task of the desk waits; the worker looks every 30 s at the latest.
PATIENCE = 120.0
_LOOK_AGAIN = 0.1


@contextmanager
def turn(engine: Engine, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock of the writer. Raises `WriterBusy` when it is still taken after `wait` s."""
    with ExitStack() as held:
        _take(engine, held, wait)
        yield


@contextmanager
def live_writer(wait: float = 0.0) -> Iterator[Writer]:
    """A writer over the live index. Raises `WriterBusy` or `IndexUnavailable`."""
    engine = current()
    with turn(engine, wait), engine.live().writing() as writer:
        yield writer


class Keeper:
    """A writer over the live index that stays open between two uses, for one thread."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._writer: Writer | None = None

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The writer, opened when need be; an error closes it. Raises like `live_writer`."""
        try:
            if self._writer is None:
                self._writer = self._held.enter_context(live_writer())
            yield self._writer
        except BaseException as error:
            self._writer = None
            self._held.__exit__(type(error), error, error.__traceback__)
            raise

    def release(self) -> None:
        """Close the writer, if it is open, and let others write."""
        self._writer = None
        self._held.close()

    def release_if_wanted(self) -> None:
        """Close the writer when another process waits for it."""
        if self._writer is None:
            return
        try:
            with current().sole("next"):
                return
        except WriterBusy:
            self.release()


def _take(engine: Engine, held: ExitStack, wait: float) -> None:
    until = time.monotonic() + wait
    with ExitStack() as queue:
        queued = False
        while True:
            try:
                held.enter_context(engine.sole("writer"))
            except WriterBusy:
                if time.monotonic() >= until:
                    raise
            else:
                return
            queued = queued or _queue(engine, queue)
            time.sleep(_LOOK_AGAIN)


def _queue(engine: Engine, queue: ExitStack) -> bool:
    """Say that someone waits; another one may have said so already."""
    try:
        queue.enter_context(engine.sole("next"))
    except WriterBusy:
        return False
    return True
