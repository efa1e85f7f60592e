"""What the tests of this room read with: one address, one zone, one moment, and small feeds."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aggregator.feeds.entry import Entry, ParsedFeed
from aggregator.feeds.parse import FeedError, parse

URL = "https://feeds.example/rss/all.xml"
CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 1, 10, 4, 0, tzinfo=UTC)  # noon in Shanghai
REAL = Path(os.environ.get("NEWSROOM_REAL_DATA") or Path(__file__).parents[3] / "shared" / "data")


def read(body: bytes | str, *, content_type: str = "", limit: int = 200) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse(raw, url=URL, content_type=content_type, zone=CHINA, now=NOW, limit=limit)


def rss(items: str, channel: str = "<title>示例</title><link>https://site.example/</link>") -> str:
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0" {names}><channel>{channel}{items}</channel></rss>'
    )


def only(item: str) -> Entry:
    (entry,) = read(rss(f"<item>{item}</item>")).entries
    return entry


def assert_feed_or_its_error(body: bytes | str) -> ParsedFeed | FeedError:
    """Whatever comes in, one of the two comes out, within bounds; any other exception is a bug."""
    try:
        feed = read(body)
    except FeedError as error:
        refused = error
    else:
        assert_bounded(feed)
        return feed
    assert URL in str(refused)
    assert len(str(refused)) < 400
    return refused


def assert_bounded(feed: ParsedFeed) -> None:
    assert len(feed.entries) <= 200
    for entry in feed.entries:
        assert 0 < len(entry.title) <= 500
        assert len(entry.html.encode()) <= 500_000
        assert len(entry.guid) <= 500
        for url in filter(None, (entry.url, entry.image_url)):
            assert url.startswith(("http://", "https://"))
