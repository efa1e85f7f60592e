"""How stories are told apart in the list: by importance, by how many outlets reported."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aggregator.desk.wording import label
from aggregator.stories.importance import IMPORTANT
from aggregator.stories.models import Story


def importance_label(story: Story) -> SafeString:
    """The score as a label; its reasons on hover."""
    shown = label(f"{'重要 ' if story.is_important else ''}{story.importance}", _tone(story))
    return format_html(
        '<span title="{}">{}</span>', "；".join(story.reasons) or "暂无加分项", shown
    )


def _tone(story: Story) -> str:
    return "bad" if story.is_important else "plain"


class ImportanceFilter(admin.SimpleListFilter):
    """重要 or not."""

    title = "重要度"
    parameter_name = "important"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two kinds."""
        return [("1", f"重要（{IMPORTANT} 分及以上）"), ("0", "一般")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The stories of the chosen kind."""
        match self.value():
            case "1":
                return queryset.filter(importance__gte=IMPORTANT)
            case "0":
                return queryset.filter(importance__lt=IMPORTANT)
        return queryset


class SharedFilter(admin.SimpleListFilter):
    """Reported by several outlets or by one."""

    title = "报道媒体"
    parameter_name = "shared"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The kinds."""
        return [("outlets", "两家及以上"), ("reports", "两篇及以上"), ("one", "只有一篇")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The stories of the chosen kind."""
        match self.value():
            case "outlets":
                return queryset.filter(outlet_count__gte=2)
            case "reports":
                return queryset.filter(report_count__gte=2)
            case "one":
                return queryset.filter(report_count=1)
        return queryset
