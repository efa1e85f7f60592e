"""The start and later moments that the demo's tests agree on."""

from datetime import UTC, datetime, timedelta

from newsroom.demo.routes import Moment

STARTED = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:8790"


def after(**span: float) -> datetime:
    return STARTED + timedelta(**span)


def moment(now: datetime = STARTED) -> Moment:
    return Moment(STARTED, now, BASE)
