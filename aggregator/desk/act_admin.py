"""公开记录: the open log as readers find it; nobody adds to it by hand or rewrites it."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from aggregator.desk.base import ReadOnlyAdmin
from aggregator.stories.models import Act


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """Every line that the log has."""

    list_display = ("at", "verb", "subject", "count", "why")
    list_filter = (("verb", ChoicesDropdownFilter), ("reason", ChoicesDropdownFilter))
    list_display_links = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Act]:
        """With what it was done to, without the texts."""
        rows: QuerySet[Act] = super().get_queryset(request)
        long = ("article__html", "article__text", "story__lead__html", "story__lead__text")
        return rows.select_related("article", "story__lead").defer(*long)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites the past."""
        return False

    @admin.display(description="对象")
    def subject(self, act: Act) -> str:
        """The headline of the article, or of the event."""
        return str(act.article or act.story or "—")

    @admin.display(description="公开理由")
    def why(self, act: Act) -> str:
        """What readers are told."""
        return str(act.get_reason_display()) if act.reason else "—"
