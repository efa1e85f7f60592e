"""RSS 2.0 with content:encoded (https://www.rssboard.org/rss-specification)."""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from newsroom.demo.outlets import DemoFeed, Outlet
from newsroom.demo.render.dates import write_date
from newsroom.demo.render.excerpt import excerpt
from newsroom.demo.timeline import DemoItem


def _cdata(html: str) -> str:
    return "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _item(outlet: Outlet, feed: DemoFeed, item: DemoItem, base: str, now: datetime) -> str:
    link = item.path if feed.relative_links else base + item.path
    guid = f'<guid isPermaLink="false">{outlet.slug}:{escape(item.id)}</guid>' if feed.guids else ""
    categories = "".join(f"<category>{escape(name)}</category>" for name in item.categories)
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(link)}</link>{guid}"
        f"<pubDate>{write_date(feed.dates, item.published, now, outlet.tzinfo)}</pubDate>"
        f"{categories}<description>{escape(excerpt(item.html))}</description>"
        f"<content:encoded>{_cdata(item.html)}</content:encoded></item>"
    )


def render_rss(
    outlet: Outlet, feed: DemoFeed, items: Sequence[DemoItem], base: str, now: datetime
) -> bytes:
    """The feed document in the feed's own encoding, which its XML declaration names.

    `base` is the server's address without a trailing slash. A character that the encoding lacks
    becomes a numeric reference.
    """
    rows = "\n".join(_item(outlet, feed, item, base, now) for item in items)
    document = (
        f'<?xml version="1.0" encoding="{feed.encoding}"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f"<channel><title>{escape(feed.title)}</title><link>{base}{outlet.home}</link>"
        f"<description>{escape(outlet.name)}</description>"
        f"<language>{'zh-TW' if outlet.traditional else 'zh-CN'}</language>\n"
        f"{rows}\n</channel>\n</rss>\n"
    )
    return document.encode(feed.encoding, errors="xmlcharrefreplace")
