"""A bounded store of this process: what was made or looked up a moment ago."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from time import monotonic
from typing import Generic, TypeVar

from django.conf import settings

T = TypeVar("T")


def _usual() -> float:
    return float(settings.FRAGMENT_SECONDS)


class Memory(Generic[T]):
    """At most `most` values, each for `seconds` (read at every call, 0 holds nothing).

    Without `seconds`, for `settings.FRAGMENT_SECONDS`. Safe to use from threads.
    """

    def __init__(self, most: int, seconds: Callable[[], float] = _usual) -> None:
        self._most = most
        self._seconds = seconds
        self._held: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, seconds: float | None = None) -> T | None:
        """What is held, unless it is too old."""
        found = self._held.get(key)
        most = self._seconds() if seconds is None else seconds
        # Strictly, so that 0 seconds hold nothing.
        if found is None or monotonic() - found[0] >= most:
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return found[1]

    def put(self, key: Hashable, value: T) -> None:
        """Hold a value; the one longest not asked for makes room."""
        if not self._seconds():
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
