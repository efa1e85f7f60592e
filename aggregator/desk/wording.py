"""Times and states as an editor reads them. Pure."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aggregator.market.wording import UNKNOWN, age, span


def ago(when: datetime | None, now: datetime) -> str:
    """How long ago a time was; "—" when unknown."""
    return UNKNOWN if when is None else age(when, now)


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
