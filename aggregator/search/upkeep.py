"""Keeping the index level with the database, whatever state it is found in."""

import logging
from collections.abc import Callable, Iterable

from aggregator.search.errors import IndexUnavailable, WriterBusy
from aggregator.search.folder import open_index, read_meta
from aggregator.search.rebuild import rebuild
from aggregator.search.writer import drop_gone, index_pending

logger = logging.getLogger(__name__)


def keep_up(changed: Iterable[int], stop: Callable[[], bool]) -> None:
    """Bring in what is pending, take out what is gone from the database, rebuild if need be.

    A missing or damaged index, or one made with another dictionary, is rebuilt; `stop` ends the
    work between two batches, and the next call goes on from there. When another process is
    writing, this one leaves the work to it and to the next sweep.
    """
    try:
        if _is_readable():
            drop_gone(changed)
            while index_pending() and not stop():
                pass
        if not _is_current() and not stop():
            rebuild(_log, stop)
    except WriterBusy as error:
        logger.info("Left for the next sweep: %s", error)


def _is_readable() -> bool:
    try:
        open_index(read_meta().folder)
    except IndexUnavailable as error:
        logger.info("The index is made anew: %s", error)
        return False
    return True


def _is_current() -> bool:
    try:
        meta = read_meta()
        open_index(meta.folder)
    except IndexUnavailable:
        return False
    return meta.is_current


def _log(done: int, total: int) -> None:
    logger.info("Rebuilding the index: %d of %d", done, total)
