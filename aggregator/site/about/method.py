"""What the method pages say in figures: asked of the code that decides, never copied from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from aggregator.language import lexicon
from aggregator.site.lists.days import span_text
from aggregator.stories.importance import TOPICS, Inputs, importance

_WHAT = "-"


@dataclass(frozen=True, slots=True)
class Points:
    """What speaks for an event, and how many points it is worth."""

    what: str
    points: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How importance comes about: the points of each kind of reason, in the order they are told."""

    outlets: tuple[Points, ...]
    spread: tuple[Points, ...]
    flagged: tuple[Points, ...]
    amounts: tuple[Points, ...]
    topics: tuple[Points, ...]
    name_most: int
    series_share: int  # per cent of the sum that an event of a series keeps


def scale() -> Scale:
    """The scale in force."""
    return Scale(
        outlets=tuple(_outlets()),
        spread=tuple(_spread()),
        flagged=tuple(Points(str(n), _score(flagged=("甲",) * n)) for n in (1, 2)),
        amounts=tuple(_amounts()),
        topics=tuple(_topics()),
        name_most=_score(weight=100, named=_WHAT),
        series_share=round(_score(outlets=9, in_series=True) * 100 / _score(outlets=9)),
    )


def _outlets() -> Iterator[Points]:
    """Up to the number from which one more makes no difference."""
    number = 2
    while _score(outlets=number) < _score(outlets=number + 1):
        yield Points(str(number), _score(outlets=number))
        number += 1
    yield Points(str(number), _score(outlets=number))


def _spread() -> Iterator[Points]:
    alone = _score(outlets=2)
    for minutes in (15, 60, 180):
        more = _score(outlets=2, spread=timedelta(minutes=minutes)) - alone
        yield Points(span_text(timedelta(minutes=minutes)), more)


def _amounts() -> Iterator[Points]:
    for power, words in ((7, "1,000 万"), (8, "1 亿"), (9, "10 亿"), (10, "100 亿"), (12, "")):
        yield Points(words, _score(amount=10.0**power, said=_WHAT))


def _topics() -> Iterator[Points]:
    terms = lexicon().by_slug
    for slug in sorted(TOPICS, key=lambda one: (-TOPICS[one], one)):
        name = terms[slug].name if slug in terms else slug
        yield Points(name, _score(topics=((slug, name),)))


def _score(
    *,
    outlets: int = 0,
    spread: timedelta | None = None,
    flagged: tuple[str, ...] = (),
    weight: int = 0,
    named: str = "",
    amount: float = 0.0,
    said: str = "",
    topics: tuple[tuple[str, str], ...] = (),
    in_series: bool = False,
) -> int:
    asked = Inputs(outlets, spread, flagged, weight, named, amount, said, topics, in_series)
    return importance(asked).score
