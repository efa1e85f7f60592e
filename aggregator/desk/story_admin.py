"""事件: what was put together, why, and the buttons that put it right for good."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aggregator.articles.models import Article
from aggregator.desk.article_changes import announce
from aggregator.desk.article_search import find
from aggregator.desk.base import DeskAdmin
from aggregator.desk.reasons import CHOICES, NAME, ReasonActionForm
from aggregator.desk.story_panel import cards, facts
from aggregator.desk.story_states import (
    ImportanceFilter,
    SharedFilter,
    importance_label,
    series_words,
)
from aggregator.desk.wording import label, timed
from aggregator.stories.models import Act, Report, Story
from aggregator.stories.moderation import record_ruling
from aggregator.stories.rulings import MOST, RulingRefusedError, followed, merge, move, split


@admin.register(Story)
class StoryAdmin(DeskAdmin):
    """Stories are made of reports; editors say which reports belong together."""

    list_display = ("headline", "number", "told_by", "importance_shown", "series", "started")
    list_filter = (SharedFilter, ImportanceFilter, "by_editor")
    list_select_related = ("lead",)
    # Named only to make the search box appear; get_search_results asks the index.
    search_fields = ("lead__title",)
    search_help_text = "全文搜索报道，或 #稿件编号"
    actions = ("merge_selected",)
    action_form = ReasonActionForm
    change_form_outer_before_template = "desk/story.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stories come from reports."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A story goes when its reports do."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """No boxes: reports make a story what it is, and the buttons say which are its own."""
        return []

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and those of the two buttons."""
        buttons = [self.post_url("split", self.split_view), self.post_url("move", self.move_view)]
        return [*buttons, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        """The list leaves out stories that were merged away; their pages lead on."""
        rows: QuerySet[Story] = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name in {"stories_story_changelist", "autocomplete"}:
            return rows.filter(report_count__gt=0)
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Story], search_term: str
    ) -> tuple[QuerySet[Story], bool]:
        """Ask the index for reports, and give their stories."""
        if not search_term.strip():
            return queryset, False
        found, note = find(Article.objects.all(), search_term)
        if note:
            self.message_user(request, note, messages.WARNING)
        stories = Report.objects.filter(article__in=found.values("pk")).values("story")
        return queryset.filter(pk__in=stories), False

    @admin.display(description="主报道")
    def headline(self, story: Story) -> str:
        """The headline that stands for the story."""
        return str(story)

    @admin.display(description="编号")
    def number(self, story: Story) -> int:
        """What the story is called when reports are moved to it."""
        return story.pk

    @admin.display(description="报道")
    def told_by(self, story: Story) -> SafeString:
        """How many reports, of how many outlets, and whether an editor had a hand in it."""
        counts = f"{story.report_count} 篇 · {story.outlet_count} 家"
        hand = label("编辑调整过", "good") if story.by_editor else ""
        return format_html("{} {}", counts, hand)

    @admin.display(description="重要度")
    def importance_shown(self, story: Story) -> SafeString:
        """The score, with its reasons on hover."""
        return importance_label(story)

    @admin.display(description="系列")
    def series(self, story: Story) -> str:
        """The series that it is one of."""
        return series_words(story.series_name, story.series_subject) or "—"

    @admin.display(description="开始")
    def started(self, story: Story) -> SafeString:
        """When the first report came."""
        shown = timezone.localtime(story.started_at).strftime("%Y-%m-%d %H:%M")
        return timed(shown, story.started_at)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The reports side by side. A story that was merged away leads to where it went."""
        if request.method not in {"GET", "HEAD"}:  # there is nothing to save
            return HttpResponseNotAllowed(["GET", "HEAD"])
        story = self.get_object(request, unquote(object_id))
        if story is not None and story.merged_into_id:
            self.message_user(request, f"事件 {story.pk} 已并入本事件。", messages.INFO)
            return self.to_change_page(followed(story))
        context = {
            **(extra_context or {}),
            "show_save": False,
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
        }
        if story is not None:
            context["facts"] = facts(story)
            context["cards"], context["unseen"] = cards(story)
            context["reasons"] = CHOICES
            context["may_rule"] = self.has_change_permission(request, story)
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response

    @admin.action(description="合并为一个事件", permissions=["change"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Story]) -> None:
        """Make one story of the selected ones, for good."""
        stories = list(queryset[: MOST + 1])  # "select all" means every story there is
        if len(stories) > MOST:
            self.message_user(request, f"一次最多合并 {MOST} 个事件，没有改动。", messages.ERROR)
            return
        ids = sorted(story.pk for story in stories)
        self._rule(
            request,
            stories,
            (Act.Verb.MERGED, len(ids)),
            f"合并事件 {'、'.join(str(pk) for pk in ids)}",
            lambda: merge(ids, request.user, timezone.now()),  # type: ignore[arg-type]
        )

    def split_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """从本事件拆出: into a story of their own, or into one that they fit better."""
        story = self._story(request, object_id)
        articles = _numbers(request.POST.getlist("article"))
        number = self._rule(
            request,
            [story],
            (Act.Verb.SPLIT, len(articles)),
            f"从事件 {story.pk} 拆出稿件 {'、'.join(map(str, sorted(articles)))}",
            lambda: split(articles, request.user, timezone.now()),  # type: ignore[arg-type]
        )
        return self.to_change_page(Story(pk=number or story.pk))

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """移到另一个事件."""
        story = self._story(request, object_id)
        articles = _numbers(request.POST.getlist("article"))
        target = next(iter(_numbers([request.POST.get("story", "")])), 0)
        number = self._rule(
            request,
            [story],
            (Act.Verb.MOVED, len(articles)),
            f"把稿件 {'、'.join(map(str, sorted(articles)))} 移到事件 {target}",
            lambda: move(articles, target, request.user, timezone.now()),  # type: ignore[arg-type]
        )
        return self.to_change_page(Story(pk=number or story.pk))

    def _story(self, request: HttpRequest, object_id: str) -> Story:
        story: Story | None = self.get_object(request, unquote(object_id))
        if story is None:
            raise Http404
        if not self.has_change_permission(request, story):
            raise PermissionDenied
        return story

    def _rule(
        self,
        request: HttpRequest,
        stories: list[Story],
        told: tuple[Act.Verb, int],
        words: str,
        ruling: Callable[[], tuple[int, set[int]]],
    ) -> int | None:
        """Make the ruling, log it on every story it touches, tell index and readers.

        `told` is what the open log says: the deed, and of how many events or reports.
        """
        verb, count = told
        reason = request.POST.get(NAME, "")
        try:
            with transaction.atomic():
                number, articles = ruling()
                parted = next((one.pk for one in stories if one.pk != number), number)
                record_ruling(verb, parted, number, count, reason, timezone.now())
        except RulingRefusedError as error:
            self.message_user(request, str(error), messages.ERROR)
            return None
        result = Story.objects.get(pk=number)
        for story in {story.pk: story for story in [*stories, result]}.values():
            self.log_change(request, story, f"{words}，归入事件 {number}")
        announce(articles, timezone.now())
        text = f"{words}，归入事件 {number}。今后来稿和重新归并都按此处理。"
        self.message_user(request, text, messages.SUCCESS)
        return number


def _numbers(texts: list[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18}
