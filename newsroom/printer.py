"""Where the lines of the services go."""

import json
import logging
from logging.handlers import RotatingFileHandler
from typing import TextIO

from django.conf import settings
from honcho.manager import SYSTEM_PRINTER_NAME
from honcho.printer import Message, Printer

LOG_BYTES = 10_000_000
QUIET_LEVELS = {"DEBUG", "INFO"}
QUIET_SERVICES = {"valkey"}  # speaks of the machine's settings at every start


class ServicePrinter(Printer):  # type: ignore[misc]
    """Every line goes to VAR/log/newsroom.log; the terminal gets what a person must see."""

    def __init__(self, output: TextIO) -> None:
        super().__init__(output)
        folder = settings.VAR / "log"
        folder.mkdir(exist_ok=True)
        self.file = logging.Logger("services")
        self.file.addHandler(
            RotatingFileHandler(
                folder / "newsroom.log", maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8"
            )
        )

    def write(self, message: Message) -> None:
        """Write one message of a service or of the supervisor."""
        text = message.data
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        self.file.info("%s %s", message.name, text.rstrip())
        quiet = message.name in QUIET_SERVICES or _is_quiet(text)
        if message.name == SYSTEM_PRINTER_NAME or not quiet:
            super().write(message._replace(data=text))


def _is_quiet(line: str) -> bool:
    if not line.startswith("{"):
        return not line.strip()
    try:
        return json.loads(line).get("level") in QUIET_LEVELS
    except ValueError:
        return False
