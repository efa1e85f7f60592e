"""Reading again the articles that a new dictionary version touches, and no others.

Newest first, a chunk at a time; the version's row keeps how far it came, so that whoever comes
after a kill goes on from there.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from aggregator.articles.models import Article, ArticleTag
from aggregator.articles.reread import read_again, write_down
from aggregator.language import dictionary_version, fold
from aggregator.words import current
from aggregator.words.difference import Touch
from aggregator.words.models import DictionaryVersion

CHUNK = 200
LEASE = timedelta(seconds=90)
# A task that began with the old book has ended by then: Celery ends it after 300 s.
SETTLE = timedelta(minutes=7)
LOOK_BACK = timedelta(days=30)  # feeds revise no older reports


def sweep_all(clock: Callable[[], datetime], stop: Callable[[], bool]) -> bool:
    """Go on with every sweep that is not done, the oldest version first; False when stopped.

    One process at a time holds a version, by a lease that runs out by itself.
    """
    for version in DictionaryVersion.objects.filter(swept_at=None).order_by("pk"):
        if stop():
            return False
        if _lease(version.pk, clock()) and not _sweep(version.pk, clock, stop):
            return False
    for version in DictionaryVersion.objects.filter(
        settled_at=None, swept_at__isnull=False, made_at__lte=clock() - SETTLE
    ).order_by("pk"):
        if stop():
            return False
        if _lease(version.pk, clock()):
            _settle(version, clock())
    return True


def _lease(number: int, now: datetime) -> bool:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    rows = DictionaryVersion.objects.filter(free, pk=number)
    return bool(rows.update(leased_until=now + LEASE))


def _sweep(number: int, clock: Callable[[], datetime], stop: Callable[[], bool]) -> bool:
    current.take_up()
    version = DictionaryVersion.objects.get(pk=number)
    if not version.total and version.top is not None:
        # Of before the first chunk; ids may have gaps, so counted once.
        total = Article.objects.filter(pk__lte=version.top).count()
        DictionaryVersion.objects.filter(pk=number).update(total=total)
    touch = Touch((*version.added, *version.removed))
    terms = frozenset(version.terms)
    while _step(version, touch, terms, clock()):
        if stop():
            DictionaryVersion.objects.filter(pk=number).update(leased_until=None)
            return False
    return True


def _step(version: DictionaryVersion, touch: Touch, terms: frozenset[str], now: datetime) -> bool:
    """Examine one chunk; False when there was none left. Chunk and cursor commit together."""
    rows = Article.objects.filter(pk__lt=version.cursor).order_by("-pk")
    ids = list(rows.values_list("pk", flat=True)[:CHUNK]) if version.top is not None else []
    mine = DictionaryVersion.objects.filter(pk=version.pk)
    if not ids:
        mine.update(swept_at=now, leased_until=None)
        return False
    readings = read_again(_touched(ids, touch, terms))
    with transaction.atomic():
        done = write_down(readings, now)
        version.cursor = ids[-1]
        mine.update(
            cursor=ids[-1],
            examined=F("examined") + len(ids),
            touched=F("touched") + done,
            leased_until=now + LEASE,
        )
    return True


def _settle(version: DictionaryVersion, now: datetime) -> None:
    """Examine what a process that still had the old book wrote after the version was made."""
    current.take_up()
    late = Article.objects.filter(
        sorted_at__gte=version.made_at - LOOK_BACK, updated_at__gte=version.made_at - SETTLE
    ).exclude(dictionary=dictionary_version())
    ids = list(late.order_by("-pk").values_list("pk", flat=True))
    touch = Touch((*version.added, *version.removed))
    terms = frozenset(version.terms)
    done = 0
    for start in range(0, len(ids), CHUNK):
        done += write_down(read_again(_touched(ids[start : start + CHUNK], touch, terms)), now)
    DictionaryVersion.objects.filter(pk=version.pk).update(
        settled_at=now, touched=F("touched") + done, leased_until=None
    )


def _touched(ids: Iterable[int], touch: Touch, terms: frozenset[str]) -> list[int]:
    """Those of the articles that say one of the words or carry one of the tags.

    One that was read with the dictionary in force has nothing to gain.
    """
    rows = Article.objects.filter(pk__in=list(ids)).exclude(dictionary=dictionary_version())
    filed = set(
        ArticleTag.objects.filter(article__in=rows, tag__slug__in=terms).values_list(
            "article", flat=True
        )
        if len(terms) <= CHUNK
        else (
            article
            for article, slug in ArticleTag.objects.filter(article__in=rows).values_list(
                "article", "tag__slug"
            )
            if slug in terms
        )
    )
    texts = rows.values_list("pk", "title", "text")
    return [pk for pk, title, text in texts if pk in filed or touch(fold(f"{title}\n{text}"))]
