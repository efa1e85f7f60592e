"""信源: the page that says how polling goes, and lets an editor act on it."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from aggregator.articles.poll import poll_once
from aggregator.desk.feed_form import FeedForm
from aggregator.desk.feed_moves import MoveRefusedError, accept_move, restart
from aggregator.desk.feed_states import facts, next_try, outcome, state_label
from aggregator.desk.locking import LockingAdmin
from aggregator.desk.wording import ago, timed
from aggregator.feeds.models import Feed

# An editor waits for each of them, up to the client's 10 seconds.
POLLED_AT_ONCE = 5


@admin.register(Feed)
class FeedAdmin(LockingAdmin):
    """Feeds, with the state of polling each."""

    form = FeedForm
    list_display = ("name", "state_shown", "message_shown", "polled", "next", "succeeded", "fresh")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        "enabled",
        ("source", RelatedDropdownFilter),
    )
    list_select_related = ("source",)
    search_fields = ("title", "url", "source__name")
    search_help_text = "名称、地址或媒体"
    autocomplete_fields = ("source",)
    actions = ("poll_selected", "unlock_selected")
    derived = {"enabled": ("disabled_reason",)}

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and those of the two buttons."""
        buttons = [
            self.post_url("poll", self.poll_view),
            self.post_url("accept-move", self.accept_move_view),
        ]
        return [*buttons, *super().get_urls()]

    @admin.display(description="信源")
    def name(self, feed: Feed) -> SafeString:
        """Name, and the outlet below it."""
        return format_html("{}<br><small>{}</small>", feed.title, feed.source.name)

    @admin.display(description="状态")
    def state_shown(self, feed: Feed) -> SafeString:
        """The state as a label, and how often it failed in a row."""
        if not feed.failures:
            return state_label(feed)
        return format_html("{}<br><small>连续 {} 次</small>", state_label(feed), feed.failures)

    @admin.display(description="说明")
    def message_shown(self, feed: Feed) -> SafeString:
        """What failed, or where the feed has moved."""
        words = feed.message or (feed.disabled_reason if not feed.enabled else "")
        return format_html('<span class="desk-message">{}</span>', words or "—")

    @admin.display(description="上次抓取")
    def polled(self, feed: Feed) -> SafeString:
        """How long ago it was polled."""
        return timed(ago(feed.polled_at, timezone.now()), feed.polled_at)

    @admin.display(description="下次抓取")
    def next(self, feed: Feed) -> SafeString:
        """When it is tried next."""
        return timed(next_try(feed, timezone.now()), feed.due_at)

    @admin.display(description="上次成功")
    def succeeded(self, feed: Feed) -> SafeString:
        """How long ago a poll went well."""
        return timed(ago(feed.succeeded_at, timezone.now()), feed.succeeded_at)

    @admin.display(description="上次有新稿")
    def fresh(self, feed: Feed) -> SafeString:
        """How long ago it had something new."""
        return timed(ago(feed.new_at, timezone.now()), feed.new_at)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A feed is switched off, not deleted: the catalogue would bring it back."""
        return False

    def panel(self, request: HttpRequest, row: Feed) -> dict[str, Any]:
        """State, buttons and locks."""
        return {
            **super().panel(request, row),
            "facts": facts(row, timezone.now()),
            "may_poll": True,
            "moved_to": row.moved_to,
        }

    def settle(self, row: Feed, changed: set[str]) -> set[str]:
        """A new address starts afresh: what we knew of the old one's answers is void."""
        followed: set[str] = set()
        if "url" in changed:
            followed |= restart(row, timezone.now())
        if "enabled" in changed:
            row.due_at = timezone.now()
            followed |= {"due_at", "disabled_reason"}
        return followed

    def poll_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """抓取一次."""
        feed = self.row_for_change(request, object_id)
        self._poll(request, feed)
        return self.to_change_page(feed)

    def accept_move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """改用新地址."""
        feed = self.row_for_change(request, object_id)
        try:
            accept_move(feed, timezone.now())
        except MoveRefusedError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, feed, f"改用新地址 {feed.url}")
            self.message_user(request, f"已改用新地址 {feed.url}，马上重新抓取。")
        return self.to_change_page(feed)

    @admin.action(description="抓取一次", permissions=["change"])
    def poll_selected(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Poll the first few while the editor waits; let the worker take the rest at once."""
        feeds = list(queryset.select_related("source"))
        for feed in feeds[:POLLED_AT_ONCE]:
            self._poll(request, feed)
        rest = feeds[POLLED_AT_ONCE:]
        if rest:
            Feed.objects.filter(pk__in=[f.pk for f in rest]).update(due_at=timezone.now())
            text = f"其余 {len(rest)} 个已排到队首，由后台马上抓取，稍后刷新本页看结果。"
            self.message_user(request, text, messages.INFO)

    def _poll(self, request: HttpRequest, feed: Feed) -> None:
        report = poll_once(feed.pk, timezone.now())
        text = outcome(feed, report)
        self.log_change(request, feed, f"抓取一次：{text}"[:500])
        good = report.state in {Feed.State.OK, Feed.State.MOVED}
        self.message_user(request, text, messages.SUCCESS if good else messages.ERROR)
