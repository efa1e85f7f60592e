"""订阅: saved searches, what became of their messages, and what an editor can do about it."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RelatedDropdownFilter

from aggregator.alerts.deliver import revive, send_trial
from aggregator.alerts.models import Delivery, SavedSearch, new_seed
from aggregator.alerts.outcome import verdict
from aggregator.alerts.signing import key_of
from aggregator.desk.alert_form import SavedSearchForm
from aggregator.desk.alert_panel import chips, delivery_label, latest, note, state_of, words_of
from aggregator.desk.base import DeskAdmin, ReadOnlyAdmin
from aggregator.desk.wording import ago, timed

REVIVED_AT_ONCE = 100
# A change of one of these begins a new time: nothing that came before is sent.
_ANEW = {"query", "webhook_url", "is_active"}


@admin.register(SavedSearch)
class SavedSearchAdmin(DeskAdmin):
    """Saved searches, with the state of the last message each."""

    form = SavedSearchForm
    list_display = ("name", "read_as", "owner", "state_shown", "last_shown")
    list_filter = (
        "is_active",
        ("deliveries__state", ChoicesDropdownFilter),
        ("owner", RelatedDropdownFilter),
    )
    list_select_related = ("owner",)
    search_fields = ("name", "query")
    search_help_text = "名称或搜索词"
    change_form_outer_before_template = "desk/alert.html"

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and those of the buttons."""
        buttons = [
            self.post_url("revive", self.revive_view),
            self.post_url("trial", self.trial_view),
            self.post_url("rekey", self.rekey_view),
        ]
        return [*buttons, *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: SavedSearch | None = None) -> list[str]:
        """Who may only look sees the host: for some receivers the whole address is the key."""
        fields: list[str] = list(super().get_fields(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return ["webhook_host" if name == "webhook_url" else name for name in fields]

    @admin.display(description="推送地址")
    def webhook_host(self, search: SavedSearch) -> str:
        """Whom it is sent to."""
        return urlsplit(search.webhook_url).hostname or "—"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedSearch]:
        """With the state of the last message."""
        rows: QuerySet[SavedSearch] = super().get_queryset(request)
        last = Delivery.objects.filter(search=OuterRef("pk")).order_by("-created_at", "-pk")
        return rows.annotate(
            last_state=Subquery(last.values("state")[:1]),
            last_at=Subquery(last.values("created_at")[:1]),
        )

    @admin.display(description="搜索")
    def read_as(self, search: SavedSearch) -> SafeString:
        """The conditions, as they are understood."""
        return chips(search.query)

    @admin.display(description="推送")
    def state_shown(self, search: SavedSearch) -> SafeString:
        """Whether it is sent somewhere."""
        return state_of(search)

    @admin.display(description="最近一次")
    def last_shown(self, search: SavedSearch) -> SafeString:
        """What became of the last message, and when its article came."""
        state, when = getattr(search, "last_state", None), getattr(search, "last_at", None)
        if not state:
            return format_html("{}", "—")
        return format_html("{} {}", delivery_label(state), timed(ago(when, timezone.now()), when))

    def save_model(
        self, request: HttpRequest, obj: SavedSearch, form: ModelForm[Any], change: bool
    ) -> None:
        """Save what was changed, and nothing that a worker may have written meanwhile."""
        changed = set(form.changed_data)
        now = timezone.now()
        if not change:
            obj.owner_id = request.user.pk
            obj.created_at = obj.since = now
            obj.save()
            return
        if changed & _ANEW:
            obj.since, obj.stopped_at = now, None
            changed |= {"since", "stopped_at"}
        obj.save(update_fields=sorted(changed))

    def response_add(
        self, request: HttpRequest, obj: SavedSearch, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the key that was made, once, if anything will be signed with it."""
        if obj.webhook_url:
            return self._key_page(request, obj)
        response: HttpResponse = super().response_add(request, obj, post_url_continue)
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a search, with its panel."""
        context = dict(extra_context or {})
        search = self.get_object(request, unquote(object_id))
        if search is not None:
            now = timezone.now()
            context["panel"] = {
                "chips": chips(search.query),
                "note": note(search, now),
                "lines": latest(search, now),
                "dead": search.deliveries.filter(state=Delivery.State.DEAD).exists(),
                "may_change": self.has_change_permission(request, search),
            }
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response

    def revive_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """重发死信."""
        search = self.row_for_change(request, object_id)
        if search.why_silent():
            text = f"{search.why_silent()}，现在重发也送不到。请先处理，再重发。"
            self.message_user(request, text, messages.ERROR)
            return self.to_change_page(search)
        number = revive(search, timezone.now(), REVIVED_AT_ONCE)
        if number:
            self.log_change(request, search, f"重发死信 {number} 条")
            self.message_user(request, f"已排队重发 {number} 条，一分钟内发出。", messages.SUCCESS)
        else:
            self.message_user(request, "没有需要重发的死信。", messages.INFO)
        return self.to_change_page(search)

    def trial_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """发送测试."""
        search = self.row_for_change(request, object_id)
        if not search.webhook_url:
            self.message_user(request, "请先填写推送地址并保存。", messages.ERROR)
            return self.to_change_page(search)
        now = timezone.now()
        found = verdict(send_trial(search, now), 1, now, 0.0)
        if found.state != Delivery.State.SENT:
            text = f"测试没有送达：{found.error}"
            self.message_user(request, text, messages.ERROR)
        else:
            text = f"对方已收到测试消息（HTTP {found.status}）。"
            if search.stopped_at:
                search.stopped_at, search.since = None, now
                search.save(update_fields=["stopped_at", "since"])
                text += "推送已恢复。"
            self.message_user(request, text, messages.SUCCESS)
        self.log_change(request, search, f"发送测试：{text}"[:500])
        return self.to_change_page(search)

    def rekey_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """换密钥."""
        search = self.row_for_change(request, object_id)
        search.seed = new_seed()
        search.save(update_fields=["seed"])
        self.log_change(request, search, "换密钥")
        return self._key_page(request, search)

    def get_deleted_objects(
        self, objs: Iterable[SavedSearch], request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """The searches alone: their messages are many, and go with them."""
        return [f"订阅：{one}（连同推送记录）" for one in objs], {}, set(), []

    def _key_page(self, request: HttpRequest, search: SavedSearch) -> HttpResponse:
        """The answer to a POST, kept nowhere: whoever comes back to it finds no key."""
        context = {
            **self.admin_site.each_context(request),
            "title": "签名密钥",
            "opts": self.opts,
            "original": search,
            "key": key_of(search.seed),
        }
        return TemplateResponse(request, "desk/alert_key.html", context)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """Every message of the last 30 days."""

    list_display = ("found", "search", "article", "state_shown", "attempts", "words")
    list_filter = (("state", ChoicesDropdownFilter), ("search", RelatedDropdownFilter))
    fields = ("key", "search", "article", "state_shown", "attempts", "words", "found")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        """Without the texts of the articles."""
        rows: QuerySet[Delivery] = super().get_queryset(request)
        return rows.select_related("search", "article").defer("article__html", "article__text")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened is not rewritten."""
        return False

    @admin.display(description="命中")
    def found(self, row: Delivery) -> SafeString:
        """When the article was found."""
        return timed(ago(row.created_at, timezone.now()), row.created_at)

    @admin.display(description="状态")
    def state_shown(self, row: Delivery) -> SafeString:
        """How far it is."""
        return delivery_label(row.state)

    @admin.display(description="说明")
    def words(self, row: Delivery) -> str:
        """How the last attempt ended."""
        return words_of(row, timezone.now())
