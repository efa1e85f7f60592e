"""What an editor is shown of a saved search: how it is read, and what became of its messages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from aggregator.alerts.models import Delivery, SavedSearch
from aggregator.desk.wording import ago, ahead, label, timed
from aggregator.search.query.parse import parse

LATEST = 20
State = Delivery.State
TONES = {State.WAITING: "plain", State.SENT: "good", State.FAILING: "warn", State.DEAD: "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """One message in the table of the latest."""

    article: int
    title: str
    state: SafeString
    found: SafeString
    tried: str
    words: str


def state_of(search: SavedSearch) -> SafeString:
    """What a search does, as a label."""
    if not search.is_active:
        return label("已停用", "plain")
    if not search.webhook_url:
        return label("仅订阅源", "plain")
    return label("已停止推送", "bad") if search.stopped_at else label("推送中", "good")


def delivery_label(state: str) -> SafeString:
    """The state of a message as a label."""
    known = State(state)
    return label(str(known.label), TONES[known])


def chips(query: str) -> SafeString:
    """How a query is read, a label for each condition; what was not understood is said."""
    read = parse(query, timezone.localdate())
    labels = format_html_join(
        " ",
        "{}{}",
        (
            ("或 " if one.either else "", label(one.label, "warn" if one.negated else "plain"))
            for one in read.clauses
        ),
    )
    if not read.ignored:
        return labels
    return format_html("{} <small>{}</small>", labels, "；".join(read.ignored))


def note(search: SavedSearch, now: datetime) -> str:
    """What an editor has to know of the sending; "" when all is well."""
    notes = []
    if search.stopped_at:
        notes.append(
            f"{search.why_silent()}，{ago(search.stopped_at, now)}停止推送。"
            "请与对方核对地址；改好地址，或发送测试成功，推送就会恢复。"
        )
    if search.skipped:
        notes.append(
            f"命中太多：累计 {search.skipped:,} 篇超出每小时上限，没有推送，订阅源里仍能看到。"
            f"最近一次在{ago(search.skipped_at, now)}。可以把搜索写得更具体。"
        )
    return "".join(notes)


def latest(search: SavedSearch, now: datetime) -> list[Line]:
    """The latest messages, the newest first."""
    rows = Delivery.objects.filter(search=search).select_related("article")
    rows = rows.defer("article__html", "article__text")
    return [_line(row, now) for row in rows[:LATEST]]


def _line(row: Delivery, now: datetime) -> Line:
    return Line(
        article=row.article_id,
        title=row.article.title,
        state=delivery_label(row.state),
        found=timed(ago(row.created_at, now), row.created_at),
        tried=f"{row.attempts} 次",
        words=words_of(row, now),
    )


def words_of(row: Delivery, now: datetime) -> str:
    """How the last attempt ended, and when the next one is."""
    ended = row.last_error or (f"HTTP {row.status_code}" if row.status_code else "")
    coming = f"下次：{ahead(row.next_at, now)}" if row.next_at else ""
    return "；".join(part for part in (ended, coming) if part) or "—"
