"""Starts that can't be, and two newsrooms side by side."""

import socket
from collections.abc import Callable

import pytest

from tests.processes.conftest import Newsroom

pytestmark = pytest.mark.processes
NO_NETWORK = {
    "CATALOGUE": "none",
    "BITCOIN_PROVIDER": "none",
    "ETHEREUM_PROVIDER": "none",
    "PRICE_PROVIDER": "none",
}


@pytest.fixture(scope="module")
def one(newsrooms: Callable[..., Newsroom]) -> Newsroom:
    newsroom = newsrooms(**NO_NETWORK)
    newsroom.start_until_ready()
    return newsroom


def refused(newsroom: Newsroom) -> str:
    """Start what can't be; gives what it says."""
    newsroom.start()
    assert newsroom.wait_for_end() == 1
    assert newsroom.processes() == {}
    assert " started (pid=" not in newsroom.said
    assert "Traceback" not in newsroom.said
    return newsroom.said.strip()


def test_a_taken_port_names_the_way_out(newsrooms: Callable[..., Newsroom]) -> None:
    newsroom = newsrooms(**NO_NETWORK)
    with socket.create_server(("127.0.0.1", newsroom.port)):
        said = refused(newsroom)
    assert said.startswith(f"newsroom: port {newsroom.port} on 127.0.0.1 is taken")
    assert "make run PORT=" in said
    assert not (newsroom.var / "newsroom.sqlite3").exists()


def test_a_taken_demo_port_names_its_own_option(newsrooms: Callable[..., Newsroom]) -> None:
    newsroom = newsrooms(CATALOGUE="demo")
    with socket.create_server(("127.0.0.1", int(newsroom.environ["DEMO_PORT"]))):
        assert "make demo DEMO_PORT=" in refused(newsroom)


def test_a_host_that_is_not_ours_is_said_to_be_so(newsrooms: Callable[..., Newsroom]) -> None:
    said = refused(newsrooms(HOST="192.0.2.1", **NO_NETWORK))
    assert "192.0.2.1 can't be opened" in said


def test_a_wrong_option_is_one_sentence(newsrooms: Callable[..., Newsroom]) -> None:
    said = refused(newsrooms(LOG_FORMAT="xml", **NO_NETWORK))
    assert said == "newsroom: LOG_FORMAT: 'xml' is not a format; use one of: json, plain"


def test_a_second_newsroom_in_one_folder_is_refused(
    one: Newsroom, newsrooms: Callable[..., Newsroom]
) -> None:
    second = newsrooms(**{**NO_NETWORK, "VAR": str(one.var)})
    second.start()
    assert second.wait_for_end() == 1
    assert f"another newsroom runs in {one.var}" in second.said
    assert "make run VAR=elsewhere PORT=8123" in second.said
    assert one.status("/healthz") == 200


def test_newsrooms_side_by_side_leave_each_other_alone(
    one: Newsroom, newsrooms: Callable[..., Newsroom]
) -> None:
    two = newsrooms(**NO_NETWORK)
    two.start_until_ready()
    keys = {(newsroom.var / "secret_key").read_text() for newsroom in (one, two)}
    assert len(keys) == 2
    before = one.processes()
    two.kill("web")
    assert two.wait_for_end() == 1
    assert two.processes() == {}
    assert one.processes().keys() >= {one.pid_of(name) for name in ("valkey", "web", "worker")}
    assert before.keys() == one.processes().keys()
    assert one.status("/readyz") == 200
    assert one.interrupt() == 0
    assert one.processes() == {}
