"""A measured newsroom takes nothing from whoever measures."""

from pathlib import Path

import pytest

from bench.environment import environment
from newsroom.options import OPTIONS, read_options


def test_the_caller_s_options_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WEB_WORKERS", "9")
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/newsroom")
    given = read_options(environment(tmp_path, "none"))
    defaults = {option.name: option.read(option.default) for option in OPTIONS}
    for name in ("WEB_WORKERS", "DATABASE_URL", "REDIS_URL", "SITE_URL", "POLL_SECONDS"):
        assert given[name] == defaults[name]


def test_without_outlets_no_node_is_asked(tmp_path: Path) -> None:
    given = read_options(environment(tmp_path, "none"))
    providers = {given[f"{name}_PROVIDER"] for name in ("BITCOIN", "ETHEREUM", "PRICE")}
    assert providers == {"none"}


def test_the_demo_asks_its_own_server_only(tmp_path: Path) -> None:
    given = read_options(environment(tmp_path, "demo"))
    own = f"http://127.0.0.1:{given['DEMO_PORT']}/"
    assert all(given[name].startswith(own) for name in ("BITCOIN_URL", "ETHEREUM_URL", "PRICE_URL"))
    assert given["PORT"] != given["DEMO_PORT"]
