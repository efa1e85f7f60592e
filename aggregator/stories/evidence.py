"""What stories are weighed by: read from reports, tags and figures, a few queries for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import lexicon
from aggregator.stories.features import Features
from aggregator.stories.importance import Inputs

# What a unit of money is worth in US dollars, roughly: only the magnitude is weighed.
_DOLLARS = {
    "usd": 1.0,
    "usdt": 1.0,
    "usdc": 1.0,
    "eur": 1.1,
    "gbp": 1.3,
    "chf": 1.1,
    "cny": 0.14,
    "hkd": 0.13,
    "sgd": 0.75,
    "krw": 0.0007,
    "jpy": 0.0065,
    "btc": 80_000.0,
    "eth": 2_500.0,
}


class Heard(NamedTuple):
    """A report of a story, without its text."""

    article: int
    source: int
    source_name: str
    published: datetime | None
    at: datetime
    url_key: str
    hidden: bool
    lead: bool
    important: bool
    locked: Sequence[str]
    flagged: bool

    def place(self) -> tuple[bool, datetime, str]:
        """Where it stands among those who reported: by the outlet's own time, others after."""
        return self.published is None, self.at, self.url_key


def inputs_of(
    stories: Mapping[int, Sequence[Heard]], leads: Mapping[int, Features]
) -> dict[int, Inputs]:
    """What each story is weighed by; `leads` are the features of leading reports, by article."""
    story_of = {one.article: pk for pk, told in stories.items() for one in told}
    names, topics = _tags(story_of)
    amounts = _amounts(story_of)
    found = {}
    for pk, told in stories.items():
        lead = min(told, key=Heard.place).article if told else None
        read = leads.get(lead) if lead is not None else None
        weight, named = max(names.get(pk, {}).items(), key=_weightiest, default=("", (0, "")))[1]
        amount, said = amounts.get(pk, (0.0, ""))
        found[pk] = Inputs(
            outlets=len({one.source for one in told}),
            spread=_spread(told),
            flagged=tuple(sorted({one.source_name for one in told if one.flagged})),
            weight=weight,
            named=named,
            amount=amount,
            said=said,
            topics=tuple(sorted(topics.get(pk, {}).items())),
            in_series=read is not None and read.series is not None,
        )
    return found


def _weightiest(row: tuple[str, tuple[int, str]]) -> tuple[int, str]:
    slug, (weight, _) = row
    return weight, slug


def _spread(told: Iterable[Heard]) -> timedelta | None:
    """From the first outlet's first report to the last outlet's, None without two times."""
    firsts: dict[int, datetime] = {}
    for one in told:
        if one.published is not None:
            firsts[one.source] = min(one.published, firsts.get(one.source, one.published))
    return max(firsts.values()) - min(firsts.values()) if len(firsts) > 1 else None


def _tags(
    story_of: Mapping[int, int],
) -> tuple[dict[int, dict[str, tuple[int, str]]], dict[int, dict[str, str]]]:
    """Main names with their weight, and topics, of each story, by slug."""
    names: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    topics: dict[int, dict[str, str]] = defaultdict(dict)
    terms = lexicon().by_slug
    rows = ArticleTag.objects.filter(article__in=list(story_of), removed=False, about=True)
    for article, slug, name, kind in rows.values_list(
        "article", "tag__slug", "tag__name", "tag__kind"
    ).iterator():
        story = story_of[article]
        if kind == Tag.Kind.TOPIC:
            topics[story][slug] = name
        elif slug in terms:
            names[story][slug] = terms[slug].weight, name
    return names, topics


def _amounts(story_of: Mapping[int, int]) -> dict[int, tuple[float, str]]:
    """The largest sum that a headline of each story names: roughly in US dollars, and as said."""
    found: dict[int, tuple[float, str]] = {}
    rows = Article.objects.filter(pk__in=list(story_of)).exclude(facts=[])
    for article, facts in rows.values_list("pk", "facts").iterator():
        told = [(_dollars(one), str(one["text"])) for one in facts if one["place"] == "title"]
        story = story_of[article]
        found[story] = max([found.get(story, (0.0, "")), *told])
    return found


def _dollars(fact: Mapping[str, Any]) -> float:
    if fact["kind"] not in {"money", "coin"}:
        return 0.0
    return abs(float(fact["value"])) * _DOLLARS.get(str(fact["unit"]).lower(), 0.0)
