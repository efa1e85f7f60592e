"""Tags and earlier wordings on an article's page."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from aggregator.articles.models import ArticleTag, Revision
from aggregator.desk.article_form import ArticleTagForm
from aggregator.desk.base import DeskInline
from aggregator.desk.wording import ago, timed


class TagRows(BaseInlineFormSet):  # type: ignore[type-arg]
    """The tags of an article, where deleting means "not this one", for good."""

    def delete_existing(self, obj: ArticleTag, commit: bool = True) -> None:
        """Keep the row as removed: without it the next sync would file the article again."""
        obj.removed = True
        obj.by_editor = True
        if commit:
            obj.save(update_fields=["removed", "by_editor"])


class ArticleTagInline(DeskInline):
    """The tags, and who says so."""

    model = ArticleTag
    form = ArticleTagForm
    formset = TagRows
    fields = ("tag", "about", "removed", "by_editor")
    readonly_fields = ("by_editor",)
    autocomplete_fields = ("tag",)
    can_delete = False
    verbose_name_plural = "标签"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleTag]:
        """Kept tags first."""
        rows: QuerySet[ArticleTag] = super().get_queryset(request)
        return rows.select_related("tag").order_by("removed", "-about", "pk")


class RevisionInline(DeskInline):
    """What the article said before; to read only."""

    model = Revision
    fields = ("seen", "title", "html", "url")
    readonly_fields = fields
    can_delete = False
    tab = True
    verbose_name_plural = "旧版"

    @admin.display(description="发现时间")
    def seen(self, row: Revision) -> SafeString:
        """When we saw the change."""
        return timed(ago(row.seen_at, timezone.now()), row.seen_at)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only ingest writes revisions."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites the past."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor removes it."""
        return False
