"""Pieces of pages that this process has made before: pure functions of what they are given.

They are remembered by all the values that a template sees, so that nothing remembered can be
wrong.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from aggregator.site.keeping.memory import Memory

pieces: Memory[SafeString] = Memory(2000)
marks: Memory[tuple[Any, Any]] = Memory(200)


def rendered(template: str, values: Mapping[str, Any]) -> SafeString:
    """The template with these values and no others, in the language in force.

    It must be a function of them: no clock, no database, of a row its columns and those of rows
    beside it. A value that can't be hashed is fine, but then the piece is made each time.
    """
    key = (template, get_language(), settings.TIME_ZONE, *map(_known_mark, values.values()))
    try:
        found = pieces.get(key)
    except TypeError:  # a value that can't be hashed
        return _made(template, values)
    if found is None:
        found = _made(template, values)
        pieces.put(key, found)
    return found


def _made(template: str, values: Mapping[str, Any]) -> SafeString:
    return mark_safe(get_template(template).render({**values}))  # noqa: S308 - escaped by it


def _known_mark(value: Any) -> Any:
    """The mark of a value; of one that can't change it is worked out once.

    Every request of a second is given the same prices and counts, some of them several times.
    """
    told = getattr(value, "__dataclass_params__", None)
    if told is None or not told.frozen:
        return _mark(value)
    known = marks.get(id(value))
    if known is None or known[0] is not value:  # an object that took the place of another
        known = value, _mark(value)
        marks.put(id(value), known)
    return known[1]


def _columns(row: Model) -> str:
    return repr({name: column for name, column in vars(row).items() if name != "_state"})


def _mark(value: Any) -> Any:
    """What stands for a value in a key: its own `mark`, where it has one; of a row its columns, and
    those of the rows beside it, such as the outlet of an article."""
    if isinstance(value, Model):  # two rows are equal by their keys alone
        beside = value._state.fields_cache.values()  # noqa: SLF001 - rows that were read with it
        return type(value), _columns(value), *(_columns(one) for one in beside if one is not None)
    mark = getattr(value, "mark", None)
    if mark is not None:
        return mark
    if isinstance(value, tuple):
        return tuple(map(_mark, value))
    if isinstance(value, Mapping):
        return tuple((name, _mark(one)) for name, one in value.items())
    if is_dataclass(value):
        return (type(value), *(_mark(getattr(value, one.name)) for one in fields(value)))
    return value
