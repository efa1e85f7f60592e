"""A feed polled: fetched, parsed, ingested, and its state written down."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.conf import settings
from django.db import transaction

from aggregator.articles.ingest import Ingested, ingest
from aggregator.feeds.fetch import fetch_feeds
from aggregator.feeds.models import Feed
from aggregator.feeds.reading import read
from aggregator.feeds.settle import settle
from aggregator.web import Outcome

log = logging.getLogger(__name__)


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

    A feed whose handling raises is logged and keeps its lease until it ends, so that it is tried
    again later and its batch goes on.
    """
    feeds = list(Feed.objects.select_related("source").filter(pk__in=feed_ids))
    reports = []
    for feed, outcome, used in fetch_feeds(settings.FEED_POLICY, feeds):
        try:
            reports.append(_take(feed, outcome, used, now))
        except Exception:
            log.exception("feed could not be handled", extra={"feed": feed.pk})
    return reports


def poll_once(feed_id: int, now: datetime) -> PollReport:
    """Poll one feed for an editor who is waiting; raises what goes wrong."""
    feed = Feed.objects.select_related("source").get(pk=feed_id)
    [(feed, outcome, used)] = fetch_feeds(settings.FEED_POLICY, [feed])
    return _take(feed, outcome, used, now)


def _take(feed: Feed, outcome: Outcome, used: str, now: datetime) -> PollReport:
    started = monotonic()
    reading = read(feed, outcome, used, now)
    with transaction.atomic():
        result = ingest(feed, reading.entries, now) if reading.entries else Ingested((), (), 0)
        # In the same transaction: a kill leaves either entries and state, or neither.
        settle(feed, reading, new=bool(result.created), now=now)
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


def _log(report: PollReport) -> None:
    log.info(
        "polled: %s, %d new, %d revised%s",
        report.state,
        report.created,
        report.revised,
        f": {report.message}" if report.message else "",
        extra={"feed": report.feed, "took_ms": report.took_ms},
    )
