"""What the tail of a date says about its zone: +0800, PRC+0800, GMT+8, CST, 北京时间, nothing."""

import re
from datetime import UTC, timedelta, timezone, tzinfo

_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0,
    "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "CST": 8, "PRC": 8, "CCT": 8, "HKT": 8, "SGT": 8, "TST": 8, "JST": 9, "KST": 9,
    "北京时间": 8, "北京時間": 8, "中国标准时间": 8, "台北時間": 8, "香港時間": 8,
}  # fmt: skip
NAMED_OFFSETS: dict[str, int] = {name: hours * 3600 for name, hours in _HOURS.items()}
"""Seconds east of UTC. CST is China here, not US Central: these are Chinese outlets."""

_NUMERIC = re.compile(r"(?P<sign>[+\-−])\s*(?P<h>\d{1,2})(?::?(?P<mi>\d{2}))?(?!\d)")
_WIDEST = timedelta(hours=14)


def offset_of(tail: str, default: tzinfo) -> tzinfo | None:
    """The zone that `tail` names, `default` when it names none that is known.

    An explicit figure wins over a name ("PRC+0800"). None when the figure is no offset on Earth.
    """
    if found := _NUMERIC.search(tail):
        minutes = int(found["mi"] or 0)
        offset = timedelta(hours=int(found["h"]), minutes=minutes)
        if offset > _WIDEST or minutes > 59:
            return None
        return timezone(-offset if found["sign"] != "+" else offset)
    for word in re.findall(r"[A-Za-z]+|[\u4e00-\u9fff]+", tail):
        seconds = NAMED_OFFSETS.get(word.upper())
        if seconds is not None:
            return timezone(timedelta(seconds=seconds)) if seconds else UTC
    return default
