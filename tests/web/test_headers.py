"""The pure readings of response headers: Retry-After, Cache-Control, Expires."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.web.freshness import LONGEST_SECONDS, max_age_seconds
from aggregator.web.http_date import parse_http_date
from aggregator.web.retry_after import retry_after_seconds

NOW = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 60),
        ("000000090", 90),
        ("21600", 21600),
        ("21601", 21600),
        ("9" * 6000, 21600),
        ("-5", 300),
        ("1e9", 300),
        ("", 300),
        ("soon", 300),
        ("Fri, 02 Jan 2026 03:10:00 GMT", 600),
        ("Fri, 02 Jan 2026 02:00:00 GMT", 60),
        ("Fri, 02 Jan 2126 02:00:00 GMT", 21600),
    ],
)
def test_retry_after_is_kept_within_a_minute_and_six_hours(value: str, seconds: int) -> None:
    assert retry_after_seconds(value, NOW) == seconds


@pytest.mark.parametrize(
    ("cache_control", "expires", "seconds"),
    [
        ("", "", None),
        ("public", "", None),
        ("max-age=300", "", 300),
        ('Public, Max-Age="300"', "", 300),
        ("max-age=0", "Fri, 02 Jan 2026 04:00:00 GMT", 0),
        ("max-age=300, no-cache", "", 0),
        ("no-store", "", 0),
        ("s-maxage=9", "", None),
        ("max-age=" + "9" * 6000, "", LONGEST_SECONDS),
        ("max-age=999999999", "", LONGEST_SECONDS),
        ("max-age=soon", "Fri, 02 Jan 2026 04:00:00 GMT", 3600),
        ("", "Fri, 02 Jan 2026 02:00:00 GMT", 0),
        ("", "Fri, 02 Jan 2126 02:00:00 GMT", LONGEST_SECONDS),
        ("", "0", 0),
    ],
)
def test_max_age_is_what_the_server_says(
    cache_control: str, expires: str, seconds: int | None
) -> None:
    assert max_age_seconds(cache_control, expires, NOW) == seconds


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Fri, 02 Jan 2026 03:00:00 GMT", NOW),
        ("Friday, 02-Jan-26 03:00:00 GMT", NOW),
        ("Fri Jan  2 03:00:00 2026", NOW),
        ("Fri, 02 Jan 2026 11:00:00 +0800", NOW),
        ("Fri, 32 Jan 2026 03:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 -1400", None),
    ],
)
def test_http_dates_are_read_in_utc(value: str, moment: datetime | None) -> None:
    assert parse_http_date(value) == moment


@given(st.text())
def test_no_header_breaks_the_readers(value: str) -> None:
    assert 60 <= retry_after_seconds(value, NOW) <= 21600
    age = max_age_seconds(value, value, NOW)
    assert age is None or 0 <= age <= LONGEST_SECONDS
