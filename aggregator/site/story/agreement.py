"""The figures of several reports side by side: who gives which, and where they disagree. Pure.

Two values disagree only when nothing speaks against their being the same thing: one kind and
unit, of one size, each of the reports giving one value of that kind alone, and no percentages,
of which a report may mean anything.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.site.story.chips import LABELS, OTHER

MOST = 8
NAMED = 4
_ROUNDED = Decimal("0.01")  # 634 for 634.83 is the same figure
_SIZES = 12  # a slip of the unit (万, 亿) is a factor of ten; more is another figure

Verdict = Literal["differ", "agree", "some"]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as most write it, and the outlets that give it, in the order they spoke."""

    text: str
    outlets: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The outlets that a line has room for."""
        return self.outlets[:NAMED]


@dataclass(frozen=True, slots=True)
class Said:
    """Values of one kind: several that disagree, or one that outlets agree on or one alone gives."""

    label: str
    verdict: Verdict
    values: tuple[Value, ...]

    @property
    def count(self) -> int:
        """How many outlets give the value that most give."""
        return len(self.values[0].outlets)


@dataclass(slots=True)
class _Heard:
    """A figure, rounded writings of it included. reports, outlets: in the order they spoke."""

    number: Decimal
    texts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reports: dict[int, None] = field(default_factory=dict)
    outlets: dict[str, None] = field(default_factory=dict)

    def value(self) -> Value:
        return Value(max(self.texts, key=lambda text: self.texts[text]), tuple(self.outlets))


def said(articles: Sequence[Article]) -> tuple[Said, ...]:
    """What disagrees, then what most agree on, then what only one outlet gives; `MOST` rows.

    Nothing for reports of one outlet.
    """
    if len({article.source_id for article in articles}) < 2:
        return ()
    rows: list[Said] = []
    for (kind, _), heard in _heard(articles).items():
        label = str(LABELS.get(kind, OTHER))
        against = [] if kind == "percent" else _against(heard)
        if against:
            rows.append(Said(label, "differ", _ordered(against)))
        for one in heard:
            if one not in against:
                verdict: Verdict = "agree" if len(one.outlets) > 1 else "some"
                rows.append(Said(label, verdict, (one.value(),)))
    return tuple(sorted(rows, key=_rank)[:MOST])


def _heard(articles: Sequence[Article]) -> dict[tuple[str, str], list[_Heard]]:
    """The figures by kind and unit."""
    found: dict[tuple[str, str], list[_Heard]] = defaultdict(list)
    for article in articles:
        for fact in permitted.pieces(article, article.facts):
            group, number = found[fact["kind"], fact["unit"]], Decimal(fact["value"])
            one = next((one for one in group if _same(one, number, article.pk)), None)
            if one is None:
                one = _Heard(number)
                group.append(one)
            one.texts[fact["text"]] += 1
            one.reports[article.pk] = None
            one.outlets[article.source.name] = None
    return found


def _same(one: _Heard, number: Decimal, report: int) -> bool:
    """Whether a number is this figure, or, in another report, a rounded writing of it."""
    if one.number == number:
        return True
    near = abs(one.number - number) <= _ROUNDED * max(abs(one.number), abs(number))
    return near and report not in one.reports


def _against(heard: Sequence[_Heard]) -> list[_Heard]:
    """Those figures of a kind that can't all be right."""
    given: dict[int, int] = defaultdict(int)
    for one in heard:
        for report in one.reports:
            given[report] += 1
    alone = [one for one in heard if all(given[report] == 1 for report in one.reports)]
    if len(alone) < 2 or len({name for one in alone for name in one.outlets}) < 2:
        return []
    most = max(alone, key=lambda one: len(one.outlets))
    found = [one for one in alone if _of_one_size(one, most)]
    return found if len(found) > 1 else []


def _of_one_size(one: _Heard, other: _Heard) -> bool:
    small, large = sorted((abs(one.number), abs(other.number)))
    return small * _SIZES >= large


def _ordered(heard: Sequence[_Heard]) -> tuple[Value, ...]:
    """Those that most outlets give first, then those of most reports."""
    ranked = sorted(heard, key=lambda one: (-len(one.outlets), -len(one.reports)))
    return tuple(one.value() for one in ranked)


def _rank(one: Said) -> tuple[int, int]:
    return ("differ", "agree", "some").index(one.verdict), -one.count
