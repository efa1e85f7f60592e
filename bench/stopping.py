"""Ending tidily: what was started is ended, and its folder removed, also when we are told to end."""

import signal
from types import FrameType


def stop_on_sigterm() -> None:
    """Turn SIGTERM into SystemExit, so that every `finally` is run."""
    signal.signal(signal.SIGTERM, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)
