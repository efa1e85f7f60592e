"""Sending what is due: claimed by a lease in the row, sent, and settled by what came back.

At least once: a worker that is killed after the receiver took a message sends it again with the
same key when the lease is over. An attempt counts when it begins, so a message that kills the
worker is not tried for ever.
"""

import logging
import random
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from aggregator.alerts.message import message, trial
from aggregator.alerts.models import Delivery, Progress, SavedSearch
from aggregator.alerts.outcome import TRIES, Verdict, verdict
from aggregator.alerts.signing import signed
from aggregator.articles.models import Article
from aggregator.search.document import load
from aggregator.web import Outcome, Request, fetch_all

AT_ONCE = 32
PER_SEARCH = 8
# Longer than a batch can take: AT_ONCE requests to one host, a few at a time.
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=30)
State = Delivery.State
log = logging.getLogger(__name__)


def deliver(now: datetime) -> int:
    """Send a batch of what is due, the longest due first; give how many were taken in hand."""
    claimed = [one for one in _due(now) if _claim(one, now)]
    articles = {one.pk: one for one in load([one.article_id for one in claimed])}
    ready: list[tuple[Delivery, Request]] = []
    for one in claimed:
        article = articles.get(one.article_id)
        silent = _why_not(one, article)
        if silent or article is None:
            _settle(one, Verdict(State.DEAD, None, silent), now)
        else:
            said = message(str(one.key), one.search, article)
            ready.append((one, _request(one.search, str(one.key), said, now)))
    outcomes = fetch_all(settings.WEBHOOK_POLICY, [request for _, request in ready])
    for (one, _), outcome in zip(ready, outcomes, strict=True):
        _settle(one, verdict(outcome, one.attempts, now, random.random()), now)  # noqa: S311 - jitter, no secret
    return len(claimed)


def send_trial(search: SavedSearch, now: datetime) -> Outcome:
    """Send a message marked as a test, about the newest article, and wait for what comes of it."""
    newest = Article.objects.filter(is_hidden=False).order_by("-pk")
    found = load(list(newest.values_list("pk", flat=True)[:1]))
    key = str(uuid4())
    request = _request(search, key, trial(key, search, found[0] if found else None), now)
    return fetch_all(settings.WEBHOOK_POLICY, [request])[0]


def revive(search: SavedSearch, now: datetime, limit: int) -> int:
    """Have the newest dead letters of a search sent again at once; give how many."""
    dead = Delivery.objects.filter(search=search, state=State.DEAD).order_by("-created_at", "-pk")
    ids = list(dead.values_list("pk", flat=True)[:limit])
    return Delivery.objects.filter(pk__in=ids, state=State.DEAD).update(
        state=State.WAITING, attempts=0, next_at=now, last_error=""
    )


def prune(now: datetime) -> int:
    """Remove what was done with long ago; give how many rows."""
    old = Delivery.objects.filter(next_at=None, created_at__lt=now - KEPT)
    return old.delete()[0]


def _due(now: datetime) -> list[Delivery]:
    """What is due: the first of every search, then the second … so that none holds up others."""
    nth = Window(RowNumber(), partition_by="search", order_by=("next_at", "pk"))
    due = Delivery.objects.filter(next_at__lte=now).annotate(nth=nth).filter(nth__lte=PER_SEARCH)
    return list(due.select_related("search").order_by("nth", "next_at", "pk")[:AT_ONCE])


def _claim(one: Delivery, now: datetime) -> bool:
    """Take a row in hand; False when another worker was faster."""
    until = now + LEASE
    mine = Delivery.objects.filter(pk=one.pk, next_at=one.next_at)
    if not mine.update(next_at=until, attempts=F("attempts") + 1):
        return False
    one.next_at, one.attempts = until, one.attempts + 1
    return True


def _why_not(one: Delivery, article: Article | None) -> str:
    if article is None or article.is_hidden:
        return "稿件已下线，不再推送"
    if one.attempts > TRIES:  # whoever had it in hand the last time was killed over it
        return f"发送了 {TRIES} 次都中途中断，不再重试"
    return one.search.why_silent()


def _request(search: SavedSearch, key: str, said: dict[str, Any], now: datetime) -> Request:
    plain = Request(search.webhook_url, json=said)
    assert plain.body is not None  # noqa: S101 - it was given
    return Request(
        search.webhook_url, json=said, signature=signed(search.seed, key, plain.body, now)
    )


def _settle(one: Delivery, found: Verdict, now: datetime) -> None:
    """Write down how it ended, unless the lease ran out and another worker has it in hand."""
    mine = Delivery.objects.filter(pk=one.pk, next_at=one.next_at)
    with transaction.atomic():
        settled = mine.update(
            state=found.state,
            status_code=found.status,
            last_error=found.error[:300],
            next_at=found.next_at,
            sent_at=now if found.state == State.SENT else None,
        )
        if found.stop and settled:
            _stop(one.search, now)
    if found.state != State.SENT:
        log.info("webhook of search %d: %s", one.search_id, found.error)


def _stop(search: SavedSearch, now: datetime) -> None:
    """Send nothing more there until an editor has seen to it.

    An address that an editor typed while the answer was on its way has not said no.
    """
    asked = SavedSearch.objects.filter(pk=search.pk, webhook_url=search.webhook_url)
    if asked.update(stopped_at=now):
        Progress.note_change()
