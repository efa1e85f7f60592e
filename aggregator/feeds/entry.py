"""What one item of a feed says, after cleaning: the value that parse gives and ingest takes."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One cleaned item of a feed.

    `guid` is the feed's own identifier, "" when it gives none. `url` is absolute http(s), ""
    when the item has no usable link. `title` is plain text and never empty (`titled` is False
    when it was taken from the body). `html` is the outlet's markup, unsanitised. `published` is
    aware UTC, None when the feed does not say; `flags` names what had to be mended (see
    `aggregator.feeds.parse`).
    """

    guid: str
    url: str
    title: str
    html: str = ""
    author: str = ""
    image_url: str = ""
    published: datetime | None = None
    categories: tuple[str, ...] = ()
    titled: bool = True
    flags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document: its own title, its entries in document order, and what was left out.

    `notes` are sentences in Chinese for the editor (items beyond the cap, items without title
    and text, a truncated body …).
    """

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    ttl_seconds: int | None = None
