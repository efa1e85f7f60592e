"""What a picture says: read out of what a page shows, never out of an address."""

import hashlib
from dataclasses import astuple, dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aggregator.articles import permitted
from aggregator.articles.models import Article, Tag
from aggregator.stories.models import Story
from aggregator.topics.models import Topic

DESIGN = 1  # counted up when the drawing changes, so that kept pictures are drawn anew
SIZE = (1200, 630)


@dataclass(frozen=True, slots=True)
class Card:
    """kicker: the line above the title; foot: the line below it. important: marked 重要."""

    title: str
    kicker: str = ""
    foot: str = ""
    important: bool = False

    @property
    def version(self) -> str:
        """Another one for another picture."""
        told = repr((DESIGN, *astuple(self)))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]


def of_article(article: Article) -> Card:
    """A report: its kind and time, its headline, its outlet."""
    at = timezone.localtime(article.sorted_at)
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    kicker = f"{article.get_kind_display()} · {when}"
    return Card(article.title, kicker, permitted.credit(article.source), article.is_important)


def of_story(story: Story, lead: Article) -> Card:
    """An event: the headline that stands for it, and how many outlets told of it."""
    at = timezone.localtime(story.started_at)
    when = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    told = _("%(count)s 家媒体报道") % {"count": story.outlet_count}
    return Card(lead.title, f"{_('事件')} · {when}", told, lead.is_important)


def of_tag(tag: Tag) -> Card:
    """A coin, a person, a matter: its name."""
    kind = tag.get_kind_display()
    return Card(tag.name, f"{kind} · {tag.ticker}" if tag.ticker else kind, _("最新快讯与文章"))


def of_topic(topic: Topic) -> Card:
    """A matter that editors follow: its title and what they say of it in a line."""
    return Card(topic.title, _("专题"), topic.lede)


def of_site() -> Card:
    """The site itself, for every page that has no picture of its own."""
    return Card(_("中文加密新闻时间线"), "", _("多家媒体的快讯与文章，同一件事并作一条"))


def address(kind: str, key: str | int, card: Card) -> str:
    """The path of a card's picture, with its version."""
    return f"{reverse('og', args=[kind, key])}?v={card.version}"
