"""Keeping the index level with the database, whatever state it is found in."""

import logging
from collections.abc import Callable, Iterable

from aggregator.search.engines.current import current
from aggregator.search.errors import IndexUnavailable, NotWritable, WriterBusy
from aggregator.search.jobs import set_trouble
from aggregator.search.pending import any_pending, bring_pending, gone_of
from aggregator.search.rebuild import rebuild
from aggregator.search.turns import Keeper

logger = logging.getLogger(__name__)

_AT_ONCE = 10_000


def keep_up(changed: Iterable[int], stop: Callable[[], bool], keeper: Keeper | None = None) -> None:
    """Bring in what is pending, take out what is gone from the database, rebuild if need be.

    A missing or damaged index, or one with other fields, is rebuilt; `stop` ends the
    work between two batches, and the next call goes on from there. When another process is
    writing, this one leaves the work to it and to the next sweep. A `keeper` keeps the writer
    open for the next call while there is work; without one it is closed at the end.
    What the disk refuses is logged and told (`jobs.trouble`); the articles stay pending.
    """
    hand = keeper or Keeper()
    try:
        if current().is_current():
            working = _level(hand, changed, stop)
        else:
            hand.release()
            working = False
            _make_anew(stop)
        if working and keeper:
            hand.release_if_wanted()
        else:
            hand.release()
        set_trouble("")
    except WriterBusy as error:
        logger.info("Left for the next sweep: %s", error)
    except NotWritable as error:
        hand.release()
        logger.error("%s", error)  # noqa: TRY400 - a state of the machine, its cure in one line
        set_trouble("磁盘写不进去，索引暂停更新；腾出空间或恢复写权限后会自动继续")
    except IndexUnavailable:
        hand.release()
        logger.exception("Articles cannot be indexed now, and stay pending")
        set_trouble("索引暂时无法写入，稿件会在恢复后自动补上")


def _level(hand: Keeper, changed: Iterable[int], stop: Callable[[], bool]) -> bool:
    """Do what there is to do; say whether there was anything."""
    gone = gone_of(changed)
    if not gone and not any_pending():
        return False
    with hand.writer() as writer:
        if gone:
            writer.drop(gone)
            writer.commit()
        while bring_pending(writer, _AT_ONCE) and not stop():
            pass
    return True


def _make_anew(stop: Callable[[], bool]) -> None:
    if not stop():
        logger.info("There is no index that can be read: it is made anew")
        rebuild(_log, stop)


def _log(done: int, total: int) -> None:
    logger.info("Rebuilding the index: %d of %d", done, total)
