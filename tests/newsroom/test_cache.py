"""A cache whose server may not answer."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from django.conf import settings

from newsroom import cache
from newsroom.cache import QuickRedisCache


class Silent:
    """A server that takes connections and says nothing; `asked` is how many came."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=16)
        self._socket.setblocking(False)
        self.address = f"redis://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        self._socket.close()

    @property
    def asked(self) -> int:
        count = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1


@pytest.fixture
def silent() -> Iterator[Silent]:
    one = Silent()
    yield one
    one.close()


def made(address: str) -> QuickRedisCache:
    return QuickRedisCache(address, {"OPTIONS": {"socket_timeout": 0.05}})


def test_what_is_kept_is_there() -> None:
    one = made(settings.REDIS_URL)
    one.set("quick", 1, 5)
    assert one.incr("quick") == 2
    assert not one.add("quick", 9, 5)
    assert (one.get("quick"), one.get_many(["quick", "other"])) == (2, {"quick": 2})
    one.delete("quick")
    assert one.get("quick") is None


def test_a_server_that_does_not_answer_is_asked_once(silent: Silent) -> None:
    for _ in range(5):  # each thread has a cache of its own
        with pytest.raises(redis.RedisError):
            made(silent.address).get("any")
    assert silent.asked == 1


def test_it_is_asked_again_in_a_moment_by_one(silent: Silent, monkeypatch: Any) -> None:
    one, clock = made(silent.address), [100.0]
    monkeypatch.setattr(cache, "monotonic", lambda: clock[0])
    with pytest.raises(redis.RedisError):
        one.get("any")
    clock[0] += cache.AWAY_SECONDS
    seen: list[str] = []

    def ask() -> str:
        with pytest.raises(redis.ConnectionError):  # somebody else, meanwhile
            one.get("any")
        seen.append("asked")
        return "back"

    assert one._asked(ask) == "back"
    assert one._asked(lambda: "as ever") == "as ever"
    assert seen == ["asked"]


def test_what_others_must_hear_is_said_in_any_case(silent: Silent) -> None:
    one = made(silent.address)
    for _ in range(2):
        with pytest.raises(redis.RedisError):
            one.set("gone", 1, 5)
    assert silent.asked == 2
