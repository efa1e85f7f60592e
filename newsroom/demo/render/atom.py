"""Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from newsroom.demo.outlets import DemoFeed, Outlet
from newsroom.demo.render.dates import write_date
from newsroom.demo.render.excerpt import excerpt
from newsroom.demo.timeline import DemoItem


def _entry(outlet: Outlet, feed: DemoFeed, item: DemoItem, base: str, now: datetime) -> str:
    published = write_date(feed.dates, item.published, now, outlet.tzinfo)
    updated = write_date(feed.dates, item.updated, now, outlet.tzinfo)
    categories = "".join(f"<category term={quoteattr(name)}/>" for name in item.categories)
    return (
        f"<entry><title>{escape(item.title)}</title><id>tag:{outlet.slug}:{item.id}</id>"
        f'<link rel="alternate" href={quoteattr(base + item.path)}/>'
        f"<published>{published}</published><updated>{updated}</updated>{categories}"
        f"<summary>{escape(excerpt(item.html))}</summary>"
        f'<content type="html">{escape(item.html)}</content></entry>'
    )


def render_atom(
    outlet: Outlet, feed: DemoFeed, items: Sequence[DemoItem], base: str, now: datetime
) -> bytes:
    """The Atom document in UTF-8; `base` is the server's address without a trailing slash."""
    rows = "\n".join(_entry(outlet, feed, item, base, now) for item in items)
    newest = max((item.updated for item in items), default=now)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<title>{escape(feed.title)}</title><id>tag:{outlet.slug}</id>"
        f"<updated>{write_date(feed.dates, newest, now, outlet.tzinfo)}</updated>"
        f'<link href="{base}{outlet.home}"/><link rel="self" href="{base}{feed.path}"/>'
        f"<author><name>{escape(outlet.name)}</name></author>\n"
        f"{rows}\n</feed>\n"
    ).encode()
