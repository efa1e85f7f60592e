"""Articles to answer with, and a clock that stands still for the rate."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from aggregator.api import gate, keys
from aggregator.api.models import ApiKey
from tests.site.conftest import NOON, bitcoin, make, surroundings, tell

__all__ = ["bitcoin", "make", "surroundings", "tell"]

Ask = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What time it is for the gate: the last of the list."""
    times = [NOON]
    monkeypatch.setattr(gate, "clock", lambda: times[-1])
    return times


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask for a path below the API."""

    def answer(path: str, /, **query: Any) -> HttpResponse:
        asked = {key.rstrip("_"): value for key, value in query.items()}
        return client.get(f"/api/v1/{path}", asked)

    return answer


def key(tier: str = "basic") -> tuple[ApiKey, dict[str, str]]:
    """A key of that tier, and the header that carries it."""
    row = ApiKey(name="程序", tier=tier)
    secret = keys.seal(row, NOON)
    row.save()
    return row, {"authorization": f"Bearer {secret}"}
