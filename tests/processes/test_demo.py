"""One installation's life: first start, Ctrl-C, second start, a service killed, all killed."""

import json
import os
import re
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes.conftest import Newsroom, until

pytestmark = pytest.mark.processes
SERVICES = ("valkey", "demo", "web", "worker", "indexer", "beat")
PASSWORD = re.compile(r"Name: editor   password: (\S+)")


@pytest.fixture(scope="module")
def newsroom(newsrooms: Callable[..., Newsroom]) -> Newsroom:
    """Started for the first time."""
    one = newsrooms(CATALOGUE="demo", POLL_SECONDS="2")
    one.start_until_ready()
    return one


def settled(newsroom: Newsroom) -> None:
    """Wait until the demo's stock of articles is there and indexed."""
    newsroom.wait_for(lambda: newsroom.articles() >= 200)
    pending = "SELECT count(*) FROM articles_article WHERE index_pending"
    newsroom.wait_for(lambda: newsroom.number(pending) == 0)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_the_start_says_each_service_the_address_and_a_password(newsroom: Newsroom) -> None:
    newsroom.wait_for(lambda: f"is up: http://127.0.0.1:{newsroom.port}" in newsroom.said)
    for service in SERVICES:
        assert len(re.findall(rf"^\S+ system +\| {service} started", newsroom.said, re.M)) == 1
    assert len(PASSWORD.findall(newsroom.said)) == 1
    assert "Traceback" not in newsroom.said


def test_the_demos_articles_arrive_once_each(newsroom: Newsroom) -> None:
    settled(newsroom)
    assert newsroom.doubled() == []


def test_readyz_names_every_part(newsroom: Newsroom) -> None:
    status, body = newsroom.ask("/readyz")
    parts = json.loads(body)
    assert status == 200, body
    assert parts.keys() == {
        *("ok", "database", "redis", "index", "worker", "indexer", "beat", "live")
    }
    assert newsroom.ask("/healthz") == (200, "ok\n")


def test_what_a_run_writes_is_for_its_owner_alone(newsroom: Newsroom) -> None:
    assert mode(newsroom.var) == "0o700"
    assert mode(newsroom.var / "secret_key") == "0o600"
    assert int(mode(newsroom.var / "valkey.sock"), 8) & 0o077 == 0


def test_no_secret_is_logged(newsroom: Newsroom) -> None:
    password = PASSWORD.findall(newsroom.said)[0]
    secrets = (password, (newsroom.var / "secret_key").read_text())
    for file in (newsroom.var / "log").iterdir():
        text = file.read_text("utf-8")
        assert text
        assert not [secret for secret in secrets if secret in text]
    environments = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in newsroom.processes()]
    assert not [line for line in environments if password.encode() in line]


def test_log_lines_are_json_with_one_set_of_keys(newsroom: Newsroom) -> None:
    lines = newsroom.log()
    keys = {"time", "level", "logger", "message", "feed", "article", "task", "took_ms"}
    assert [line for line in lines if not keys <= line.keys()] == []
    polled = [line for line in lines if line["message"].startswith("polled: ")]
    assert {line["feed"] for line in polled} >= {
        row[0] for row in newsroom.rows("SELECT id FROM feeds_feed WHERE state = 'ok'")
    }
    assert {line["task"] for line in polled} == {"aggregator.articles.tasks.fetch_batch"}
    assert all(line["took_ms"] >= 0 for line in polled)


def test_ctrl_c_ends_every_process(newsroom: Newsroom) -> None:
    assert len(newsroom.processes()) > len(SERVICES)
    assert newsroom.interrupt() == 0
    assert newsroom.processes() == {}
    assert newsroom.said.endswith("newsroom: stopped\n")
    assert "Traceback" not in newsroom.said
    assert "SIGKILL" not in newsroom.said


def test_the_second_start_prints_no_password(newsroom: Newsroom) -> None:
    before = newsroom.rows("SELECT id, url_key FROM articles_article ORDER BY id")
    newsroom.start_until_ready()
    assert "password" not in newsroom.said
    assert "database is up to date" not in newsroom.said
    settled(newsroom)
    assert set(before) <= set(newsroom.rows("SELECT id, url_key FROM articles_article"))
    assert newsroom.doubled() == []


def test_a_killed_service_is_named_and_ends_the_rest(newsroom: Newsroom) -> None:
    newsroom.kill("worker")
    assert newsroom.wait_for_end() == 1
    assert "newsroom: worker ended by itself (status -9)" in newsroom.said
    assert newsroom.processes() == {}


def test_after_a_kill_everything_is_there_once_and_found(newsroom: Newsroom) -> None:
    newsroom.start_until_ready()
    settled(newsroom)
    assert newsroom.doubled() == []
    checked = newsroom.manage("search", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_killed_supervisor_takes_the_services_along(newsroom: Newsroom) -> None:
    assert newsroom.process is not None
    os.kill(newsroom.process.pid, signal.SIGKILL)
    newsroom.process.wait()
    until(lambda: newsroom.processes() == {}, 30, lambda: newsroom.processes())


def test_a_start_right_after_a_kill_waits_for_what_is_left(newsroom: Newsroom) -> None:
    newsroom.start_until_ready()
    assert newsroom.process is not None
    newsroom.process.kill()
    newsroom.process.wait()
    newsroom.start_until_ready()
    assert newsroom.interrupt() == 0
