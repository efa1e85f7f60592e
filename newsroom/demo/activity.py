"""When in the past a demo event took place: newsrooms are quiet before dawn."""

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from newsroom.demo.script import MAX_AGO

SHANGHAI = ZoneInfo("Asia/Shanghai")
STEP = 10
QUIET_HOURS = range(1, 7)
QUIET = 0.2


@lru_cache(maxsize=8)
def _activity(started: datetime) -> tuple[float, ...]:
    """Activity gathered over the last 10, 20, … minutes before `started`."""
    return tuple(
        accumulate(
            QUIET if hour in QUIET_HOURS else 1.0
            for hour in (
                (started - timedelta(minutes=minutes)).astimezone(SHANGHAI).hour
                for minutes in range(0, MAX_AGO, STEP)
            )
        )
    )


def happened_at(ago: float, started: datetime) -> datetime:
    """The time of an event that the script puts `ago` nominal minutes before `started`.

    Nominal time runs fast in the quiet hours of Shanghai, so few events fall there, whatever
    the clock says at the start; three nominal days are three real ones.
    """
    activity = _activity(started)
    share = ago / MAX_AGO * activity[-1]
    step = bisect_left(activity, share)
    before = activity[step - 1] if step else 0.0
    part = (share - before) / (activity[step] - before)
    return started - timedelta(seconds=round((step + part) * STEP * 60))
