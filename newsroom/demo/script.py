"""What happens in the demo: events and the outlets' reports of them (`events/`, `articles/`).

The order of events is the order of their ids' files; the article bodies are HTML fragments.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newsroom.demo.errors import DemoContentError
from newsroom.demo.outlets import outlets

HERE = Path(__file__).parent
MAX_AGO = 3 * 24 * 60


@dataclass(frozen=True, slots=True)
class Edit:
    """A later version of a report, `at` minutes after the start; "" leaves a part as it was."""

    at: float
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's report. `lag`: minutes (or, when coming, places) after its event.

    Either `text` (plain, one paragraph a line) or `article` (an HTML fragment) is given. `feed`
    is the key of the feed that carries it, "" for the outlet's first.
    """

    by: str
    lag: float
    title: str
    text: str = ""
    article: str = ""
    feed: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One event: `ago` nominal minutes before the start, or a place in the `coming` queue."""

    id: str
    reports: tuple[Report, ...]
    tags: tuple[str, ...] = ()
    ago: float | None = None
    coming: float | None = None
    important: bool = False


def _report(row: dict[str, Any]) -> Report:
    fields = dict(row)
    edits = tuple(Edit(**edit) for edit in fields.pop("edits", ()))
    if name := fields.pop("article", ""):
        fields["article"] = (HERE / "articles" / f"{name}.html").read_text(encoding="utf-8")
    return Report(edits=edits, **fields)


def _event(row: dict[str, Any]) -> Event:
    fields = dict(row)
    reports = tuple(_report(report) for report in fields.pop("reports"))
    return Event(reports=reports, tags=tuple(fields.pop("tags", ())), **fields)


def check(found: tuple[Event, ...]) -> None:
    """Raise `DemoContentError`, naming the event, when the script contradicts itself."""
    known = {outlet.key for outlet in outlets()}
    seen: set[str] = set()
    for event in found:
        if event.id in seen:
            raise DemoContentError(f"事件 {event.id} 出现了两次，请改掉其中一个 id")
        seen.add(event.id)
        if (event.ago is None) == (event.coming is None):
            raise DemoContentError(f"事件 {event.id} 要么写 ago，要么写 coming，不能都写或都不写")
        if event.ago is not None and not 0 <= event.ago <= MAX_AGO:
            raise DemoContentError(f"事件 {event.id} 的 ago 应在 0 到 {MAX_AGO} 分钟之间")
        authors = [report.by for report in event.reports]
        if len(set(authors)) != len(authors) or not known.issuperset(authors):
            raise DemoContentError(
                f"事件 {event.id} 的信源有重复，或不在 outlets.toml 里：{authors}"
            )
        if any(bool(report.text) == bool(report.article) for report in event.reports):
            raise DemoContentError(f"事件 {event.id} 的每篇报道须有 text 或 article 之一")


@cache
def events() -> tuple[Event, ...]:
    """Every event of the script, checked.

    Raises `DemoContentError` when a file is malformed or an article body is missing.
    """
    found: list[Event] = []
    for path in sorted((HERE / "events").glob("*.toml")):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8"))["event"]
            found.extend(_event(row) for row in rows)
        except (KeyError, TypeError, FileNotFoundError, tomllib.TOMLDecodeError) as error:
            raise DemoContentError(
                f"{path.name} 写法有误：{error}，请对照 Event 的字段修改"
            ) from error
    script = tuple(found)
    check(script)
    return script
