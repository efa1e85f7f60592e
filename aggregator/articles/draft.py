"""An entry, worked out into what its article will say. Pure: no database."""

from dataclasses import dataclass
from datetime import datetime

from aggregator import language
from aggregator.articles.canonical import address_key, key, without_tracking
from aggregator.articles.clean import clean_html, excerpt_of, plain_text, prose
from aggregator.articles.understand import Understanding, understand
from aggregator.feeds.entry import Entry

LONG_TEXT = 600
TEXT_LIMIT = 200_000
URL_LIMIT = 2000
IMPORTANT = frozenset({"重要", "要闻", "要聞", "重磅", "头条", "頭條"})


@dataclass(frozen=True, slots=True)
class Outlet:
    """What working out an entry needs to know of where it comes from.

    `kind` is the feed's: flash, article, or mixed (then the length of the text decides).
    """

    slug: str
    kind: str
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has a row. Keys are fixed-length hashes, "" for none.

    `important` is the outlet's own mark.
    """

    url_key: str
    guid_key: str
    url: str
    title: str
    html: str
    text: str
    excerpt: str
    author: str
    image_url: str
    kind: str
    published: datetime | None
    flags: tuple[str, ...]
    important: bool
    content_hash: str
    understanding: Understanding


def draft(entry: Entry, outlet: Outlet) -> Draft:
    """Work out one entry: clean its markup, name its address, recognise its tags.

    A guid that two items of the feed share names neither, so it is left out; an entry without
    an address is known by its guid, without both by its title and time.
    """
    html = clean_html(entry.html[:TEXT_LIMIT], entry.url)
    text = plain_text(html)
    body = language.strip_boilerplate(text, outlet.boilerplate)
    title = language.strip_boilerplate(entry.title, outlet.boilerplate) or entry.title
    understanding = understand(title, text, outlet.boilerplate)
    guid = "" if "guid_reused" in entry.flags else entry.guid
    return Draft(
        url_key=_url_key(entry, guid, outlet.slug),
        guid_key=key("guid", outlet.slug, guid) if guid else "",
        url=_link(entry.url),
        title=title[:500],
        html=html,
        text=text,
        excerpt=excerpt_of(language.strip_boilerplate(prose(html), outlet.boilerplate) or body),
        author=entry.author[:120],
        image_url=entry.image_url if len(entry.image_url) <= URL_LIMIT else "",
        kind=_kind(outlet.kind, text),
        published=entry.published,
        flags=tuple(sorted(entry.flags | understanding.flags)),
        important=not IMPORTANT.isdisjoint(entry.categories),
        content_hash=key("content", title, text),
        understanding=understanding,
    )


def _link(url: str) -> str:
    """The address without tracking, or as it is where escaping would outgrow the column."""
    bare = without_tracking(url) if url else ""
    return bare if len(bare) <= URL_LIMIT else url


def _kind(kind: str, text: str) -> str:
    if kind in {"flash", "article"}:
        return kind
    return "article" if len(text) >= LONG_TEXT else "flash"


def _url_key(entry: Entry, guid: str, slug: str) -> str:
    if entry.url:
        return address_key(entry.url)
    if guid:
        return key("guid", slug, guid)
    stamp = entry.published.isoformat() if entry.published else ""
    return key("title", slug, entry.title, stamp)
