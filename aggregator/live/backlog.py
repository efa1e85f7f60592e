"""The latest events in memory, so that catching up asks nothing of Redis."""

from collections import deque
from collections.abc import Iterable
from itertools import dropwhile

from aggregator.live.stream import KEPT, START, Place


class Backlog:
    """Events in order. `whole`: nothing was ever cut off before the oldest of them."""

    def __init__(self) -> None:
        self._events: deque[tuple[Place, str]] = deque(maxlen=KEPT)
        self.last = START
        self.whole = True

    def begin(self, events: Iterable[tuple[Place, str]], last: Place, *, whole: bool) -> None:
        """Hold these alone; `last` is where the stream stands, `whole` whether they are all."""
        self._events = deque(events, maxlen=KEPT)
        self.last = last
        self.whole = whole

    def add(self, place: Place, json: str) -> None:
        """Hold one more, which is the newest."""
        if len(self._events) == KEPT:
            self.whole = False
        self._events.append((place, json))
        self.last = place

    def after(self, place: Place) -> list[tuple[Place, str]] | None:
        """What came after a place, oldest first; None when some of it is gone."""
        if not self.whole and (not self._events or place < self._events[0][0]):
            return None
        return list(dropwhile(lambda one: one[0] <= place, self._events))
