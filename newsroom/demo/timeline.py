"""What each outlet shows at a moment: a pure function of the start time and now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from zlib import crc32

from newsroom.demo.activity import happened_at
from newsroom.demo.outlets import Outlet, outlets
from newsroom.demo.script import Event, Report, events

IMPORTANT = "重要"


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One item as an outlet shows it now. Times are aware and in whole seconds.

    `path` is the page's path on the demo server, `html` the body, `updated` is later than
    `published` once the item was edited.
    """

    id: str
    feed: str
    path: str
    title: str
    html: str
    categories: tuple[str, ...]
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class _Scheduled:
    """A report and when it appears."""

    event: Event
    report: Report
    published: datetime


def _gap_seconds(place: int) -> int:
    """Pause before the next release: 8 to 15 seconds, never in an even beat."""
    return 8 + place * 5 % 8


def _past(event: Event, report: Report, ago: float, started: datetime) -> datetime:
    # A few seconds of its own keep reports of one minute from sharing one time stamp.
    seconds = crc32(f"{event.id}{report.by}".encode()) % 50
    return happened_at(ago, started) + timedelta(minutes=report.lag, seconds=seconds)


@lru_cache(maxsize=8)
def _schedule(started: datetime) -> tuple[_Scheduled, ...]:
    found: list[_Scheduled] = []
    queue: list[tuple[float, str, Event, Report]] = []
    for event in events():
        for report in event.reports:
            if event.ago is not None:
                found.append(_Scheduled(event, report, _past(event, report, event.ago, started)))
            elif event.coming is not None:
                queue.append((event.coming + report.lag, event.id, event, report))
    release = started
    for place, (_, _, event, report) in enumerate(sorted(queue, key=lambda row: row[:2])):
        release += timedelta(seconds=_gap_seconds(place))
        found.append(_Scheduled(event, report, release))
    return tuple(found)


def _paragraphs(outlet: Outlet, text: str, published: datetime) -> str:
    local = published.astimezone(outlet.tzinfo)
    opening = outlet.opening.format(month=local.month, day=local.day)
    lines = [line for line in (opening + text).split("\n") if line]
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _body(outlet: Outlet, report: Report, text: str, published: datetime) -> str:
    if report.article:
        notice = "本文為演示內容。" if outlet.traditional else "本文为演示内容。"
        return f"{report.article.strip()}\n<p><em>{notice}</em></p>"
    return _paragraphs(outlet, text, published)


def _item(outlet: Outlet, planned: _Scheduled, started: datetime, now: datetime) -> DemoItem:
    report, event = planned.report, planned.event
    title, text, updated = report.title, report.text, planned.published
    for edit in report.edits:
        edited = started + timedelta(seconds=round(edit.at * 60))
        if edited <= now:
            title, text, updated = edit.title or title, edit.text or text, edited
    return DemoItem(
        id=event.id,
        feed=report.feed or outlet.feeds[0].key,
        path=f"/{outlet.slug}/{event.id}.html",
        title=title,
        html=_body(outlet, report, text, planned.published),
        categories=event.tags + ((IMPORTANT,) if event.important else ()),
        published=planned.published,
        updated=updated,
    )


def items_at(outlet: Outlet, started: datetime, now: datetime) -> list[DemoItem]:
    """Everything the outlet has published up to `now`, newest first."""
    shown = [
        _item(outlet, planned, started, now)
        for planned in _schedule(started)
        if planned.report.by == outlet.key and planned.published <= now
    ]
    return sorted(shown, key=lambda item: (item.published, item.id), reverse=True)


def all_items_at(started: datetime, now: datetime) -> list[tuple[Outlet, DemoItem]]:
    """The items of every outlet up to `now`, newest first."""
    pairs = [(outlet, item) for outlet in outlets() for item in items_at(outlet, started, now)]
    return sorted(pairs, key=lambda pair: (pair[1].published, pair[0].key), reverse=True)


def last_change(started: datetime) -> datetime:
    """When the last release or edit happens; after that the demo stands still."""
    edits = [
        started + timedelta(seconds=round(edit.at * 60))
        for event in events()
        for report in event.reports
        for edit in report.edits
    ]
    return max([planned.published for planned in _schedule(started)] + edits)
