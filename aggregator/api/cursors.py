"""Where the next page of a list begins, signed so that nobody can write one of their own."""

from datetime import datetime
from typing import Any

from django.core import signing

from aggregator.api.problems import BAD_CURSOR, Problem

_SALT = "aggregator.api.cursor"
LONGEST = 400


def write(place: list[Any], name: str) -> str:
    """The cursor of a place (texts and numbers) in the list called `name`."""
    return signing.dumps(place, salt=f"{_SALT}:{name}", compress=True)


def read_text(cursor: str, name: str) -> str:
    """The place of a list in order of a text. Raises `Problem`."""
    place = _read(cursor, name)
    if len(place) != 1 or not isinstance(place[0], str):
        raise _bad()
    return place[0]


def read_moment(cursor: str, name: str) -> tuple[datetime, int]:
    """The place of a list in order of time: an aware time and a number. Raises `Problem`."""
    try:
        moment, number = _read(cursor, name)
        return datetime.fromisoformat(moment), int(number)
    except (ValueError, TypeError) as error:
        raise _bad() from error


def _read(cursor: str, name: str) -> list[Any]:
    try:
        place = signing.loads(cursor, salt=f"{_SALT}:{name}")
    except (signing.BadSignature, ValueError) as error:
        raise _bad() from error
    return place if isinstance(place, list) else []


def _bad() -> Problem:
    return Problem(
        BAD_CURSOR, "翻页标记不是这个列表给出的，或已被改动。去掉 cursor，从第一页开始。"
    )
