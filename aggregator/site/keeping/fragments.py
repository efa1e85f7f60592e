"""Pieces of pages that this process has made before: pure functions of what they are given.

They are remembered by all the values that a template sees, so that nothing remembered can be
wrong.
"""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from aggregator.site.keeping.memory import Memory

pieces: Memory[SafeString] = Memory(2000)


def rendered(template: str, values: Mapping[str, Any]) -> SafeString:
    """The template with these values and no others, in the language in force.

    It must be a function of them: no clock, no database, of a row its own columns. A value that
    can't be hashed is fine, but then the piece is made each time.
    """
    key = (template, get_language(), settings.TIME_ZONE, *(_mark(v) for v in values.values()))
    found = _remembered(key)
    if found is not None:
        return found
    made = mark_safe(get_template(template).render({**values}))  # noqa: S308 - escaped by it
    if _hashable(key):
        pieces.put(key, made)
    return made


def _mark(value: Any) -> Any:
    """What stands for a value in a key: its own `mark`, where it has one; of a row its columns."""
    if isinstance(value, Model):  # two rows are equal by their keys alone
        columns = {name: column for name, column in vars(value).items() if name != "_state"}
        return type(value), repr(columns)
    mark = getattr(value, "mark", None)
    if mark is not None:
        return mark
    if isinstance(value, tuple):
        return tuple(map(_mark, value))
    if is_dataclass(value):
        return (type(value), *(_mark(getattr(value, one.name)) for one in fields(value)))
    return value


def _remembered(key: Hashable) -> SafeString | None:
    return pieces.get(key) if _hashable(key) else None


def _hashable(key: Hashable) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
