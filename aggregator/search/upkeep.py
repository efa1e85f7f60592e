"""Keeping the index level with the database, whatever state it is found in."""

import logging
from collections.abc import Callable, Iterable

from aggregator.search.engines.current import current
from aggregator.search.errors import WriterBusy
from aggregator.search.pending import drop_gone, index_pending
from aggregator.search.rebuild import rebuild

logger = logging.getLogger(__name__)


def keep_up(changed: Iterable[int], stop: Callable[[], bool]) -> None:
    """Bring in what is pending, take out what is gone from the database, rebuild if need be.

    A missing or damaged index, or one with other fields, is rebuilt; `stop` ends the
    work between two batches, and the next call goes on from there. When another process is
    writing, this one leaves the work to it and to the next sweep.
    """
    try:
        if current().is_current():
            drop_gone(changed)
            while index_pending() and not stop():
                pass
        elif not stop():
            logger.info("There is no index that can be read: it is made anew")
            rebuild(_log, stop)
    except WriterBusy as error:
        logger.info("Left for the next sweep: %s", error)


def _log(done: int, total: int) -> None:
    logger.info("Rebuilding the index: %d of %d", done, total)
