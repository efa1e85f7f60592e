"""Editors win: what an editor changed is locked against syncs, is shown as such, can be freed."""

# ruff: noqa: ARG002 - Django fixes the signatures

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from aggregator.desk.base import DeskAdmin
from aggregator.feeds.locks import LockedFields

AT_ONCE = 500


class LockingAdmin(DeskAdmin):
    """Saves only the fields that the editor changed, and locks them.

    The others may have been changed by a worker while the editor was typing; they stay as the
    worker left them. `derived` names what is worked out of a field and is locked along with it.
    """

    derived: Mapping[str, tuple[str, ...]] = {}
    change_form_outer_before_template = "desk/panel.html"

    def settle(self, row: Any, changed: set[str]) -> set[str]:
        """Bring what depends on the changed fields in line; give the names of what was set."""
        return set()

    def save_model(
        self, request: HttpRequest, obj: LockedFields, form: ModelForm[Any], change: bool
    ) -> None:
        """Save what was changed, locked."""
        changed = set(form.changed_data)
        followed = self.settle(obj, changed)
        obj.lock(self.with_derived(changed))
        if change:
            obj.save(update_fields=sorted({*changed, *followed, "locked_fields"}))
        else:
            obj.save()

    def with_derived(self, names: Iterable[str]) -> set[str]:
        """The fields and what is worked out of them."""
        names = set(names)
        return names.union(*(self.derived.get(name, ()) for name in names))

    def locked_labels(self, row: LockedFields) -> list[tuple[str, str]]:
        """Name and Chinese label of the locked fields, without those that follow another."""
        followers = {one for names in self.derived.values() for one in names}
        return [(name, self._label(name)) for name in row.locked_fields if name not in followers]

    def _label(self, name: str) -> str:
        try:
            field = self.model._meta.get_field(name)  # noqa: SLF001 - public in Django
        except FieldDoesNotExist:  # locked by an earlier version that had such a field
            return name
        return str(field.verbose_name)

    def unlock(self, row: LockedFields, names: Iterable[str]) -> list[str]:
        """Free the fields and save; give the labels of those that were locked."""
        freed = self.with_derived(names) & set(row.locked_fields)
        labels = [label for name, label in self.locked_labels(row) if name in freed]
        row.locked_fields = sorted(set(row.locked_fields) - freed)
        row.save(update_fields=["locked_fields"])
        return labels

    def unlock_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Free the fields that the editor ticked."""
        row = self.row_for_change(request, object_id)
        labels = self.unlock(row, request.POST.getlist("field"))
        if labels:
            text = f"已解除锁定：{'、'.join(labels)}。下次抓取或同步时会按来源更新。"
            self.log_change(request, row, f"解除锁定：{'、'.join(labels)}")
            self.message_user(request, text, messages.SUCCESS)
        else:
            self.message_user(request, "没有选中要解锁的字段。", messages.WARNING)
        return self.to_change_page(row)

    def get_urls(self) -> list[URLPattern]:
        """The usual addresses, and that of unlocking."""
        return [self.post_url("unlock", self.unlock_view), *super().get_urls()]

    @admin.action(description="解除锁定", permissions=["change"])
    def unlock_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Free every field of the selected rows."""
        rows = list(queryset.exclude(locked_fields=[])[: AT_ONCE + 1])
        if len(rows) > AT_ONCE:
            self.message_user(request, f"一次最多处理 {AT_ONCE} 条。", messages.ERROR)
            return
        for row in rows:
            labels = self.unlock(row, row.locked_fields)
            self.log_change(request, row, f"解除锁定：{'、'.join(labels)}")
        self.message_user(request, f"已解除 {len(rows)} 条的锁定。", messages.SUCCESS)

    def panel(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the panel above the form shows."""
        return {"locked": self.locked_labels(row)}

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a row, with its panel."""
        context = dict(extra_context or {})
        row = self.get_object(request, unquote(object_id))
        if row is not None:
            context["panel"] = self.panel(request, row)
            context["panel_may_change"] = self.has_change_permission(request, row)
        response: HttpResponse = super().change_view(request, object_id, form_url, context)
        return response
