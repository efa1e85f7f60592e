"""Rows that other rows lean on: deleting one in use is refused with a sentence, not a scan."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from aggregator.desk.locking import LockingAdmin


class KeepingAdmin(LockingAdmin):
    """Asks `in_use` before Django would gather every row that hangs on this one."""

    def in_use(self, row: Any) -> str:
        """The sentence that says why the row must stay; "" when it may go."""
        raise NotImplementedError

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete what nothing hangs on; else say why not."""
        row = self.get_object(request, unquote(object_id))
        reason = self.in_use(row) if row is not None else ""
        if row is not None and reason:
            self.message_user(request, reason, messages.ERROR)
            return self.to_change_page(row)
        response: HttpResponse = super().delete_view(request, object_id, extra_context)
        return response
