"""The start time of the demo, kept so that a second start does not make everything new."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from newsroom.demo.errors import DemoStateError

FILE_NAME = "demo.json"
KEEP = timedelta(days=2)


def load_started(folder: Path, now: datetime) -> datetime:
    """The start time under `folder`; written anew when absent, over two days old, or ahead.

    Aware, in whole seconds: HTTP dates have no finer step. Raises `DemoStateError` when the file
    is there and cannot be read as ours.
    """
    path = folder / FILE_NAME
    if path.exists():
        started = _read(path)
        if timedelta(0) <= now - started <= KEEP:
            return started
    started = now.replace(microsecond=0)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"started": started.isoformat()}) + "\n", encoding="utf-8")
    return started


def _read(path: Path) -> datetime:
    try:
        started = datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["started"])
    except (ValueError, KeyError, TypeError) as error:
        raise DemoStateError(f"{path} 不是演示的起始时间（{error}），删掉它再启动即可") from error
    if started.tzinfo is None:
        raise DemoStateError(f"{path} 里的时间没有时区，删掉它再启动即可")
    return started
