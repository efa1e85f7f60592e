"""Bytes that were fetched to a feed of cleaned entries. Pure: opens nothing, knows no database.

The flags of an entry: `no_title` (taken from the body), `title_cut`, `html_cut` (over the limit),
`bad_link` (another scheme than http(s), dropped), `guid_reused` (two items share a guid),
`future_date` (clamped to now), `ancient_date` (before 2009, dropped), `bad_date` (unreadable).
"""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from aggregator.feeds.clean import Context, clean
from aggregator.feeds.decode import decode
from aggregator.feeds.entry import Entry, ParsedFeed
from aggregator.feeds.errors import FeedError, NotAFeed, ParseError
from aggregator.feeds.jsonfeed import read_json
from aggregator.feeds.raw import RawFeed
from aggregator.feeds.sniff import explain, looks_like_json, xml_root
from aggregator.feeds.words import TITLE_LONGEST, plain
from aggregator.feeds.xmlfeed import read_xml

__all__ = ["GUID_REUSED", "FeedError", "NotAFeed", "ParseError", "parse"]

GUID_REUSED = "guid_reused"


def parse(
    body: bytes,
    *,
    url: str,
    content_type: str,
    zone: ZoneInfo,
    now: datetime,
    limit: int = 200,
) -> ParsedFeed:
    """The feed in `body`, at most `limit` items, in document order.

    `url` is where it was fetched from (for relative links and messages), `content_type` the HTTP
    header as sent, `zone` the source's own zone for dates that name none, `now` aware. Raises
    NotAFeed when the body is something else, ParseError when it is a refused or broken feed.
    """
    decoded = decode(body, content_type)
    raw = _read(decoded.text, url=url, limit=limit)
    context = Context((raw.link, url), zone, now)
    cleaned = [clean(item, context) for item in raw.items[:limit]]
    entries = [entry for entry in cleaned if entry is not None]
    notes = [decoded.note, *raw.notes]
    if raw.total > limit:
        notes.append(f"共有 {raw.total} 条，只收录前 {limit} 条。")
    if len(entries) < len(cleaned):
        notes.append(f"有 {len(cleaned) - len(entries)} 条既无标题也无正文，未收录。")
    if not raw.items:
        notes.append("订阅源格式正确，但目前没有任何条目。")
    return ParsedFeed(
        title=plain(raw.title, TITLE_LONGEST),
        entries=tuple(_flag_reused(entries)),
        notes=tuple(note for note in notes if note),
        ttl_seconds=raw.ttl_seconds,
    )


def _read(text: str, *, url: str, limit: int) -> RawFeed:
    if looks_like_json(text):
        feed = read_json(text, limit=limit)
        if feed is not None:
            return feed
        raise explain(text, url=url)
    root = xml_root(text)
    if root < 0:
        raise explain(text, url=url)
    return read_xml(text, root, url=url, limit=limit)


def _flag_reused(entries: list[Entry]) -> list[Entry]:
    """Both items of a reused guid stay: which is right is for ingest to see."""
    uses = Counter(entry.guid for entry in entries if entry.guid)
    return [
        replace(entry, flags=entry.flags | {GUID_REUSED}) if uses[entry.guid] > 1 else entry
        for entry in entries
    ]
