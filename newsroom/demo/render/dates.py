"""The ways in which Chinese outlets write a date."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")


def _chinese(local: datetime) -> str:
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def relative(local: datetime, now: datetime) -> str:
    """N分钟前 within the hour, then 今天, 昨天, and the plain date: as live tickers do."""
    minutes = int((now - local).total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)}分钟前"
    today = now.astimezone(local.tzinfo).date()
    if local.date() == today:
        return f"今天 {local:%H:%M}"
    if local.date() == today - timedelta(days=1):
        return f"昨天 {local:%H:%M}"
    return f"{local:%Y/%m/%d %H:%M}"


_STYLES: dict[str, Callable[[datetime], str]] = {
    "rfc822-east8": lambda local: format_datetime(local.astimezone(SHANGHAI)),
    "rfc822-gmt": lambda local: format_datetime(local.astimezone(UTC)).replace("+0000", "GMT"),
    "prc": lambda local: format_datetime(local.astimezone(SHANGHAI)).replace("+0800", "PRC+0800"),
    "chinese": _chinese,
    "no-zone": lambda local: f"{local:%Y-%m-%d %H:%M:%S}",
    "iso": lambda local: local.isoformat(timespec="seconds"),
}


def write_date(style: str, moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`moment` (aware) in one of the styles, local to the outlet's `zone`.

    Raises `KeyError` for a style that is not one of ours.
    """
    local = moment.astimezone(zone)
    return relative(local, now) if style == "relative" else _STYLES[style](local)
