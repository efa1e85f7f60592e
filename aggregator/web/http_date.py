"""Dates in HTTP headers (RFC 9110, section 5.6.7)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parse_http_date(value: str) -> datetime | None:
    """The aware UTC time that `value` names, or None when it names none."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    # HTTP dates are GMT by definition; the parser leaves "-0000" and a missing zone naive.
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
