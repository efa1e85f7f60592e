"""Which services run, and as what."""

import pytest
from django.conf import settings as current
from pytest_django import Settings

from newsroom import service


@pytest.mark.parametrize(("port", "there"), [(8001, True), (0, False)])
def test_the_live_service_runs_where_it_has_a_port(
    settings: Settings, port: int, there: bool
) -> None:
    settings.LIVE_PORT = port
    assert ("live" in service.names()) == there


def test_only_the_demo_has_a_feed_server(settings: Settings) -> None:
    assert "demo" not in service.names()
    settings.OPTIONS = {**current.OPTIONS, "CATALOGUE": "demo"}
    assert "demo" in service.names()


def test_every_service_has_its_program() -> None:
    assert all(command() for command in service.SERVICES.values())
    assert service.SERVICES["live"]() == ["aggregator.live"]
