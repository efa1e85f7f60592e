"""What a page is about, as machines ask: read from what its template was given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from aggregator.articles import permitted
from aggregator.articles.models import Article, Tag
from aggregator.site.heads import linked_data
from aggregator.site.og import card as cards
from aggregator.stories.models import Story
from aggregator.topics.models import Topic

_Named = tuple[str, str]
# The lists that some pages stand below: a name and that of an address.
_ABOVE: Mapping[str, _Named] = {
    "series": (gettext_noop("系列"), "all_series"),
    "coin": (gettext_noop("币种"), "all_coins"),
    "source": (gettext_noop("信源"), "all_sources"),
    "topic": (gettext_noop("专题"), "topics"),
    "method": (gettext_noop("关于链讯"), "about"),
    "log": (gettext_noop("关于链讯"), "about"),
    "corrections": (gettext_noop("关于链讯"), "about"),
}


@dataclass(frozen=True, slots=True)
class About:
    """A page. kind: "article" or "website"; image: the path of its picture.

    steps: the names and paths of the pages above it. thin: too little of it is ours to be indexed.
    news: makes its NewsArticle from the properties that all pages share; None for a list.
    """

    title: str
    image: str
    kind: str = "website"
    published: str = ""
    modified: str = ""
    steps: tuple[_Named, ...] = ()
    thin: bool = False
    news: Callable[[Mapping[str, Any]], linked_data.Data] | None = None


def about_page(page: str, context: Mapping[str, Any], title: str) -> About | None:
    """What the page of an address is about; None for one about nothing of its own, such as the
    front page (see `about_site`). `title` is that of its template."""
    article, story, lead = (context.get(name) for name in ("article", "story", "lead"))
    if page == "article" and isinstance(article, Article):
        return _article(article)
    if page == "story" and isinstance(story, Story) and isinstance(lead, Article):
        telling = context.get("telling")
        reports = [one.article for one in telling.told] if telling else [lead]
        return _story(story, lead, reports)
    tag, topic = context.get("tag"), context.get("topic")
    if isinstance(topic, Topic):
        image = cards.address("topic", topic.slug, cards.of_topic(topic))
        return About(topic.title, image, steps=_steps(page))
    if isinstance(tag, Tag):
        image = cards.address("tag", tag.slug, cards.of_tag(tag))
        return About(short(title), image, steps=_steps(page))
    return None


def about_site(page: str, title: str) -> About:
    """A page of the site itself, by the name of its address; it has the site's picture."""
    name = title if page == "front" else short(title)
    return About(name, cards.address("site", "default", cards.of_site()), steps=_steps(page))


def short(title: str) -> str:
    """A page's title without the name of the site at its end."""
    return title.rpartition("｜")[0] or title


def _article(one: Article) -> About:
    above = (one.source.name, reverse("source", args=[one.source.slug]))
    return About(
        one.title,
        cards.address("article", one.pk, cards.of_article(one)),
        kind="article",
        published=one.sorted_at.isoformat(timespec="seconds"),
        modified=one.updated_at.isoformat(timespec="seconds"),
        steps=(*_steps("article"), above),
        # A headline alone says nothing that the outlet's own page does not say better.
        thin=permitted.headline_alone(one),
        news=lambda page: linked_data.of_article(one, page),
    )


def _story(one: Story, lead: Article, reports: list[Article]) -> About:
    latest = max(report.updated_at for report in reports)
    return About(
        lead.title,
        cards.address("story", one.pk, cards.of_story(one, lead)),
        kind="article",
        published=one.started_at.isoformat(timespec="seconds"),
        modified=max(latest, one.started_at).isoformat(timespec="seconds"),
        steps=_steps("story"),
        news=lambda page: linked_data.of_story(one, lead, reports, page),
    )


def _steps(page: str) -> tuple[_Named, ...]:
    """The pages above one: the front page, and for some a list of their kind."""
    front = (_("时间线"), reverse("front"))
    if page in _ABOVE:
        name, place = _ABOVE[page]
        return (front, (_(name), reverse(place)))
    return (front,)
