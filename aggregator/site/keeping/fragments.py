"""Pieces of pages that this process has made before: pure functions of what they are given.

They are remembered by all the values that a template sees, so that nothing remembered can be
wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
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
    kind = value.__class__
    if not _frozen(kind):
        return _way(kind)(value)
    known = marks.get(id(value))
    if known is None or known[0] is not value:  # an object that took the place of another
        known = value, _way(kind)(value)
        marks.put(id(value), known)
    return known[1]


def _mark(value: Any) -> Any:
    """What stands for a value in a key: its own `mark`, where it has one; of a row its columns, and
    those of the rows beside it, such as the outlet of an article."""
    return _way(value.__class__)(value)


@cache
def _frozen(kind: type) -> bool:
    told = getattr(kind, "__dataclass_params__", None)
    return told is not None and bool(told.frozen)


@cache
def _way(kind: type) -> Callable[[Any], Any]:
    """How values of a type are marked; a page has hundreds of values, of a few types."""
    if issubclass(kind, Model):  # two rows are equal by their keys alone
        return _mark_of_row
    if issubclass(kind, tuple):
        return lambda value: tuple([_mark(one) for one in value])
    if issubclass(kind, Mapping):
        return lambda value: tuple([(name, _mark(one)) for name, one in value.items()])
    if not is_dataclass(kind):
        return lambda value: value
    names = [one.name for one in fields(kind)]

    def by_fields(value: Any) -> Any:
        return (kind, *[_mark(getattr(value, name)) for name in names])

    if "mark" not in names:
        return by_fields
    return lambda value: by_fields(value) if value.mark is None else value.mark


def _mark_of_row(row: Model) -> Any:
    beside = row._state.fields_cache.values()  # noqa: SLF001 - rows that were read with it
    return type(row), _columns(row), *(_columns(one) for one in beside if one is not None)


def _columns(row: Model) -> str:
    return repr({name: column for name, column in vars(row).items() if name != "_state"})
