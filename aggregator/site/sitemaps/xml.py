"""Sitemaps as XML: an index, parts with the three languages of each page, and news. Pure."""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from aggregator.site.feeds.formats import sayable
from aggregator.site.sitemaps.listing import Entry, News
from aggregator.site.tongues import languages

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_NEWS_LANGUAGE = "zh-cn"  # the protocol's own code for Simplified Chinese


def index(maps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """The index, of addresses and their latest changes."""
    rows = (f"<sitemap>{_place(address, at)}</sitemap>\n" for address, at in maps)
    return f'{_HEAD}<sitemapindex xmlns="{_MAPS}">\n{"".join(rows)}</sitemapindex>\n'.encode()


def part(entries: Iterable[Entry], site: str) -> bytes:
    """A part: each page three times, every time with its alternates (hreflang)."""
    rows = "".join(_in_all_languages(entry, site) for entry in entries)
    return f'{_HEAD}<urlset xmlns="{_MAPS}" xmlns:xhtml="{_XHTML}">\n{rows}</urlset>\n'.encode()


def news(entries: Iterable[News], site: str, name: str) -> bytes:
    """The news sitemap; `name` is that of the publication."""
    publication = (
        f"<news:publication><news:name>{escape(name)}</news:name>"
        f"<news:language>{_NEWS_LANGUAGE}</news:language></news:publication>"
    )
    rows = (
        f"<url><loc>{escape(site + one.path)}</loc><news:news>{publication}"
        f"<news:publication_date>{_time(one.changed)}</news:publication_date>"
        f"<news:title>{escape(sayable(one.title))}</news:title></news:news></url>\n"
        for one in entries
    )
    names = f'xmlns="{_MAPS}" xmlns:news="{_NEWS}"'
    return f"{_HEAD}<urlset {names}>\n{''.join(rows)}</urlset>\n".encode()


def _in_all_languages(entry: Entry, site: str) -> str:
    places = [(one.tag, escape(site + one.href)) for one in languages.variants(entry.path)]
    usual = escape(site + languages.bare(entry.path))
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{href}"/>'
        for tag, href in [*places, ("x-default", usual)]
    )
    changed = f"<lastmod>{_time(entry.changed)}</lastmod>" if entry.changed else ""
    return "".join(f"<url><loc>{href}</loc>{changed}{links}</url>\n" for _tag, href in places)


def _place(address: str, at: datetime | None) -> str:
    changed = f"<lastmod>{_time(at)}</lastmod>" if at else ""
    return f"<loc>{escape(address)}</loc>{changed}"


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
