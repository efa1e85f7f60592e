"""Times and states as an editor reads them. Pure."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

MINUTE, HOUR, DAY = 60, 3600, 86400


def span(length: timedelta) -> str:
    """A length of time in its largest unit: 45 秒, 12 分钟, 3 小时, 5 天."""
    seconds = int(length.total_seconds())
    if seconds < MINUTE:
        return f"{seconds} 秒"
    if seconds < HOUR:
        return f"{seconds // MINUTE} 分钟"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} 小时"
    return f"{seconds // DAY} 天"


def ago(when: datetime | None, now: datetime) -> str:
    """How long ago a time was; "—" when unknown."""
    if when is None:
        return "—"
    passed = now - when
    return "刚刚" if passed < timedelta(seconds=10) else f"{span(passed)}前"


def ahead(when: datetime, now: datetime) -> str:
    """How far ahead a time is; a time that has come is "马上"."""
    left = when - now
    return "马上" if left < timedelta(seconds=1) else f"{span(left)}后"


def timed(words: str, when: datetime | None) -> SafeString:
    """The words, with the exact time (in the pages' zone) on hover."""
    if when is None:
        return format_html("{}", words)
    exact = timezone.localtime(when).strftime("%Y-%m-%d %H:%M:%S")
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), exact, words)


def label(text: str, tone: str) -> SafeString:
    """A coloured label; `tone` is good, plain, warn or bad."""
    return format_html('<span class="desk-label desk-label-{}">{}</span>', tone, text)
