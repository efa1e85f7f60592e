"""Pieces of pages that this process has made before: pure functions of what they are given.

`rendered` remembers by all the values that a template sees, so that nothing it remembers can be
wrong. `Memory` is the bounded store of both pieces and items.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

T = TypeVar("T")


class Memory(Generic[T]):
    """At most `most` values, each for `settings.FRAGMENT_SECONDS`; safe to use from threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, seconds: float | None = None) -> T | None:
        """What is held, unless it is too old."""
        found = self._held.get(key)
        most = settings.FRAGMENT_SECONDS if seconds is None else seconds
        # Strictly, so that 0 seconds hold nothing.
        if found is None or monotonic() - found[0] >= most:
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return found[1]

    def put(self, key: Hashable, value: T) -> None:
        """Hold a value; the one longest not asked for makes room."""
        if not settings.FRAGMENT_SECONDS:
            return
        with self._lock:
            self._held[key] = (monotonic(), value)
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._held.clear()


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


def remembered(
    memory: Memory[T], keys: Mapping[int, Hashable], load: Callable[[list[int]], Mapping[int, T]]
) -> dict[int, T]:
    """What the memory has for each id under its key; `load` gives those that are missing."""
    found = {pk: value for pk, key in keys.items() if (value := memory.get(key)) is not None}
    missing = [pk for pk in keys if pk not in found]
    if missing:
        for pk, value in load(missing).items():
            memory.put(keys[pk], value)
            found[pk] = value
    return found
