"""What readers with an open page are told, decided from what they were told before. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

FRESH = timedelta(hours=3)
SPAN = timedelta(days=1)
BURST = 40
MOST_TAGS = 20
MOST_REPORTS = 20

Type = Literal["new", "important", "update", "gone", "many"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A visible report of a story: its outlet's slug, the article, its aware time in lists."""

    source: str
    article: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as lists show it now; `seal` differs when anything that a list shows of it does."""

    story: int
    article: int
    kind: str
    important: bool
    at: datetime
    tags: tuple[str, ...]
    reports: tuple[Heard, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class Told:
    """What open pages know of a story: the article that stands for it, whether 重要, its seal."""

    article: int
    important: bool
    seal: str

    def dumps(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self))


def told_from(kept: str) -> Told:
    """What `Told.dumps` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    read = json.loads(kept)
    return Told(int(read["article"]), bool(read["important"]), str(read["seal"]))


def told_of(shown: Shown) -> Told:
    """What pages know once they were told of `shown`."""
    return Told(shown.article, shown.important, shown.seal)


def seal(*parts: object) -> str:
    """A short digest of everything that a list shows."""
    text = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def decide(before: Told | None, after: Shown | None, now: datetime) -> Type | None:
    """What to tell of a story; None for nothing.

    What was never told of is news only while it is fresh: the first reading of a feed brings a
    week of reports that nobody waits for.
    """
    if after is None:
        return "gone" if before else None
    if before is None:
        return "new" if after.at >= now - FRESH else None
    if after.important and not before.important:
        return "important"
    return "update" if told_of(after) != before else None


def message(type_: Type, shown: Shown) -> dict[str, Any]:
    """The event's JSON. It holds no words of the report: the stream remembers events for hours, and
    would go on giving a headline that editors took down or corrected meanwhile."""
    reports = sorted(shown.reports, key=lambda one: one.at, reverse=True)[:MOST_REPORTS]
    return {
        "type": type_,
        "id": shown.article,
        "story": shown.story,
        "kind": shown.kind,
        "important": shown.important,
        "at": _iso(shown.at),
        "tags": list(shown.tags[:MOST_TAGS]),
        "reports": [
            {"source": one.source, "id": one.article, "at": _iso(one.at)} for one in reports
        ],
    }


def gone(article: int, story: int | None, into: int | None = None) -> dict[str, Any]:
    """The event of what lists no longer show; `into` is the story that took its reports."""
    return {"type": "gone", "id": article, "story": story, "into": into}


def collapsed(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages; of a burst of new ones a single word in their place."""
    fresh = [one for one in messages if one["type"] == "new"]
    if len(fresh) <= BURST:
        return list(messages)
    rest = [one for one in messages if one["type"] != "new"]
    return [*rest, {"type": "many", "count": len(fresh)}]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
