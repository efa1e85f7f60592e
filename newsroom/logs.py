"""Log lines: one JSON object each, always with the same keys for what the line is about."""

import logging
from datetime import UTC, datetime

from celery import current_task
from pythonjsonlogger.json import JsonFormatter as BaseFormatter

KEYS = ("feed", "article", "task", "took_ms")


class JsonFormatter(BaseFormatter):
    """time, level, logger, message; and feed, article, task, took_ms where the line has them."""

    def add_fields(
        self,
        log_data: dict[str, object],
        record: logging.LogRecord,
        message_dict: dict[str, object],
    ) -> None:
        """Fill the line's object; Chinese stays readable."""
        super().add_fields(log_data, record, message_dict)
        log_data["time"] = datetime.fromtimestamp(record.created, tz=UTC).isoformat(
            timespec="milliseconds"
        )
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data.setdefault("task", current_task.name if current_task else None)
        for key in KEYS:
            log_data.setdefault(key, None)

    def __init__(self) -> None:
        super().__init__("%(message)s", json_ensure_ascii=False)


class NotReady(logging.Filter):
    """Keeps the answers of /readyz out of the errors: being asked too early is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line is kept."""
        return getattr(getattr(record, "request", None), "path", "") != "/readyz"
