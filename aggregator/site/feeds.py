"""The front page as RSS 2.0 and as JSON Feed 1.1. Pure: items in, text out."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape

from aggregator.articles.models import Article
from aggregator.site import policy
from aggregator.site.timeline import Item

TITLE = "链讯"
ABOUT = "中文加密新闻时间线：多家媒体的快讯与文章，写明出处，同一件事并作一条。"

# What XML 1.0 cannot say.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rss(items: Sequence[Item], site: str) -> bytes:
    """The items as RSS 2.0; `site` is the public address, without a slash at its end."""
    feed = Rss201rev2Feed(
        title=TITLE,
        link=f"{site}/",
        description=ABOUT,
        language="zh-cn",
        feed_url=f"{site}/feed.xml",
    )
    for item in items:
        article = item.article
        link = f"{site}{article.get_absolute_url()}"
        feed.add_item(
            title=_plain(article.title),
            link=link,
            description=_plain(_described(article)),
            unique_id=link,
            unique_id_is_permalink=True,
            pubdate=article.sorted_at,
            updateddate=article.updated_at,
            author_name=_plain(policy.credit(article.source)),
            categories=tuple(_plain(name) for name in _names(item)),
        )
    return str(feed.writeString("utf-8")).encode()


def json_feed(items: Sequence[Item], site: str) -> bytes:
    """The items as JSON Feed 1.1."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": ABOUT,
        "language": "zh-Hans",
        "home_page_url": f"{site}/",
        "feed_url": f"{site}/feed.json",
        "items": [_json_item(item, site) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def newest_change(items: Sequence[Item]) -> datetime | None:
    """When the latest of the items changed; None for no items."""
    return max((item.article.updated_at for item in items), default=None)


def _json_item(item: Item, site: str) -> dict[str, object]:
    article = item.article
    link = f"{site}{article.get_absolute_url()}"
    html = policy.html_shown(article)
    body = {"content_html": html} if html else {}
    # An item must have content: the headline, where the outlet lets us show no more.
    text = {} if html else {"content_text": policy.excerpt_shown(article) or article.title}
    outside = {"external_url": article.url} if article.url else {}
    return {
        "id": link,
        "url": link,
        **outside,
        "title": article.title,
        **body,
        **text,
        "date_published": article.sorted_at.isoformat(),
        "date_modified": article.updated_at.isoformat(),
        "authors": [{"name": policy.credit(article.source)}],
        "tags": _names(item),
    }


def _names(item: Item) -> list[str]:
    """What the article is filed under: its kind, its series, and what it is about."""
    series = [item.story.series_name] if item.story and item.story.series_name else []
    tagged = getattr(item.article, "main_tags", ())
    return [item.article.get_kind_display(), *series, *(row.tag.name for row in tagged)]


def _described(article: Article) -> str:
    """The outlet first, then the text that its policy lets us show; HTML, as RSS readers take it.

    An excerpt is text: what looks like markup in it must not become any.
    """
    credit: str = escape(policy.credit(article.source))
    if article.url:
        credit = f'<a href="{escape(article.url)}">{credit}</a>'
    excerpt = policy.excerpt_shown(article)
    body = policy.html_shown(article) or (f"<p>{escape(excerpt)}</p>" if excerpt else "")
    return f"<p>{credit}</p>{body}"


def _plain(text: str) -> str:
    return _UNSAYABLE.sub("", text)
