"""Times in answers and questions: RFC 3339, answers always in UTC with a Z."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:([Zz])|([+\- ])(\d\d:\d\d))", re.ASCII
)
_SHAPE = {"type": "string", "format": "date-time"}


def read(value: Any) -> datetime | None:
    """An aware time from RFC 3339 text; None for none. Raises ValueError.

    The plus of a zone that was not escaped arrives as a space, and is taken for what it was.
    """
    if value is None:
        return None
    found = _RFC3339.fullmatch(str(value))
    if found is None:
        raise ValueError("写成 RFC 3339 时间，带时区，如 2026-03-25T12:00:00+08:00 或以 Z 结尾")
    day, clock, _, sign, zone = found.groups()
    offset = f"{'-' if sign == '-' else '+'}{zone}" if zone else "+00:00"
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("没有这样的日期或时刻") from error
    return moment


def write(moment: datetime) -> str:
    """ "2026-03-25T04:00:00Z"; fractions of a second only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(write, return_type=str), WithJsonSchema(_SHAPE)]
AskedMoment = Annotated[datetime | None, BeforeValidator(read), WithJsonSchema(_SHAPE)]
