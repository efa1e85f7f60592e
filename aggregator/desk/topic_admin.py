"""专题: what editors gather about one matter, what the tags bring in, and how it will look."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from aggregator.desk.base import DeskAdmin
from aggregator.desk.topic_form import TopicForm
from aggregator.desk.topic_inline import TopicEntryInline
from aggregator.desk.topic_panel import offers
from aggregator.desk.wording import ago, label, timed
from aggregator.stories.models import Story
from aggregator.topics.following import refresh
from aggregator.topics.models import Topic, TopicEntry

TONES = {
    Topic.State.DRAFT: "warn",
    Topic.State.OPEN: "good",
    Topic.State.CLOSED: "plain",
    Topic.State.WITHDRAWN: "bad",
}
_AT_ONCE = 100


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    """Topics are withdrawn rather than deleted: their addresses then say so."""

    form = TopicForm
    inlines = (TopicEntryInline,)
    list_display = ("title", "state_shown", "fed_by", "moved", "edited")
    list_filter = (("state", ChoicesDropdownFilter),)
    search_fields = ("title", "slug", "lede")
    autocomplete_fields = ("tags",)
    change_form_outer_before_template = "desk/topic.html"
    fieldsets = (
        (None, {"fields": ("title", "slug", "state", "lede", "intro")}),
        ("自动收录", {"fields": ("tags", "all_tags", "least", "started_at")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A topic that readers may have linked to is withdrawn instead."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With its tags."""
        return super().get_queryset(request).prefetch_related("tags")

    @admin.display(description="状态")
    def state_shown(self, topic: Topic) -> SafeString:
        """Who sees it."""
        return label(str(topic.get_state_display()), TONES[Topic.State(topic.state)])

    @admin.display(description="自动收录")
    def fed_by(self, topic: Topic) -> str:
        """The tags, and how they count."""
        names = (" + " if topic.all_tags else "、").join(str(tag) for tag in topic.tags.all())
        return f"{names}（{topic.least} 分起）" if names else "—"

    @admin.display(description="最新进展")
    def moved(self, topic: Topic) -> SafeString:
        """When the newest event on its page began."""
        return timed(ago(topic.latest_at, timezone.now()), topic.latest_at)

    @admin.display(description="编辑")
    def edited(self, topic: Topic) -> SafeString:
        """When an editor last changed it."""
        return timed(ago(topic.updated_at, timezone.now()), topic.updated_at)

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and those of the buttons."""
        buttons = [self.post_url("take", self.take_view), self.post_url("drop", self.drop_view)]
        return [*buttons, *super().get_urls()]

    def save_model(
        self, request: HttpRequest, obj: Topic, form: ModelForm[Any], change: bool
    ) -> None:
        """Save what this editor changed, and nothing that another one may have meanwhile."""
        changed = set(form.changed_data) - {"tags"}
        obj.updated_at = timezone.now()
        if "state" in changed:
            ended = obj.state == Topic.State.CLOSED
            obj.closed_at = obj.updated_at if ended else None
            changed.add("closed_at")
        if change:
            obj.save(update_fields=sorted({*changed, "updated_at"}))
        else:
            obj.save()

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm[Topic],
        formsets: Sequence[BaseFormSet[Any]],
        change: bool,
    ) -> None:
        """Save tags and entries too, then let the pages follow."""
        super().save_related(request, form, formsets, change)
        refresh([form.instance.pk])

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a topic, with what its tags bring in."""
        context = dict(extra_context or {})
        topic = self.get_object(request, unquote(object_id))
        if topic is not None:
            context["offers"] = offers(topic, timezone.now())
            context["may_change"] = self.has_change_permission(request, topic)
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response

    def take_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """编入: the ticked events become entries of the editors, to be annotated."""
        return self._put(request, object_id, "编入", removed=False)

    def drop_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """移出: the ticked events stay away, whatever the tags say."""
        return self._put(request, object_id, "移出", removed=True)

    def _put(
        self, request: HttpRequest, object_id: str, words: str, *, removed: bool
    ) -> HttpResponse:
        topic: Topic = self.row_for_change(request, object_id)
        asked = request.POST.getlist("story")[:_AT_ONCE]
        numbers = [int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 18]
        with transaction.atomic():
            stories = list(Story.objects.filter(pk__in=numbers).select_related("lead"))
            for story in stories:
                TopicEntry.objects.update_or_create(
                    topic=topic, story=story, defaults={"removed": removed}
                )
            if stories:
                Topic.objects.filter(pk=topic.pk).update(updated_at=timezone.now())
                titles = "；".join(str(story) for story in stories)
                self.log_change(request, topic, f"{words}：{titles}")
                refresh([topic.pk])
        if stories:
            self.message_user(request, f"{words}：{len(stories)} 个事件。", messages.SUCCESS)
        else:
            self.message_user(request, "没有勾选事件。", messages.WARNING)
        return self.to_change_page(topic)
