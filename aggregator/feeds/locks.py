"""A row whose fields an editor has changed: syncs leave those fields alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


class LockedFields(models.Model):
    """Names the fields that an editor changed; `sync` never overwrites them."""

    locked_fields = models.JSONField("已锁定的字段", default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def lock(self, names: Iterable[str]) -> None:
        """Remember that an editor set these fields; does not save."""
        self.locked_fields = sorted({*self.locked_fields, *names})

    def sync(self, values: Mapping[str, Any]) -> list[str]:
        """Set every field that is not locked and differs; give the names set; does not save."""
        changed = [
            name
            for name, value in values.items()
            if name not in self.locked_fields and getattr(self, name) != value
        ]
        for name in changed:
            setattr(self, name, values[name])
        return changed
