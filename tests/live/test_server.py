"""The live service over real connections."""

import json
import socket
from collections.abc import Callable

import pytest

from aggregator.live import stream
from aggregator.live.server import HEADERS
from tests.live.conftest import Listener, Service, answers

Start = Callable[..., Service]
Listen = Callable[..., Listener]


def say(*titles: str) -> None:
    stream.add([{"type": "new", "title": title} for title in titles])


def titles(found: list[dict[str, str]]) -> list[str]:
    return [json.loads(one["data"])["title"] for one in found]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_event_reaches_every_listener(service: Start, listen: Listen, version: str) -> None:
    port = service().port
    listeners = [listen(port, version=version) for _ in range(3)]
    for one in listeners:
        assert one.status == 200
        assert one.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert one.event() == {
            "retry": "3000", "event": "hello", "id": "0-0", "data": '{"spread":2}',
        }  # fmt: skip
    say("比特币")
    found = [one.until("message") for one in listeners]
    assert titles(found) == ["比特币"] * 3
    assert stream.place(found[0]["id"])


def test_a_listener_resumes_where_it_was(service: Start, listen: Listen) -> None:
    say("一", "二", "三")
    ids = [str(place) for place, _ in stream.since(stream.START).events]
    port = service().port
    back = listen(port, Last_Event_ID=ids[0])
    assert titles(back.missed()) == ["二", "三"]
    assert titles(listen(port, f"/live?after={ids[1]}").missed()) == ["三"]
    # The header is of this connection's past, the address of the page's.
    both = listen(port, f"/live?after={ids[0]}", Last_Event_ID=ids[1])
    assert titles(both.missed()) == ["三"]
    assert listen(port).missed() == []


@pytest.mark.parametrize(
    "mark", ["x", "-1", "1", "9" * 40 + "-0", "1-0%00", "%FF", "%EF%BC%91-%EF%BC%90"]
)
def test_a_mark_that_means_nothing_is_none(service: Start, listen: Listen, mark: str) -> None:
    say("一")
    found = listen(service().port, f"/live?after={mark}")
    assert found.status == 200
    assert found.missed() == []


def test_who_was_away_too_long_is_told_so(service: Start, listen: Listen) -> None:
    for start in range(0, 3 * stream.KEPT, 100):
        say(*map(str, range(start, start + 100)))
    port = service().port
    assert [one["event"] for one in listen(port, "/live?after=1-0").missed()] == ["lost"]
    recent = stream.since(stream.START, 5).events[0][0]
    assert len(listen(port, f"/live?after={recent}").missed()) == 4


def test_no_answer_lacks_its_headers(service: Start, listen: Listen) -> None:
    port = service(per_network=1).port
    listen(port).until("hello")
    for path, status in (("/live", 503), ("/", 404), ("/healthz", 200)):
        found = listen(port, path)
        assert found.status == status
        assert {name: found.headers.get(name.lower()) for name in HEADERS} == {
            **HEADERS, "Cache-Control": "no-store",
        }  # fmt: skip
        assert "access-control-allow-credentials" not in found.headers
        assert "set-cookie" not in found.headers


def test_a_full_house_says_so_and_lets_in_who_comes_after(service: Start, listen: Listen) -> None:
    port = service(most=2).port
    first = listen(port)
    listen(port).until("hello")
    first.until("hello")
    full = listen(port)
    assert (full.status, full.headers["retry-after"]) == (503, "30")
    first.close()
    while listen(port).status != 200:
        pass


def test_13_without_proxies_the_peer_alone_says_whence_one_comes(
    service: Start, listen: Listen
) -> None:
    port = service(per_network=1).port
    listen(port).until("hello")
    named = {
        "X-Forwarded-For": "198.51.100.7",
        "Forwarded": "for=198.51.100.7",
        "X-Real-IP": "1.1.1.1",
    }
    assert listen(port, **named).status == 503


def test_13_a_trusted_proxy_says_for_whom_it_asks(service: Start, listen: Listen) -> None:
    port = service(per_network=1, proxies=("127.0.0.0/8",)).port
    assert listen(port, **{"X-Forwarded-For": "203.0.113.1, 198.51.100.7"}).status == 200
    assert listen(port, **{"X-Forwarded-For": "203.0.113.2, 198.51.100.7"}).status == 503
    assert listen(port, **{"X-Forwarded-For": "203.0.113.1, 198.51.100.8"}).status == 200


def test_the_end_sends_each_away_for_a_time_of_its_own(service: Start, listen: Listen) -> None:
    one = service()
    listeners = [listen(one.port) for _ in range(20)]
    for each in listeners:
        each.until("hello")
    one.stop()
    waits = [int(each.until("bye")["retry"]) for each in listeners]
    assert all(1000 <= wait <= 10_000 for wait in waits)
    assert len(set(waits)) > 10
    assert all(each.event() is None for each in listeners)
    assert not answers(one.port)


def test_who_does_not_read_is_parted_with(service: Start, listen: Listen) -> None:
    port = service().port
    reader, sleeper = listen(port), listen(port)
    reader.until("hello")
    for _ in range(400):
        say("长" * 20_000)
        reader.until("message")
        if healthy(port) == 1:
            break
    assert healthy(port) == 1
    say("还在")
    assert titles([reader.until("message")]) == ["还在"]
    assert sleeper.status == 200


def healthy(port: int) -> int:
    """How many the service says it holds."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as asked:
        asked.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        text = b"".join(iter(lambda: asked.recv(4096), b""))
    return int(text.split()[-1])


@pytest.mark.parametrize(
    "noise", [b"", b"GET /live HT", b"\x16\x03\x01\x02", b"GET / HTTP/1.1\r\n"]
)
def test_who_connects_and_asks_nothing_is_parted_with(
    service: Start, monkeypatch: pytest.MonkeyPatch, noise: bytes
) -> None:
    monkeypatch.setattr("aggregator.live.server.SILENT_SECONDS", 0.2)
    port = service().port
    with socket.create_connection(("127.0.0.1", port), timeout=20) as silent:
        silent.sendall(noise)
        answer = b"".join(iter(lambda: silent.recv(4096), b""))
    assert answer == b"" or answer.startswith(b"HTTP/1.0 400") or b"400 Bad" in answer
