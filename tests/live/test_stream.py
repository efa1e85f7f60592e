"""The stream in Redis."""

import pytest

from aggregator.live import stream
from aggregator.live.stream import START, Place, place


@pytest.mark.parametrize(
    "text", ["", None, "1", "1-", "-1", "a-b", "1-2-3", "１-２", "9" * 17 + "-0", "1-0\n"]
)
def test_only_an_id_names_a_place(text: str | None) -> None:
    assert place(text) is None


def test_places_are_in_order() -> None:
    assert place("12-3") == Place(12, 3)
    assert str(Place(12, 3)) == "12-3"
    assert Place(9, 9) < Place(10, 0) < Place(10, 1)


def test_events_after_a_place_are_given_in_order() -> None:
    assert stream.since(START) == stream.Since((), START, lost=False)
    assert stream.at_the_end().last == START
    stream.add([{"n": n} for n in range(5)])
    every = stream.since(START).events
    assert [text for _, text in every] == [f'{{"n":{n}}}' for n in range(5)]
    found = stream.since(every[1][0])
    assert found.events == every[2:]
    assert (found.last, found.lost) == (every[-1][0], False)
    assert stream.since(found.last) == stream.Since((), found.last, lost=False)
    assert stream.at_the_end() == stream.Since((), found.last, lost=False)


def test_more_than_is_given_at_once_is_said_to_be_lost() -> None:
    stream.add([{"n": n} for n in range(5)])
    found = stream.since(START, 3)
    assert [text for _, text in found.events] == ['{"n":2}', '{"n":3}', '{"n":4}']
    assert found.lost


def test_what_was_cut_off_is_said_to_be_lost() -> None:
    for _ in range(3):
        stream.add([{"n": n} for n in range(stream.KEPT)])
    newest = stream.since(START, 3).events[0][0]
    assert not stream.since(newest).lost
    assert stream.since(Place(1, 0)).lost
    assert stream.client().xlen(stream.STREAM) < 1.5 * stream.KEPT


def test_a_stream_of_somebody_else_is_named() -> None:
    stream.client().xadd(stream.STREAM, {"foreign": "x"})
    with pytest.raises(ValueError, match=stream.STREAM):
        stream.since(START)


def test_what_is_known_is_kept_with_the_events() -> None:
    seen: list[list[str | None]] = []

    def step(known: dict[int, str | None], *stories: int) -> int:
        def decide(kept: list[str | None]) -> tuple[stream.Messages, dict[int, str | None]]:
            seen.append(kept)
            return [{"n": 1}] * len(known), known

        return stream.tell(stories, decide)

    assert step({1: "a", 2: "b"}, 1, 2) == 2
    assert step({2: None}, 2, 3) == 1
    assert step({}, 1, 2, 3) == 0
    assert step({}) == 0, "nothing is asked about nothing"
    assert seen == [[None, None], ["b", None], ["a", None, None]]
    assert len(stream.since(START).events) == 3
    assert 0 < stream.client().ttl(f"{stream.TOLD}1") <= stream.TOLD_SECONDS
