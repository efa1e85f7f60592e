"""The open connections, and one write to each for an event."""

import asyncio
import random
from collections.abc import Iterable
from dataclasses import dataclass

from aggregator.live import frames
from aggregator.live.backlog import Backlog
from aggregator.live.frames import Frame, frame
from aggregator.live.stream import Place

UNREAD = 64 * 1024  # bytes that a reader may leave lying here before we part with it
LEAST_SPREAD = 2
ASKED_A_SECOND = 100
RETURN_MS = (1000, 10_000)


@dataclass(slots=True, eq=False)
class Line:
    """A connection that hears everything. `ended` is set when there is nothing more to say."""

    transport: asyncio.WriteTransport
    chunked: bool
    ended: asyncio.Event

    def write(self, frame: Frame) -> bool:
        """Send; False, and the connection is cut, when its reader has not read what it was sent."""
        if self.transport.is_closing():
            return False
        if self.transport.get_write_buffer_size() > UNREAD:
            self.transport.abort()
            return False
        self.transport.write(frame.bytes(self.chunked))
        return True


class Hub:
    """All lines of this process. Everything here runs in one thread, without waiting."""

    def __init__(self) -> None:
        self.backlog = Backlog()
        self.ready = asyncio.Event()  # set once the stream has been read: before, nobody can resume
        self._lines: set[Line] = set()

    def __len__(self) -> int:
        return len(self._lines)

    def join(self, line: Line, after: Place | None) -> None:
        """From now on the line hears everything; what came after `after` it hears at once."""
        missed = [] if after is None else self.backlog.after(after)
        last = self.backlog.last
        if missed is None:
            words = frames.lost_text(last)
        else:
            words = "".join(frames.event_text(place, json) for place, json in missed)
        spread = max(LEAST_SPREAD, len(self._lines) // ASKED_A_SECOND)
        line.write(frame(words + frames.hello_text(last, spread)))
        self._lines.add(line)

    def leave(self, line: Line) -> None:
        """The line hears no more."""
        self._lines.discard(line)

    def tell(self, events: Iterable[tuple[Place, str]]) -> None:
        """Tell everybody of events that came together: one write to each line."""
        words = []
        for place, json in events:
            self.backlog.add(place, json)
            words.append(frames.event_text(place, json))
        if words:
            self._write(frame("".join(words)))

    def begin(
        self, events: Iterable[tuple[Place, str]], last: Place, *, whole: bool, new: bool
    ) -> None:
        """Take the stream as it is; `new`: it is another one than before, which all are told."""
        self.backlog.begin(events, last, whole=whole)
        self.ready.set()
        if new:
            self._write(frame(frames.lost_text(last)))

    def beat(self) -> None:
        """Show everybody that the line holds."""
        self._write(frame(frames.beat_text(self.backlog.last)))

    def close(self) -> None:
        """Send everybody away, each to come back at a moment of its own."""
        self.ready.set()
        for line in tuple(self._lines):
            line.write(frame(frames.bye_text(random.randint(*RETURN_MS))))  # noqa: S311 - no secret
            line.ended.set()
        self._lines.clear()

    def _write(self, words: Frame) -> None:
        for line in tuple(self._lines):
            if not line.write(words):
                self._lines.discard(line)
                line.ended.set()
