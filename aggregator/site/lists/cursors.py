"""Where the next page of a timeline begins, signed so that nobody can write one of their own."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

_SALT = "aggregator.site.cursor"
_LONGEST = 200


class BadCursor(ValueError):  # noqa: N818 - a state, said plainly
    """The cursor was not made by us, or for another list."""


@dataclass(frozen=True, slots=True)
class Place:
    """The last article of a page: its aware time in lists, and its id."""

    sorted_at: datetime
    id: int


def write(place: Place, name: str) -> str:
    """The cursor of a place in the list called `name`."""
    return signing.dumps([place.sorted_at.isoformat(), place.id], salt=f"{_SALT}:{name}")


def read(cursor: str, name: str) -> Place:
    """The place of a cursor. Raises `BadCursor`."""
    try:
        moment, number = signing.loads(cursor[:_LONGEST], salt=f"{_SALT}:{name}")
        return Place(datetime.fromisoformat(moment), int(number))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadCursor(
            f"The cursor does not belong to the list {name}; start from its first page"
        ) from error
