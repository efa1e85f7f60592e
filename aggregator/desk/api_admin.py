"""接口密钥: made, shown once, revoked."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aggregator.api.keys import seal
from aggregator.api.models import ApiKey
from aggregator.api.tiers import LIMITS
from aggregator.desk.base import DeskAdmin
from aggregator.desk.wording import ago, timed


@admin.register(ApiKey)
class ApiKeyAdmin(DeskAdmin):
    """Keys. None is deleted: who still comes with a revoked one is told so."""

    list_display = ("name", "tier_shown", "prefix", "state", "used", "created")
    list_filter = ("tier",)
    search_fields = ("name", "contact", "prefix")
    search_help_text = "名称、联系方式或前缀"
    fields = ("name", "contact", "tier", "prefix_shown", "state", "used", "created")
    readonly_fields = ("prefix_shown", "state", "used", "created")
    change_form_outer_before_template = "desk/api_key_actions.html"

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and that of the button."""
        return [self.post_url("revoke", self.revoke_view), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> tuple[str, ...]:
        """A key that is being made has no past."""
        return self.fields if obj else self.fields[:3]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Revoked, not deleted."""
        return False

    def save_model(
        self, request: HttpRequest, obj: ApiKey, form: ModelForm[Any], change: bool
    ) -> None:
        """Save what was changed; a new one gets its key, which stays with this request alone."""
        if change:
            if form.changed_data:
                obj.save(update_fields=form.changed_data)
            return
        request.api_secret = seal(obj, timezone.now())  # type: ignore[attr-defined]
        obj.save()

    def response_add(
        self, request: HttpRequest, obj: ApiKey, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the key once: the answer to a POST, kept nowhere."""
        context = {
            **self.admin_site.each_context(request),
            "title": "接口密钥",
            "opts": self.opts,
            "original": obj,
            "key": request.api_secret,  # type: ignore[attr-defined]
            "limit": LIMITS[obj.tier],
        }
        return TemplateResponse(request, "desk/api_key.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a key, with its button."""
        key = self.get_object(request, object_id)
        may = key is not None and key.revoked_at is None
        context = {
            **(extra_context or {}),
            "may_revoke": may and self.has_change_permission(request, key),
        }
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response

    def revoke_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """停用."""
        key = self.row_for_change(request, object_id)
        if key.revoked_at is None:
            key.revoked_at = timezone.now()
            key.save(update_fields=["revoked_at"])
            self.log_change(request, key, "停用密钥")
            self.message_user(request, "密钥已停用，立即生效。", messages.SUCCESS)
        else:
            self.message_user(request, "这把密钥早已停用。", messages.INFO)
        return self.to_change_page(key)

    @admin.display(description="档位")
    def tier_shown(self, key: ApiKey) -> str:
        """The tier, and what it allows."""
        return f"{key.get_tier_display()}，每分钟 {LIMITS[key.tier]} 次"

    @admin.display(description="前缀")
    def prefix_shown(self, key: ApiKey) -> SafeString:
        """How the key begins."""
        return format_html("<code>lx_{}_…</code>", key.prefix)

    @admin.display(description="状态")
    def state(self, key: ApiKey) -> str:
        """Whether it is good."""
        return "已停用" if key.revoked_at else "有效"

    @admin.display(description="最近使用")
    def used(self, key: ApiKey) -> SafeString | str:
        """To the hour."""
        if key.last_used_at is None:
            return "还没有用过"
        return timed(ago(key.last_used_at, timezone.now()), key.last_used_at)

    @admin.display(description="创建")
    def created(self, key: ApiKey) -> SafeString:
        """When it was made."""
        return timed(ago(key.created_at, timezone.now()), key.created_at)
