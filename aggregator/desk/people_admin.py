"""Who works at the desk, what they may do, and what they did."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.http import HttpRequest
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from aggregator.desk.base import DeskAdmin

APPS = ("feeds", "articles", "words", "stories", "topics", "alerts", "api", "auth", "admin")
VERBS = {"add": "添加", "change": "修改", "delete": "删除", "view": "查看"}


def right(permission: Permission) -> str:
    """A right in words: 稿件 · 修改."""
    model = permission.content_type.model_class()
    what = model._meta.verbose_name if model else permission.content_type.model  # noqa: SLF001
    return f"{what} · {VERBS.get(permission.codename.split('_')[0], permission.name)}"


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class DeskUserAdmin(UserAdmin, DeskAdmin):  # type: ignore[misc, type-arg]  # no generics at run time
    """Accounts."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    # What someone may do comes from the groups alone: one place to look.
    filter_horizontal = ()
    autocomplete_fields = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("资料", {"fields": ("last_name", "first_name", "email")}),
        ("权限", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )


@admin.register(Group)
class DeskGroupAdmin(GroupAdmin, DeskAdmin):  # type: ignore[misc]
    """Groups, and what they may do."""

    filter_horizontal = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        """Name the rights in Chinese: Django keeps English names in the database."""
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions":
            field.queryset = field.queryset.filter(content_type__app_label__in=APPS)
            field.label_from_instance = right
        return field


@admin.register(LogEntry)
class LogEntryAdmin(DeskAdmin):
    """The audit log: to read only, for everyone."""

    list_display = ("action_time", "user", "content_type", "object_repr", "words")
    list_select_related = ("user", "content_type")
    list_display_links = None

    @admin.display(description="操作内容")
    def words(self, entry: LogEntry) -> str:
        """The change in words."""
        return entry.get_change_message() or entry.get_action_flag_display()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Entries are written by what happens."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites the log."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor shortens it."""
        return False
