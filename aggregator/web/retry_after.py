"""How long a server asks us to stay away (RFC 9110, section 10.2.3), within reason.

An uncapped wait let a hostile 429 switch a feed off for years in other readers.
"""

import re
from datetime import datetime

from aggregator.web.http_date import parse_http_date

SHORTEST_SECONDS = 60
LONGEST_SECONDS = 6 * 60 * 60
UNSAID_SECONDS = 5 * 60

_SECONDS = re.compile(r"[0-9]+")


def retry_after_seconds(value: str, now: datetime) -> int:
    """Seconds to wait, 60 s to 6 h; 5 minutes when the header is missing or senseless.

    `value` is delta-seconds or an HTTP date; `now` is aware.
    """
    text = value.strip()
    if _SECONDS.fullmatch(text):
        # More digits than 6 h needs: no reason to build the number.
        wanted = LONGEST_SECONDS if len(text.lstrip("0")) > 5 else int(text[-5:])
    else:
        until = parse_http_date(text)
        if until is None:
            return UNSAID_SECONDS
        wanted = int((until - now).total_seconds())
    return max(SHORTEST_SECONDS, min(wanted, LONGEST_SECONDS))
