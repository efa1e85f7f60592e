"""The live service's parts, without a network."""

import asyncio
import resource
from typing import Any

import pytest

from aggregator.live import running
from aggregator.live.backlog import Backlog
from aggregator.live.doors import Doors
from aggregator.live.frames import event_text, frame
from aggregator.live.hub import UNREAD, Hub, Line
from aggregator.live.stream import KEPT, START, Place


class Wire(asyncio.WriteTransport):
    """A connection that keeps what was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.waiting = 0
        self.state = "open"

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def is_closing(self) -> bool:
        return self.state != "open"

    def abort(self) -> None:
        self.state = "aborted"


def line(hub: Hub, after: Place | None = None) -> tuple[Wire, Line]:
    wire = Wire()
    made = Line(wire, False, asyncio.Event())
    hub.join(made, after)
    return wire, made


def test_doors_count_networks_and_all() -> None:
    doors = Doors(most=3, per_network=2)
    assert [doors.enter("a") for _ in range(3)] == [True, True, False]
    assert doors.enter("b")
    assert not doors.enter("c")
    doors.leave("a")
    doors.leave("a")
    assert doors.enter("c")
    assert dict(doors.inside) == {"b": 1, "c": 1}
    assert all(Doors(most=9, per_network=0).enter("a") for _ in range(9))


def test_a_backlog_knows_what_it_has_lost() -> None:
    backlog = Backlog()
    assert backlog.after(Place(5, 0)) == []
    for number in range(KEPT):
        backlog.add(Place(10, number), "{}")
    assert len(backlog.after(START) or []) == KEPT
    assert [place for place, _ in backlog.after(Place(10, KEPT - 2)) or []] == [Place(10, KEPT - 1)]
    backlog.add(Place(11, 0), "{}")
    assert backlog.after(START) is None
    assert backlog.after(Place(10, 1)) is not None
    assert backlog.last == Place(11, 0)
    backlog.begin([], Place(12, 0), whole=False)
    assert backlog.after(START) is None


def test_a_frame_is_one_chunk() -> None:
    made = frame(event_text(Place(1, 2), '{"title":"链"}'))
    assert made.bytes(False) == 'id: 1-2\ndata: {"title":"链"}\n\n'.encode()
    size, _, rest = made.bytes(True).partition(b"\r\n")
    assert rest == made.plain + b"\r\n"
    assert int(size, 16) == len(made.plain)


def test_events_that_came_together_are_one_write() -> None:
    hub = Hub()
    wire, _ = line(hub)
    wire.written = b""
    hub.tell([(Place(1, 0), "a"), (Place(1, 1), "b")])
    hub.tell([])
    assert wire.written == b"id: 1-0\ndata: a\n\nid: 1-1\ndata: b\n\n"
    hub.beat()
    assert wire.written.endswith(b"event: beat\nid: 1-1\ndata: {}\n\n")


def test_who_does_not_read_or_is_gone_is_left_out() -> None:
    hub = Hub()
    slow, slow_line = line(hub)
    gone, gone_line = line(hub)
    good, good_line = line(hub)
    slow.waiting = UNREAD + 1
    gone.state = "closed"
    hub.tell([(Place(1, 0), "a")])
    assert len(hub) == 1
    assert slow.state == "aborted"
    assert (slow_line.ended.is_set(), gone_line.ended.is_set()) == (True, True)
    assert not good_line.ended.is_set()
    assert b"data: a" in good.written


def test_another_stream_than_before_is_said() -> None:
    hub = Hub()
    wire, _ = line(hub)
    hub.begin([(Place(9, 0), "x")], Place(9, 0), whole=True, new=False)
    assert b"lost" not in wire.written
    hub.begin([], START, whole=True, new=True)
    assert wire.written.endswith(b"event: lost\nid: 0-0\ndata: {}\n\n")


def test_pages_are_asked_to_spread_what_they_ask() -> None:
    hub = Hub()
    for _ in range(1000):
        wire, _ = line(hub)
    assert b'data: {"spread":9}' in wire.written


@pytest.mark.parametrize(
    ("limits", "most", "wanted", "held"),
    [
        ((1024, 20_000), 10_000, (10_200, 20_000), 10_000),
        ((1024, 4096), 10_000, (4096, 4096), 3896),
        ((1024, resource.RLIM_INFINITY), 5000, (5200, resource.RLIM_INFINITY), 5000),
        ((20_000, 20_000), 5000, None, 5000),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), 5000, None, 5000),
    ],
)
def test_as_many_files_are_opened_as_the_system_lets(
    limits: tuple[int, int], most: int, wanted: tuple[int, int] | None, held: int,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _, given: asked.append(given))
    assert running.raise_file_limit(most) == held
    assert asked == ([wanted] if wanted else [])
    assert ("ulimit -n" in caplog.text) == (held < most)
