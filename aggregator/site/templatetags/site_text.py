"""Filters: headlines that break at words, times, figures of a progress bar."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from aggregator import language
from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.market.quotes import Quote
from aggregator.site.lists import days, timeline
from aggregator.site.names.moves import Move
from aggregator.site.names.moves import moves as moves_of
from aggregator.site.search.snippet import glued

register = template.Library()

_BAR = 240
_HAN = re.compile("[\u3400-\u9fff]")
_COUNTED = re.compile("(?<=[0-9]) (?=[\u3400-\u9fff])")
_LINE_SPAN, _LINE_WIDTH = timedelta(minutes=30), 101


@register.filter
@lru_cache(maxsize=4096)
def headline(text: str) -> SafeString:
    """The text, escaped part by part, with <wbr> where a line may break.

    A space inside a part is that of 1.99 亿美元: the line must not break there.
    """
    parts = [escape(glued(part)) for part in language.phrases(str(text))]
    return mark_safe("<wbr>".join(parts))  # noqa: S308 - every part is escaped above


@register.filter
def counted(text: object) -> str:
    """The text, with no break of the line between a figure and what it counts (5 家)."""
    return _COUNTED.sub("\u00a0", str(text))


@register.simple_tag
def chinese(text: object) -> SafeString:
    """` lang="zh-Hans"` on English pages for an element that holds this text of a report, so that
    it is set, hyphenated and read aloud as Chinese; nothing elsewhere, and for Latin words."""
    if get_language() != "en" or not _HAN.search(str(text)):
        return SafeString("")
    return SafeString(' lang="zh-Hans"')


@register.filter
def path_of(article: Article) -> str:
    """Where a list leads to from an article that was read with its story."""
    return timeline.path_of(article)


@register.filter
def clock(moment: datetime) -> str:
    """20:41, in the zone of the pages."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def iso(moment: datetime) -> str:
    """The moment for a `datetime` attribute, with its offset."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def moment(value: datetime, now: datetime) -> str:
    """今天 20:41."""
    return days.moment_text(value, now)


@register.filter
def lag(value: timedelta | None) -> str:
    """+2 分钟; nothing when unknown."""
    return "" if value is None else days.lag_text(value)


@register.filter
def span(value: timedelta) -> str:
    """3 小时 5 分钟."""
    return days.span_text(value)


@register.filter
def day(value: date, now: datetime) -> str:
    """3月25日."""
    return days.date_text(value, now)


@register.filter
def lag_place(value: timedelta) -> str:
    """Where a lag stands on a line 104 units wide that ends at 30 minutes."""
    return f"{min(value / _LINE_SPAN, 1.0) * _LINE_WIDTH:.1f}"


@register.filter
def lag_places(values: Iterable[timedelta]) -> list[str]:
    """The same for several, each place once."""
    return list(dict.fromkeys(map(lag_place, values)))


@register.filter
def percent(share: float) -> str:
    """0.4167 -> 41.7%."""
    return f"{100 * share:.1f}%"


@register.filter
def bar(progress: float) -> str:
    """How wide the done part of a progress bar is, of 240."""
    return f"{progress * _BAR:.1f}"


@register.filter
def credit(source: Source) -> str:
    """How the outlet is named."""
    return permitted.credit(source)


@register.filter
def excerpt(article: Article) -> str:
    """As much of the text as a list may carry."""
    return permitted.excerpt(article)


@register.filter
def moves(article: Article, prices: Mapping[str, Quote] | None) -> tuple[Move, ...]:
    """The prices of its coins at report time, and now where the page knows `prices`."""
    return moves_of(article.priced, prices or {})


@register.filter
def grouped(number: int) -> str:
    """1234567 -> 1,234,567."""
    return f"{number:,}"


@register.filter
def weekday(value: datetime) -> str:
    """三, for a Wednesday in the zone of the pages."""
    return days.WEEKDAYS[timezone.localtime(value).weekday()]
