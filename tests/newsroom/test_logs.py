import json
import logging
from types import SimpleNamespace

from celery import shared_task

from newsroom.logs import JsonFormatter, NotReady


def line(record: logging.LogRecord) -> dict[str, object]:
    text = JsonFormatter().format(record)
    assert "\n" not in text
    read: dict[str, object] = json.loads(text)
    return read


def record(**extra: object) -> logging.LogRecord:
    made = logging.makeLogRecord(
        {"name": "n", "levelname": "INFO", "msg": "抓取 %s\n", "args": ("甲",), "created": 0.25}
    )
    made.__dict__.update(extra)
    return made


def test_a_line_has_all_keys_always() -> None:
    assert line(record()) == {
        "message": "抓取 甲\n", "time": "1970-01-01T00:00:00.250+00:00", "level": "INFO",
        "logger": "n", "feed": None, "article": None, "task": None, "took_ms": None,
    }  # fmt: skip


def test_chinese_stays_readable_and_extras_are_kept() -> None:
    assert "抓取 甲" in JsonFormatter().format(record())
    assert line(record(feed=7, took_ms=12))["feed"] == 7


def test_the_task_that_runs_is_named() -> None:
    @shared_task(name="tests.log_a_line")
    def log_a_line() -> object:
        return line(record())["task"]

    assert log_a_line.apply().get() == "tests.log_a_line"


def test_being_asked_too_early_is_no_error() -> None:
    def kept(path: str) -> bool:
        return NotReady().filter(record(request=SimpleNamespace(path=path)))

    assert not kept("/readyz")
    assert kept("/")
    assert NotReady().filter(record())
