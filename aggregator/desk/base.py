"""What every page of the desk has in common."""

# ruff: noqa: ARG002 - Django fixes the signatures

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin, TabularInline
from unfold.views import ChangeList

from aggregator.desk.paginator import BoundedPaginator


class FixedOrderChangeList(ChangeList):  # type: ignore[misc]  # unfold has no types
    """A list in one order only, the one that an index serves; `?o=` is not heeded."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[str]:
        """Give the model's own order, made definite by the key."""
        own = self.model_admin.get_ordering(request) or self.lookup_opts.ordering
        ordering: list[str] = self._get_deterministic_ordering(list(own))
        return ordering


class DeskAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """A list that never counts all its rows, and pages whose buttons are POST forms."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # facets count every row
    list_per_page = 50
    list_filter_submit = True
    list_filter_sheet = False
    warn_unsaved_form = True
    sortable_by = ()
    empty_value_display = "—"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Any]:
        """The list in its one order."""
        return FixedOrderChangeList

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Everything but deleting in bulk: its confirmation page would load what depends."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def post_url(self, name: str, view: Callable[..., HttpResponse]) -> URLPattern:
        """An address below a row's page that answers to POST alone (405 else), with CSRF."""
        opts = self.model._meta  # noqa: SLF001 - public in Django
        guarded: Callable[..., HttpResponse] = self.admin_site.admin_view(require_POST(view))
        full_name = f"{opts.app_label}_{opts.model_name}_{name}"
        return path(f"<path:object_id>/{name}/", guarded, name=full_name)

    def row_for_change(self, request: HttpRequest, object_id: str) -> Any:
        """The row of an address, for an editor who may change it."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def to_change_page(self, row: Model) -> HttpResponseRedirect:
        """Send the editor back to the page of the row."""
        opts = self.model._meta  # noqa: SLF001 - public in Django
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        )


class ReadOnlyAdmin(DeskAdmin):
    """Rows that the newsroom writes itself."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes one by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor takes one away."""
        return False


class DeskInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    """A table of rows inside another row's page."""

    extra = 0
