"""What to look for, in a form that knows no engine. Values only; every engine compiles it.

Fields (see `document.Document`): `title` and `text` hold words and name marks, `grams` holds
neighbouring characters and is the only one that knows phrases, the others hold whole values.
"""

from dataclasses import dataclass
from typing import TypeAlias

# The fields whose terms are whole values; they score nothing by themselves.
VALUES = ("tags", "about", "coin", "topic", "source", "kind", "month", "important", "lead", "addr")


@dataclass(frozen=True, slots=True)
class Term:
    """A term stands in a field. Scored by BM25 in `title`, `text` and `grams`."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Grams in a row, at least two; `grams.phrase` makes them of a text."""

    grams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """low <= value < high of a number column: `newest` (see `document.newest_key`) or `id`."""

    column: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A number column has one of these values; scores nothing."""

    column: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is met and none of `none`; the scores of the parts are summed.

    `better` may be met: a part of it that is adds its score.
    """

    parts: tuple["Plan", ...]
    none: tuple["Plan", ...] = ()
    better: tuple["Plan", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least `least` of the parts are met; the scores of those that are, are summed."""

    parts: tuple["Plan", ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class BestOf:
    """At least one of the parts is met; the highest score counts."""

    parts: tuple["Plan", ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The score of a part, times a weight."""

    part: "Plan"
    weight: float


@dataclass(frozen=True, slots=True)
class Flat:
    """The part, with this score whatever it would have scored."""

    part: "Plan"
    score: float


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document, with the score 1."""


Plan: TypeAlias = (
    Term | Phrase | Between | OneOf | AllOf | AnyOf | BestOf | Weighed | Flat | Everything
)
