"""How long each kind of query takes, one at a time, with everything warm."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from pypinyin import lazy_pinyin

from aggregator.articles.models import Article
from aggregator.language import lexicon
from aggregator.search.asking import Results, search
from aggregator.search.engines.current import current
from aggregator.search.names import spellings
from aggregator.search.query.parse import parse
from aggregator.search.query.planning import plan
from aggregator.search.suggest import suggest, warm
from bench.figure import Figure
from bench.search.cutting import Vocabulary
from bench.search.kinds import Asked, kinds, typed
from bench.search.timing import Times, figures, timed

GROUP = "search, one at a time"
AGAINST = "20 articles by number from the database"
FACETS = ("coin", "source", "kind", "topic", "month")
ROUNDS = 3
DEEP = 1000  # hits before a deep page: fifty pages of twenty
COINS = ("btc", "eth", "sol", "xrp", "bnb", "doge")


def ask(one: Asked) -> Results:
    """As the site does."""
    order: Any = one.order
    return search(one.text, order=order, cursor=one.cursor, grouped=True)


def queries(seen: Vocabulary) -> dict[str, list[Asked]]:
    """Every kind that `search` answers, deep pages with their cursors."""
    known = [name for term in lexicon().terms for name in spellings(term.slug)]
    found = kinds(seen, known, COINS, timezone.localdate())
    for order, what in (("relevance", "deep page"), ("newest", "deep page, date order")):
        walked = (walk(one.text, order) for one in found["one common word"])
        found[what] = [Asked(what, text, order, cursor) for text, cursor in walked if cursor]
    return found


def walk(text: str, order: str) -> tuple[str, str]:
    """The cursor behind the first thousand hits; "" where there are fewer."""
    cursor = ""
    for _ in range(DEEP // 100):
        cursor = search(text, order=order, limit=100, cursor=cursor, grouped=True).cursor  # type: ignore[arg-type]
        if not cursor:
            break
    return text, cursor


def measure(asked: Mapping[str, Sequence[Asked]]) -> list[Figure]:
    """The figures of every kind, of facets and of suggestions."""
    base = baseline()
    lines = []
    for kind, some in asked.items():
        if not some:
            lines.append(Figure(GROUP, kind, None, "ms", note="no such query"))
            continue
        lines += figures(GROUP, kind, timed(ask, some, ROUNDS), base, AGAINST, _found(some))
    facets = timed(_facets, [one.text for one in asked["one common word"]], ROUNDS)
    lines += figures(GROUP, "facets", facets, base, AGAINST, ", ".join(FACETS))
    return [*lines, *_suggest(base)]


def baseline() -> Times:
    """What any page does: read twenty articles by their numbers."""
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    dice = random.Random(1)
    picks = [[dice.randint(1, last) for _ in range(20)] for _ in range(100)]
    return timed(lambda ids: list(Article.objects.filter(pk__in=ids)), picks, ROUNDS)


def _found(some: Sequence[Asked]) -> str:
    totals = sorted(ask(one).total for one in some)
    return f"articles found: median {totals[len(totals) // 2]:,}, most {totals[-1]:,}"


def _facets(text: str) -> object:
    wanted = plan(parse(text, timezone.localdate()), "words")
    return current().facets(wanted, FACETS, 10)


def _suggest(base: Times) -> list[Figure]:
    known = {term.name: "".join(lazy_pinyin(term.name)) for term in lexicon().terms}
    heads = typed(known, random.Random(2))
    warm()
    return figures(GROUP, "suggest", timed(_suggested, heads, ROUNDS), base, AGAINST)


def _suggested(head: str) -> object:
    return suggest(head, timezone.now())
