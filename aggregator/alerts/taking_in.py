"""From articles to deliveries: what arrives is held against the saved searches, once.

`Progress.upto` and the rows of `Looked` above it say which articles have been dealt with, so that
what a killed worker left is found again. Deliveries and these marks are one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Min, QuerySet

from aggregator.alerts.current import percolator
from aggregator.alerts.models import Delivery, Looked, Progress, SavedSearch
from aggregator.articles.models import Article
from aggregator.search.document import document, load

# What we saw first longer ago is no news, whatever is edited in it. Far longer than a task may
# run, so no transaction is open any more that could still bring an article from before.
FRESH = timedelta(days=2)
AT_ONCE = 200
PER_HOUR = 100


@dataclass(frozen=True, slots=True)
class _Match:
    article: Article
    searches: Sequence[int]


def take_in(ids: Iterable[int], now: datetime) -> int:
    """Hold the articles against the searches; give how many deliveries that made.

    An article that is hidden, older than FRESH or unchanged since it was last looked at brings
    none, nor does one that we saw before the search was saved, and a search and an article never
    meet twice. Safe to run twice, by several workers, and to be killed anywhere.
    """
    wanted = sorted(set(ids))
    return sum(
        _take_in(wanted[start : start + AT_ONCE], now) for start in range(0, len(wanted), AT_ONCE)
    )


def take_in_pending(now: datetime, limit: int = 2000) -> int:
    """Move `upto` over what is no longer fresh, then take in what nobody has; as `take_in`."""
    _move_up(now)
    left = _left(now)
    if left is None:
        return 0
    return take_in(left.order_by("pk").values_list("pk", flat=True)[:limit], now)


def _left(now: datetime) -> QuerySet[Article] | None:
    """Articles that could be sent and that nobody looked at in their present state.

    None when no search is sent anywhere.
    """
    since: datetime | None = SavedSearch.sending().aggregate(Min("since"))["since__min"]
    if since is None:
        return None
    return Article.objects.filter(
        pk__gt=Progress.current().upto, first_seen_at__gt=max(since, now - FRESH)
    ).exclude(looked__at=F("updated_at"))


def _take_in(ids: Sequence[int], now: datetime) -> int:
    left = _left(now)
    articles = (
        [] if left is None else load(list(left.filter(pk__in=ids).values_list("pk", flat=True)))
    )
    if not articles:
        return 0
    searches = percolator(now)
    found = [
        _Match(article, searches.matching(document(article)))
        for article in articles
        if not article.is_hidden
    ]
    with transaction.atomic():
        made = _deliver(found, now)
        Looked.objects.bulk_create(
            [Looked(article=article, at=article.updated_at) for article in articles],
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["at"],
        )
    return made


def _deliver(found: Sequence[_Match], now: datetime) -> int:
    """Write the deliveries that there are not yet, within the bound of each search."""
    wanted = {pk for match in found for pk in match.searches}
    if not wanted:
        return 0
    # Locked, so that two workers cannot both fill up the same hour.
    rows = SavedSearch.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    searches = {search.pk: search for search in rows if not search.why_silent()}
    there = set(
        Delivery.objects.filter(
            search__in=searches, article__in=[match.article for match in found]
        ).values_list("search_id", "article_id")
    )
    room = _room(searches, now)
    made: list[Delivery] = []
    for match in found:
        for pk in match.searches:
            search = searches.get(pk)
            if search is None or (pk, match.article.pk) in there:
                continue
            if match.article.first_seen_at <= search.since:
                continue
            if room[pk] > 0:
                made.append(
                    Delivery(search=search, article=match.article, next_at=now, created_at=now)
                )
            room[pk] -= 1
    Delivery.objects.bulk_create(made, batch_size=200)
    _note_skipped({pk: -left for pk, left in room.items() if left < 0}, now)
    return len(made)


def _room(searches: Iterable[int], now: datetime) -> dict[int, int]:
    """How many more deliveries each search may have in this hour."""
    recent = Delivery.objects.filter(search__in=searches, created_at__gt=now - timedelta(hours=1))
    counted = dict(recent.order_by().values_list("search").annotate(Count("pk")))
    return {pk: max(PER_HOUR - counted.get(pk, 0), 0) for pk in searches}


def _note_skipped(skipped: dict[int, int], now: datetime) -> None:
    for pk, number in skipped.items():
        SavedSearch.objects.filter(pk=pk).update(skipped=F("skipped") + number, skipped_at=now)


def _move_up(now: datetime) -> None:
    """Let `upto` follow to the last article before the first fresh one.

    Not to just below that: a transaction that is still open may yet bring the numbers between.
    """
    above = Article.objects.filter(pk__gt=Progress.current().upto)
    fresh = above.filter(first_seen_at__gt=now - FRESH).order_by("pk")
    first = fresh.values_list("pk", flat=True).first()
    stale = above if first is None else above.filter(pk__lt=first)
    to = stale.order_by("-pk").values_list("pk", flat=True).first()
    if to is not None:
        with transaction.atomic():
            Progress.objects.filter(pk=1, upto__lt=to).update(upto=to)
            Looked.objects.filter(article__lte=to).delete()
