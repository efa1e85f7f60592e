"""A date hierarchy that reads two ends of an index, however long the list is."""

# ruff: noqa: ARG002 - Django fixes the signatures

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from aggregator.articles.models import Article


def period(text: str) -> tuple[date, date] | None:
    """First day and day after the last of "2026", "2026-03" or "2026-03-05"; None for others."""
    parts = text.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = (int(part) for part in [*parts, "0", "0"][:3])
    try:
        if day:
            first = date(year, month, day)
            return first, date.fromordinal(first.toordinal() + 1)
        if month:
            return date(year, month, 1), _month_after(year, month)
        return date(year, 1, 1), date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None


def _month_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def steps(chosen: str, oldest: date, newest: date) -> list[tuple[str, str]]:
    """Value and label of what can be chosen below `chosen`, newest first, within the ends."""
    within = period(chosen)
    if within is None:
        return [(str(y), f"{y} 年") for y in range(newest.year, oldest.year - 1, -1)]
    year, month = within[0].year, within[0].month
    if chosen.count("-") == 0:
        months = [m for m in range(12, 0, -1) if _touches(year, m, oldest, newest)]
        return [(f"{year}-{m:02}", f"{m} 月") for m in months]
    days = (date(year, month, d) for d in range(monthrange(year, month)[1], 0, -1))
    return [(day.isoformat(), f"{day.day} 日") for day in days if oldest <= day <= newest]


def _touches(year: int, month: int, oldest: date, newest: date) -> bool:
    return date(year, month, 1) <= newest and oldest < _month_after(year, month)


class DayFilter(admin.SimpleListFilter):
    """年 → 月 → 日 of `sorted_at`.

    Django's own `date_hierarchy` truncates every row's time to find which years there are; this
    one looks up the oldest and the newest row and offers what lies between.
    """

    title = "日期"
    parameter_name = "day"
    template = "desk/day_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What can be chosen next."""
        times = Article.objects.order_by("sorted_at").values_list("sorted_at", flat=True)
        oldest, newest = times.first(), times.last()
        if oldest is None or newest is None:
            return []
        ends = timezone.localtime(oldest).date(), timezone.localtime(newest).date()
        return steps(self.value() or "", *ends)

    def has_output(self) -> bool:
        """Always shown: a chosen day must be seen even when it has no rows."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen year, month or day, in the pages' zone."""
        within = period(self.value() or "")
        if within is None:
            return queryset
        zone = timezone.get_current_timezone()
        start, end = (datetime.combine(day, time.min, zone) for day in within)
        return queryset.filter(sorted_at__gte=start, sorted_at__lt=end)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The way back up first, then the steps below."""
        chosen = self.value() or ""
        parts = chosen.split("-") if period(chosen) else []
        yield {
            "selected": not parts,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "全部日期",
        }
        trail = ["-".join(parts[: n + 1]) for n in range(len(parts))]
        marked = [(one, one, True) for one in trail]
        offered = [(value, text, False) for value, text in self.lookup_choices if value != chosen]
        for value, text, selected in [*marked, *offered]:
            yield {
                "selected": selected,
                "query_string": changelist.get_query_string({self.parameter_name: str(value)}),
                "display": text,
            }
