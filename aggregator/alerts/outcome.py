"""What follows from the answer of a webhook: delivered, tried again when, or given up. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.alerts.models import GONE, Delivery
from aggregator.web import Failed, Fresh, Gone, Limited, Moved, Outcome, Refused, Unchanged

TRIES = 10
_FIRST, _LONGEST = timedelta(minutes=1), timedelta(hours=6)
_JITTER = 0.2
State = Delivery.State


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a delivery after an attempt; `status` is None where there was no answer.

    next_at: of the next attempt, None when there is none. stop: nothing more is to be sent there.
    """

    state: Delivery.State
    status: int | None
    error: str
    next_at: datetime | None = None
    stop: bool = False


def verdict(outcome: Outcome, attempts: int, now: datetime, chance: float) -> Verdict:
    """Judge attempt number `attempts` (from 1); `chance` is random, 0 <= chance < 1."""
    match outcome:
        case Fresh(status=status):
            return Verdict(State.SENT, status, "")
        case Gone(status):
            return Verdict(State.DEAD, status, GONE, stop=True)
        case Limited(seconds, status):
            error = f"对方要求稍后再发（HTTP {status}）"
            wait = max(timedelta(seconds=seconds), pause(attempts, chance))
            return _again(status, error, attempts, now + wait)
        case Failed(reason=reason, status=status):
            return _again(status or None, reason, attempts, now + pause(attempts, chance))
        case Refused(reason):
            return _again(None, reason, attempts, now + pause(attempts, chance))
        case Moved() | Unchanged():  # answers to a GET alone
            raise AssertionError(f"a POST cannot end as {type(outcome).__name__}")


def pause(attempts: int, chance: float) -> timedelta:
    """How long to wait after so many attempts: 1, 3, 9 … minutes, at most 6 hours, within 20 %.

    The jitter keeps those that failed together from coming back together.
    """
    wait: timedelta = min(_FIRST * 3 ** min(attempts - 1, TRIES), _LONGEST)
    return wait * (1 - _JITTER + 2 * _JITTER * chance)


def _again(status: int | None, error: str, attempts: int, at: datetime) -> Verdict:
    if attempts >= TRIES:
        return Verdict(State.DEAD, status, error)
    return Verdict(State.FAILING, status, error, at)
