"""New words for the editor: mined every day out of what came in lately."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from aggregator import language
from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.language import fold, strip_boilerplate
from aggregator.language.folding import folding
from aggregator.words.latin import latin_names
from aggregator.words.models import Candidate
from aggregator.words.ngrams import Bounds, Found, Text, han_words
from aggregator.words.unknown import Unknown

DAYS = 14
MOST_CHARACTERS = 6_000_000  # some 20 seconds and 300 MB; the newest articles come first
PER_TEXT = 2000
KEPT = 200
LONGEST = 60
FORGOTTEN = timedelta(days=30)  # a find that did not come up again
_SIDE = 28


def mine(now: datetime, bounds: Bounds | None = None) -> int:
    """Look through the last DAYS and bring the list of candidates up to date; give its finds.

    What an editor ignored or took stays so; what the dictionary has learned meanwhile goes.
    """
    bounds = bounds or Bounds()
    texts = list(_texts(now - timedelta(days=DAYS)))
    unknown = Unknown(language.book())
    outlets = {fold(name) for name in Source.objects.values_list("name", flat=True)}
    found = [
        *han_words(texts, unknown.han, bounds),
        *latin_names(texts, lambda name: fold(name) not in outlets and unknown.latin(name), bounds),
    ]
    best: dict[str, Found] = {}  # Skill and SKILL are one find, under its commoner form
    for one in sorted(found, key=lambda one: (-one.score, one.text)):
        if len(one.text) <= LONGEST and len(best) < KEPT:
            best.setdefault(fold(one.text), one)
    _write(list(best.values()), unknown, now)
    return len(best)


def _texts(since: datetime) -> Iterator[Text]:
    """Titles with the beginning of the bodies, the newest first."""
    openings = {s.pk: s.boilerplate for s in Source.objects.all()}
    rows = Article.objects.filter(sorted_at__gte=since, is_hidden=False).order_by("-sorted_at")
    left = MOST_CHARACTERS
    for pk, source, title, body in rows.values_list("pk", "source", "title", "text").iterator(500):
        if left <= 0:
            return
        bare = strip_boilerplate(body[:PER_TEXT], openings.get(source, []))
        # A flash often repeats its headline, which would count twice.
        text = bare if bare.startswith(title) else f"{title}\n{bare}"
        left -= len(text)
        yield Text(pk, source, text)


@transaction.atomic
def _write(found: list[Found], unknown: Unknown, now: datetime) -> None:
    known = Candidate.objects.in_bulk([fold(one.text) for one in found], field_name="key")
    fresh = []
    for one in found:
        row = known.get(fold(one.text))
        if row is not None and row.state != Candidate.State.OPEN:
            continue
        if row is None:
            row = Candidate(key=fold(one.text), found_at=now)
            fresh.append(row)
        row.text, row.score, row.seen_at = one.text, one.score, now
        row.count, row.outlets = one.articles, len(one.outlets)
        row.examples = [
            {"article": article, "text": snippet(text, one.text)} for article, text in one.examples
        ]
    fields = ["text", "score", "seen_at", "count", "outlets", "examples"]
    Candidate.objects.bulk_create(fresh, ignore_conflicts=True)
    still = [row for row in known.values() if row.state == Candidate.State.OPEN]
    Candidate.objects.bulk_update(still, fields)
    waiting = Candidate.objects.filter(state=Candidate.State.OPEN)
    waiting.filter(seen_at__lt=now - FORGOTTEN).delete()
    learned = [row.pk for row in waiting if not unknown.at_all(row.text)]
    waiting.filter(pk__in=learned).delete()


def snippet(text: str, word: str) -> str:
    """Where the word first stands in a text, with what is around it, in one line."""
    folded = folding(text)
    place = folded.text.find(fold(word))
    if place < 0:
        return " ".join(text[: 2 * _SIDE].split())
    start, end = folded.span(place, place + len(fold(word)))
    before, after = text[max(0, start - _SIDE) : start], text[end : end + _SIDE]
    line = " ".join(f"{before}{text[start:end]}{after}".split())
    opening = "…" if start > _SIDE else ""
    return f"{opening}{line}{'…' if end + _SIDE < len(text) else ''}"
