"""Where the next page begins, signed so that nobody can write one of their own."""

from dataclasses import dataclass

from django.core import signing

from aggregator.search.errors import BadCursor

_SALT = "aggregator.search.cursor"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Place:
    """The place after a page: a key of the date order or a rank; and the total found at first."""

    after: int
    total: int


def write(place: Place, query: str) -> str:
    """The cursor for a place in the results of a query (its words, filters and order)."""
    return signing.dumps([place.after, place.total], salt=f"{_SALT}:{query}")


def read(cursor: str, query: str) -> Place:
    """The place of a cursor. Raises `BadCursor` when it is not ours or of another query."""
    try:
        after, total = signing.loads(cursor[:_LONGEST], salt=f"{_SALT}:{query}")
    except (signing.BadSignature, ValueError) as error:
        raise BadCursor(
            "The page mark does not belong to this search; start again from its first page"
        ) from error
    return Place(after, total)
