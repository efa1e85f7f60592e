from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.feeds.schedule import CEILING, FLOOR, NextPoll, Outcome, decide_next

from .reading import NOW


def after(
    outcome: str,
    *,
    kind: str = "flash",
    failures: int = 0,
    entries_per_day: float | None = 5000,
    max_age: int | None = None,
    ttl: int | None = None,
    retry_after: int | None = None,
    jitter: float = 0.0,
    most: int = 3600,
) -> NextPoll:
    return decide_next(
        outcome,
        failures=failures,
        entries_per_day=entries_per_day,
        max_age=max_age,
        ttl=ttl,
        retry_after=retry_after,
        kind=kind,
        now=NOW,
        jitter=jitter,
        most=most,
    )


def wait(poll: NextPoll) -> float:
    return (poll.at - NOW).total_seconds()


@pytest.mark.parametrize(("kind", "seconds"), [("flash", 60), ("mixed", 120), ("article", 300)])
@pytest.mark.parametrize("per_day", [5000, None])
def test_an_active_or_unknown_feed_is_asked_at_the_floor_of_its_kind(
    kind: str, seconds: int, per_day: float | None
) -> None:
    assert wait(after("fresh", kind=kind, entries_per_day=per_day)) == seconds


def test_half_the_average_gap_between_the_bounds() -> None:
    assert wait(after("unchanged", entries_per_day=144)) == 300
    assert wait(after("unchanged", kind="article", entries_per_day=48)) == 900


@pytest.mark.parametrize(("kind", "seconds"), [("flash", 300), ("mixed", 900), ("article", 1800)])
@pytest.mark.parametrize("per_day", [0.01, 0.0])
def test_the_quietest_feed_is_still_asked(kind: str, seconds: int, per_day: float) -> None:
    assert wait(after("unchanged", kind=kind, entries_per_day=per_day)) == seconds


def test_the_servers_word_is_heard_up_to_an_hour() -> None:
    assert wait(after("fresh", max_age=600)) == 600
    assert wait(after("fresh", ttl=900, max_age=600)) == 900
    assert wait(after("fresh", ttl=10)) == 60
    assert wait(after("fresh", max_age=31_536_000)) == 3600


def test_success_forgets_failures() -> None:
    assert after("fresh", failures=9).failures == 0
    assert after("unchanged", failures=9).failures == 0
    assert after("moved", failures=9).failures == 0


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 60), (1, 120), (2, 240), (6, 3840), (7, 7200), (500, 7200)]
)
def test_failing_doubles_to_two_hours_and_never_ends(failures: int, seconds: int) -> None:
    poll = after("failed", failures=failures)
    assert wait(poll) == seconds
    assert poll.failures == failures + 1


def test_failures_of_one_host_come_back_apart() -> None:
    assert wait(after("failed", jitter=-1)) == pytest.approx(48)
    assert wait(after("failed", jitter=1)) == pytest.approx(72)
    assert wait(after("refused", jitter=99)) == pytest.approx(72)


def test_jitter_never_cuts_a_floor_or_a_servers_wish_short() -> None:
    assert wait(after("fresh", jitter=-1)) == pytest.approx(72)
    assert wait(after("limited", retry_after=600, jitter=-0.5)) == pytest.approx(660)


def test_a_limited_feed_waits_as_long_as_asked_but_six_hours_at_most() -> None:
    poll = after("limited", retry_after=900)
    assert (wait(poll), poll.failures) == (900, 1)
    assert wait(after("limited", retry_after=315_360_000)) == 6 * 3600


def test_a_limit_without_a_time_backs_off() -> None:
    assert wait(after("limited", failures=4)) == 960


def test_a_gone_feed_is_looked_at_once_a_day() -> None:
    poll = after("gone", failures=3)
    assert (poll.at - NOW, poll.failures) == (timedelta(days=1), 4)


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        after("nonsense")
    with pytest.raises(ValueError, match="podcast"):
        after("fresh", kind="podcast")


seconds_or_none = st.none() | st.integers(-10, 10**10)


@given(
    st.sampled_from(list(Outcome)),
    st.integers(-5, 10**6),
    st.none() | st.floats(0, 10**6),
    seconds_or_none,
    seconds_or_none,
    st.sampled_from(list(FLOOR)),
    st.floats(-1, 1),
)
def test_every_feed_is_asked_again_in_good_time(
    outcome: Outcome, failures: int, per_day: float | None, ttl: int | None,
    retry: int | None, kind: str, jitter: float,
) -> None:  # fmt: skip
    poll = after(
        outcome, failures=failures, entries_per_day=per_day, ttl=ttl, retry_after=retry,
        kind=kind, jitter=jitter,
    )  # fmt: skip
    assert 48 <= wait(poll) <= 24 * 3600 * 1.2
    if poll.failures == 0:
        assert FLOOR[kind] <= wait(poll) <= max(CEILING[kind], 3600) * 1.2


def test_the_operators_bound_counts_below_any_floor() -> None:
    assert wait(after("unchanged", entries_per_day=1.0, most=10)) == 10
    assert wait(after("unchanged", entries_per_day=1.0, most=10, max_age=120)) == 120
