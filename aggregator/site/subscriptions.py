"""What can be subscribed to, for readers (/feeds/) and their programs (OPML 2.0)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.urls import reverse
from django.utils.translation import gettext as _

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.channels import channels
from aggregator.site.feed_links import FeedLink, beside
from aggregator.site.feeds import sayable
from aggregator.site.series import kinds
from aggregator.topics.listing import listed


@dataclass(frozen=True, slots=True)
class Subscription:
    """A list with its page's path and its feeds."""

    name: str
    page: str
    links: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lists of one kind."""

    title: str
    entries: tuple[Subscription, ...]


def groups(now: datetime) -> tuple[Group, ...]:
    """Every group that has entries; a few queries."""
    made = (
        Group(_("时间线"), _timelines()),
        Group(_("专题"), tuple(_at(one.title, one.get_absolute_url()) for one in listed())),
        Group(_("媒体"), _outlets()),
        Group(_("近一天的热门"), _channels(now)),
        Group(_("系列"), tuple(_series())),
    )
    return tuple(group for group in made if group.entries)


def opml(found: Sequence[Group], site: str, title: str) -> bytes:
    """The groups as OPML 2.0, each list by its RSS address. Pure. `site` has no slash at its end."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = sayable(title)
    body = SubElement(root, "body")
    for group in found:
        outline = SubElement(body, "outline", text=sayable(group.title))
        for one in group.entries:
            name = sayable(f"{title} · {one.name}")
            SubElement(
                outline,
                "outline",
                type="rss",
                text=name,
                title=name,
                xmlUrl=f"{site}{one.links[0].href}",
                htmlUrl=f"{site}{one.page}",
            )
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _timelines() -> tuple[Subscription, ...]:
    front = reverse("front")
    kinds_of = [(_(str(name)), {"kind": value}) for value, name in Article.Kind.choices]
    asked: list[tuple[str, Mapping[str, str]]] = [(_("全部"), {}), (_("重要"), {"important": "1"})]
    return tuple(_at(name, front, query) for name, query in [*asked, *kinds_of])


def _outlets() -> tuple[Subscription, ...]:
    told = Source.objects.filter(feeds__enabled=True).distinct().order_by("name", "pk")
    rows = told.values_list("name", "slug")
    return tuple(_at(name, reverse("source", args=[slug])) for name, slug in rows)


def _channels(now: datetime) -> tuple[Subscription, ...]:
    slugs = [channel.slug for channel in channels(now)]
    tags = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)}
    found = (tags[slug] for slug in slugs if slug in tags)
    return tuple(_at(tag.name, tag.get_absolute_url()) for tag in found)


def _series() -> list[Subscription]:
    return [_at(_(one.name), reverse("series", args=[one.slug])) for one in kinds().values()]


def _at(name: str, page: str, query: Mapping[str, str] | None = None) -> Subscription:
    links = beside(page, query)
    mark = links[0].href.partition("?")[2]
    return Subscription(name, f"{page}?{mark}" if mark else page, links)
