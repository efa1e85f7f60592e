"""Times and states in words."""

from datetime import timedelta

import pytest

from aggregator.articles.poll import PollReport
from aggregator.desk.days import period, steps
from aggregator.desk.feed_states import TONES, facts, next_try, outcome, state_label
from aggregator.desk.lines import LinesField
from aggregator.desk.wording import ago, ahead, timed
from aggregator.feeds.models import Feed
from tests.desk.conftest import NOON


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "刚刚"),
        (45, "45 秒前"),
        (61, "1 分钟前"),
        (3 * 3600, "3 小时前"),
        (47 * 3600, "1 天前"),
        (48 * 3600, "2 天前"),
    ],
)
def test_ago(seconds, words) -> None:
    assert ago(NOON - timedelta(seconds=seconds), NOON) == words


def test_unknown_times_are_dashes() -> None:
    assert ago(None, NOON) == "—"
    assert timed("—", None) == "—"


def test_ahead() -> None:
    assert ahead(NOON - timedelta(hours=1), NOON) == "马上"
    assert ahead(NOON + timedelta(seconds=90), NOON) == "1 分钟后"


def test_every_state_has_a_tone() -> None:
    assert set(TONES) == set(Feed.State)


def test_the_next_try() -> None:
    assert next_try(Feed(), NOON) == "马上"
    assert next_try(Feed(leased_until=NOON + timedelta(minutes=1)), NOON) == "正在抓取"
    assert next_try(Feed(enabled=False), NOON) == "不再抓取"
    assert next_try(Feed(due_at=NOON + timedelta(hours=1)), NOON) == "1 小时后"


def test_facts_leave_out_what_is_not_there() -> None:
    names = [fact.name for fact in facts(Feed(notes=["共 300 条，只取前 200 条"]), NOON)]
    assert names == ["状态", "提示", "上次抓取", "下次抓取", "上次成功", "上次有新稿"]


def test_messages_are_escaped() -> None:
    assert "<b>" not in state_label(Feed(state="failing"))


def test_a_move_is_told_with_the_counts() -> None:
    report = PollReport(1, "moved", "已永久搬到 https://example.org/new", 1, 0, 9, 800)
    words = outcome(Feed(title="快讯"), report)
    assert words == (
        "快讯：新稿 1 篇，更正 0 篇，没有变化 9 篇，用时 0.8 秒。已永久搬到 https://example.org/new"
    )


@pytest.mark.parametrize("text", ["", "x", "2026-13", "2026-02-30", "2026-1-1-1", "0", "９９"])
def test_periods_that_are_none(text) -> None:
    assert period(text) is None


def test_december_ends_with_the_year() -> None:
    first, after = period("2026-12")
    assert (str(first), str(after)) == ("2026-12-01", "2027-01-01")


def test_steps_stay_within_the_ends() -> None:
    oldest, newest = period("2024-11-30")[0], period("2026-02-02")[0]
    assert [value for value, _ in steps("", oldest, newest)] == ["2026", "2025", "2024"]
    assert [value for value, _ in steps("2026", oldest, newest)] == ["2026-02", "2026-01"]
    assert [value for value, _ in steps("2024", oldest, newest)] == ["2024-12", "2024-11"]
    assert steps("2026-02", oldest, newest) == [("2026-02-02", "2 日"), ("2026-02-01", "1 日")]


def test_lines_take_lists_as_they_are() -> None:
    field = LinesField()
    assert field.clean(["甲"]) == ["甲"]
    assert field.clean(None) == []
    assert field.prepare_value("甲\n乙") == "甲\n乙"
    assert not field.has_changed(["甲", "乙"], "甲\r\n乙\r\n")
    assert field.has_changed(["甲"], "乙")
