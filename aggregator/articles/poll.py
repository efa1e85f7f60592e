"""A feed polled: fetched, parsed, ingested, and its state written down."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction

from aggregator.articles.ingest import Ingested, ingest
from aggregator.feeds.fetch import fetch_feeds
from aggregator.feeds.models import Feed
from aggregator.feeds.reading import Reading, read
from aggregator.feeds.settle import settle
from aggregator.web import Outcome

log = logging.getLogger(__name__)

GIVING_WAY = 2  # times; a third is an error


@dataclass(frozen=True, slots=True)
class PollReport:
    """How a poll of one feed ended; `message` is a Chinese sentence, "" when all is well."""

    feed: int
    state: str
    message: str
    created: int
    revised: int
    unchanged: int
    took_ms: int


def poll(feed_ids: Sequence[int], now: datetime) -> list[PollReport]:
    """Poll these feeds concurrently; what one of them does never stops another.

    A feed whose handling raises is logged and marked as failing, so that an editor sees it and it
    is tried again later; its batch goes on.
    """
    feeds = list(Feed.objects.select_related("source").filter(pk__in=feed_ids))
    reports = []
    for feed, outcome, used in fetch_feeds(settings.FEED_POLICY, feeds):
        try:
            reports.append(_take(feed, outcome, used, now))
        except Feed.DoesNotExist:
            log.info("feed was deleted meanwhile", extra={"feed": feed.pk})
        except Exception:
            log.exception("feed could not be handled", extra={"feed": feed.pk})
            failed = Reading(
                Feed.State.FAILING, "处理抓到的内容时程序出错，稿件未写入；详情见日志。"
            )
            settle(feed, failed, new=False, now=now)
    return reports


def poll_once(feed_id: int, now: datetime) -> PollReport:
    """Poll one feed for an editor who is waiting; raises what goes wrong."""
    feed = Feed.objects.select_related("source").get(pk=feed_id)
    [(feed, outcome, used)] = fetch_feeds(settings.FEED_POLICY, [feed])
    return _take(feed, outcome, used, now)


def _take(feed: Feed, outcome: Outcome, used: str, now: datetime) -> PollReport:
    started = monotonic()
    reading = read(feed, outcome, used, now)
    result = _write_in_turn(feed, reading, now)
    report = PollReport(
        feed=feed.pk,
        state=reading.state,
        message=reading.message,
        created=len(result.created),
        revised=len(result.revised),
        unchanged=result.unchanged,
        took_ms=reading.took_ms + round((monotonic() - started) * 1000),
    )
    _log(report)
    return report


def _write_in_turn(feed: Feed, reading: Reading, now: datetime) -> Ingested:
    """Write, and again when another worker was writing the same articles from another feed.

    Of two that wait for each other one is sent away (OperationalError), and may come back before
    the other is done (IntegrityError): twice in a row is usual, more is something else.
    """
    for _ in range(GIVING_WAY):
        try:
            return _write(feed, reading, now)
        except (IntegrityError, OperationalError):
            continue
    return _write(feed, reading, now)


def _write(feed: Feed, reading: Reading, now: datetime) -> Ingested:
    """Entries and the feed's state in one transaction: a kill leaves either both, or neither.

    The row is held meanwhile, so that two polls of one feed follow each other.
    """
    with transaction.atomic():
        row = Feed.objects.select_for_update().only("url").get(pk=feed.pk)
        result = ingest(feed, reading.entries, now) if reading.entries else Ingested((), (), 0)
        if row.url == feed.url:
            settle(feed, reading, new=bool(result.created), now=now)
        else:
            # An editor changed the address meanwhile: what the old one said of itself is void.
            row.leased_until = None
            row.save(update_fields=["leased_until"])
    return result


def _log(report: PollReport) -> None:
    log.info(
        "polled: %s, %d new, %d revised%s",
        report.state,
        report.created,
        report.revised,
        f": {report.message}" if report.message else "",
        extra={"feed": report.feed, "took_ms": report.took_ms},
    )
