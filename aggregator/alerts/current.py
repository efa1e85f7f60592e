"""This process's compiled searches, made anew when a search, the dictionary or the day changed."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from aggregator.alerts.models import Progress, SavedSearch
from aggregator.alerts.percolate import Percolator
from aggregator.articles.models import Article
from aggregator.language import dictionary_version
from aggregator.search.document import Document, document, load
from aggregator.search.errors import BadQuery
from aggregator.search.plan import Plan, Term
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan

SAMPLE = 200
_PER = 1000
_FIELDS = ("title", "text", "grams", "tags", "about", "coin", "topic", "addr")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the plans were made of: plans stay good while it is the same."""

    dictionary: str
    day: date


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A set of searches, with the number of changes (`Progress.searches`) that it has seen."""

    changes: int
    words: _Words
    plans: dict[str, Plan | None]
    frequencies: Counter[Term]
    percolator: Percolator


class _Held:
    compiled: _Compiled | None = None


def percolator(now: datetime) -> Percolator:
    """The searches that are sent somewhere, compiled; two queries unless something changed.

    Days in a query (近7天) are those of `now` in the site's zone.
    """
    changes = Progress.current().searches  # read first: what comes later is seen the next time
    words = _Words(dictionary_version(), timezone.localdate(now))
    held = _Held.compiled
    if held is None or (held.changes, held.words) != (changes, words):
        held = _Held.compiled = _compile(changes, words, held)
    return held.percolator


def _compile(changes: int, words: _Words, before: _Compiled | None) -> _Compiled:
    same = before is not None and before.words == words
    known = before.plans if before is not None and same else {}
    sample = before.frequencies if before is not None and same else frequencies(_latest())
    texts = dict(SavedSearch.sending().order_by("pk").values_list("pk", "query"))
    plans = {
        text: known[text] if text in known else planned(text, words.day)
        for text in set(texts.values())
    }
    compiled = {pk: one for pk, text in texts.items() if (one := plans[text]) is not None}
    return _Compiled(changes, words, plans, sample, Percolator(compiled, sample))


def planned(text: str, day: date) -> Plan | None:
    """The plan of a query, as narrow as it is meant; None when nothing of it can be looked up."""
    try:
        return plan(parse(text, day), "words")
    except BadQuery as error:
        log.warning("A saved search finds nothing, look at it in the desk: %r: %s", text, error)
        return None


def frequencies(documents: Iterable[Document]) -> Counter[Term]:
    """In how many of 1000 documents each term stands, as far as the documents show it."""
    counted: Counter[Term] = Counter()
    number = 0
    for one in documents:
        number += 1
        for field in _FIELDS:
            counted.update(Term(field, text) for text in set(getattr(one, field)))
        counted[Term("source", one.source)] += 1
    return Counter({term: max(count * _PER // number, 1) for term, count in counted.items()})


def _latest() -> list[Document]:
    ids = Article.objects.order_by("-pk").values_list("pk", flat=True)[:SAMPLE]
    return [document(article) for article in load(list(ids))]
