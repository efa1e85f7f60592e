"""The state of polling a feed, in words: what failed, when, and when it is tried next. Pure."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from aggregator.articles.poll import PollReport
from aggregator.desk.wording import ago, ahead, label, timed
from aggregator.feeds.models import Feed

TONES = {
    Feed.State.NEW: "plain",
    Feed.State.OK: "good",
    Feed.State.MOVED: "warn",
    Feed.State.LIMITED: "warn",
    Feed.State.FAILING: "bad",
    Feed.State.REFUSED: "bad",
    Feed.State.BROKEN: "bad",
    Feed.State.GONE: "bad",
}


def state_label(feed: Feed) -> SafeString:
    """The state as a coloured label; a feed that is switched off says so first."""
    if not feed.enabled:
        return label("已停用", "plain")
    state = Feed.State(feed.state)
    return label(state.label, TONES[state])


def next_try(feed: Feed, now: datetime) -> str:
    """When the feed is tried next."""
    if not feed.enabled:
        return "不再抓取"
    if feed.is_leased(now):
        return "正在抓取"
    return "马上" if feed.due_at is None else ahead(feed.due_at, now)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the panel."""

    name: str
    value: str


def facts(feed: Feed, now: datetime) -> list[Fact]:
    """Everything that is known of polling the feed, most wanted first."""
    lines = [
        Fact("状态", state_label(feed)),
        Fact("说明", feed.message or (feed.disabled_reason if not feed.enabled else "")),
        *(Fact("提示", str(note)) for note in feed.notes),
        Fact("上次抓取", timed(ago(feed.polled_at, now), feed.polled_at)),
        Fact("下次抓取", timed(next_try(feed, now), feed.due_at)),
        Fact("上次成功", timed(ago(feed.succeeded_at, now), feed.succeeded_at)),
        Fact("上次有新稿", timed(ago(feed.new_at, now), feed.new_at)),
        Fact("连续失败", f"{feed.failures} 次" if feed.failures else ""),
        Fact("新地址", feed.moved_to),
    ]
    return [line for line in lines if line.value]


def outcome(feed: Feed, report: PollReport) -> str:
    """How a poll that an editor asked for ended, in one sentence."""
    state = Feed.State(report.state)
    if state in {Feed.State.OK, Feed.State.MOVED}:
        counts = (
            f"新稿 {report.created} 篇，更正 {report.revised} 篇，"
            f"没有变化 {report.unchanged} 篇，用时 {report.took_ms / 1000:.1f} 秒。"
        )
        return f"{feed}：{counts}{report.message}"
    return f"{feed}：{state.label}。{report.message}"
