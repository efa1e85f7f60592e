"""Lists of articles as RSS 2.0, Atom 1.0 and JSON Feed 1.1. Pure: items in, bytes out."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from aggregator.articles.models import Article
from aggregator.site import policy
from aggregator.site.timeline import Item

TITLE = "链讯"
ABOUT = gettext_noop("中文加密新闻时间线：多家媒体的快讯与文章，写明出处，同一件事并作一条。")

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_REGIONS = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}  # the codes that RSS knows
# What XML 1.0 cannot say.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself.

    site: the public address, without a slash at its end; page, feed: paths below it, of the page
    with the same list and of the feed. stories: an entry stands for an event, and keeps its id
    whichever report of it is shown; else for an article. language: of the texts, as BCP 47 writes
    it. icon: the path of a square picture, "" for none.
    """

    site: str
    page: str
    feed: str
    title: str = TITLE
    about: str = ABOUT
    stories: bool = False
    language: str = "zh-Hans"
    icon: str = ""


Write = Callable[[Sequence[Item], Channel], bytes]


def rss(items: Sequence[Item], channel: Channel) -> bytes:
    """The items as RSS 2.0."""
    return _xml(_Rss, items, channel)


def atom(items: Sequence[Item], channel: Channel) -> bytes:
    """The items as Atom 1.0 (RFC 4287)."""
    return _xml(_Atom, items, channel)


class _Steady(SyndicationFeed):
    """Without entries, Django writes the time of writing: such a feed would change all the time."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


class _Rss(_Steady, Rss201rev2Feed):
    pass


class _Atom(_Steady, Atom1Feed):
    pass


def _xml(form: type[SyndicationFeed], items: Sequence[Item], channel: Channel) -> bytes:
    feed = form(
        title=sayable(channel.title),
        link=f"{channel.site}{channel.page}",
        description=sayable(channel.about),
        subtitle=sayable(channel.about),  # what Atom calls it
        language=_REGIONS.get(channel.language, channel.language),
        feed_url=f"{channel.site}{channel.feed}",
    )
    for item in items:
        article = item.article
        feed.add_item(
            title=sayable(article.title),
            link=_link(item, channel),
            description=sayable(_described(article)),
            unique_id=_id(item, channel),
            unique_id_is_permalink=True,
            pubdate=article.sorted_at,
            updateddate=article.updated_at,
            author_name=sayable(policy.credit(article.source)),
            categories=tuple(sayable(name) for name in _names(item)),
        )
    return str(feed.writeString("utf-8")).encode()


def json_feed(items: Sequence[Item], channel: Channel) -> bytes:
    """The items as JSON Feed 1.1."""
    icon = {"icon": f"{channel.site}{channel.icon}"} if channel.icon else {}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.about,
        "language": channel.language,
        **icon,
        "home_page_url": f"{channel.site}{channel.page}",
        "feed_url": f"{channel.site}{channel.feed}",
        "items": [_json_item(item, channel) for item in items],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def newest_change(items: Sequence[Item]) -> datetime | None:
    """When the latest of the items changed; None for no items."""
    return max((item.article.updated_at for item in items), default=None)


def _json_item(item: Item, channel: Channel) -> dict[str, object]:
    article = item.article
    html = policy.html_shown(article)
    body = {"content_html": html} if html else {}
    # An item must have content: the headline, where the outlet lets us show no more.
    text = {} if html else {"content_text": policy.excerpt_shown(article) or article.title}
    outside = {"external_url": article.url} if article.url else {}
    return {
        "id": _id(item, channel),
        "url": _link(item, channel),
        **outside,
        "title": article.title,
        **body,
        **text,
        "date_published": article.sorted_at.isoformat(),
        "date_modified": article.updated_at.isoformat(),
        "authors": [{"name": policy.credit(article.source)}],
        "tags": _names(item),
    }


def _link(item: Item, channel: Channel) -> str:
    return f"{channel.site}{item.article.get_absolute_url()}"


def _id(item: Item, channel: Channel) -> str:
    """A story keeps its number when further reports come, so its address is what stays."""
    if channel.stories and item.story is not None:
        return f"{channel.site}{item.story.get_absolute_url()}"
    return _link(item, channel)


def _names(item: Item) -> list[str]:
    """What the article is filed under: its kind, its series, and what it is about."""
    series = [_(item.story.series_name)] if item.story and item.story.series_name else []
    tagged = getattr(item.article, "main_tags", ())
    return [_(item.article.get_kind_display()), *series, *(row.tag.name for row in tagged)]


def _described(article: Article) -> str:
    """The outlet first, then the text that its policy lets us show; HTML, as feed readers take it.

    An excerpt is text: what looks like markup in it must not become any.
    """
    credit: str = escape(policy.credit(article.source))
    if article.url:
        credit = f'<a href="{escape(article.url)}">{credit}</a>'
    excerpt = policy.excerpt_shown(article)
    body = policy.html_shown(article) or (f"<p>{escape(excerpt)}</p>" if excerpt else "")
    return f"<p>{credit}</p>{body}"


def sayable(text: str) -> str:
    """The text without the characters that XML 1.0 has no place for."""
    return _UNSAYABLE.sub("", text)
