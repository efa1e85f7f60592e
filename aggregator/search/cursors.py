"""Where the next page begins, signed so that nobody can write one of their own."""

from dataclasses import astuple, dataclass
from typing import Literal, get_args

from django.core import signing

from aggregator.search.errors import BadCursor
from aggregator.search.query.matching import Reach

_SALT = "aggregator.search.cursor"
_LONGEST = 300
Part = Literal["ranked", "dated"]


@dataclass(frozen=True, slots=True)
class Place:
    """The place after a page.

    `part` ranked: after so many of the best, dated: after this `newest` key. `reach` and `total`
    are those of the first page; articles with a number above `until` came later and stay out.
    """

    part: Part
    after: int
    reach: Reach
    total: int
    until: int


def write(place: Place, query: str) -> str:
    """The cursor for a place in the results of a query (its text and order)."""
    return signing.dumps(astuple(place), salt=f"{_SALT}:{query}", compress=True)


def read(cursor: str, query: str) -> Place:
    """The place of a cursor. Raises `BadCursor` when it is not ours or of another query."""
    try:
        part, after, reach, total, until = signing.loads(cursor[:_LONGEST], salt=f"{_SALT}:{query}")
    except (signing.BadSignature, ValueError) as error:
        raise BadCursor(
            "The page mark does not belong to this search; start again from its first page"
        ) from error
    if part not in get_args(Part) or reach not in get_args(Reach):
        raise BadCursor("The page mark is of an earlier version; start again from the first page")
    return Place(part, after, reach, total, until)
