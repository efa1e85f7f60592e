"""How long an answer stays good (RFC 9111, sections 4.2.1 and 5.2.2)."""

import re
from datetime import datetime

from aggregator.web.http_date import parse_http_date

# RFC 9111 lets a cache treat anything longer as this; it also keeps numbers small enough to store.
LONGEST_SECONDS = 365 * 24 * 60 * 60

_DIRECTIVE = re.compile(r'([a-z-]+)(?:\s*=\s*"?([0-9]+)"?)?')


def max_age_seconds(cache_control: str, expires: str, now: datetime) -> int | None:
    """Seconds until the answer is stale, or None when the server does not say.

    `cache_control` and `expires` are header values ("" when missing); `now` is aware.
    Cache-Control wins over Expires; no-store and no-cache mean 0. An Expires that cannot be
    read means "already stale", as the RFC has it.
    """
    directives = dict(_DIRECTIVE.findall(cache_control.lower()))
    if "no-store" in directives or "no-cache" in directives:
        return 0
    if digits := directives.get("max-age"):
        return _capped(digits)
    if not expires:
        return None
    until = parse_http_date(expires)
    if until is None:
        return 0
    return max(0, min(int((until - now).total_seconds()), LONGEST_SECONDS))


def _capped(digits: str) -> int:
    significant = digits.lstrip("0") or "0"
    return LONGEST_SECONDS if len(significant) > 9 else min(int(significant), LONGEST_SECONDS)
