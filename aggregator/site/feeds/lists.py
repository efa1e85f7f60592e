"""What each page that has a feed would put into it: the newest of its list, with whole texts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.language import lexicon
from aggregator.site.lists import timeline
from aggregator.site.lists.choice import NoSuchList, choice
from aggregator.site.lists.item import Item
from aggregator.site.series import listing
from aggregator.stories.models import Report, Story
from aggregator.stories.rulings import followed
from aggregator.topics.entries import entries
from aggregator.topics.models import Topic

ENTRIES = 30
REPORTS = 50


class Gone(Exception):  # noqa: N818 - it names an answer, 410
    """Everything that the feed of a "story" or a "topic" would show was taken down."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a feed. page: the address of the page with the same list, its one address.

    query: what of the query string says which list it is. name: "" for the site's own feed.
    stories: an entry stands for an event (see `formats.Channel`).
    """

    items: tuple[Item, ...]
    page: str
    query: str = ""
    name: str = ""
    about: str = ""
    stories: bool = False


Find = Callable[..., Listing]


def front(request: HttpRequest) -> Listing:
    """The front page, or one of its lists. Raises `BadRequest` for a name that we don't have."""
    try:
        chosen = choice(request.GET.dict())
    except NoSuchList as error:
        raise BadRequest(str(error)) from error
    return Listing(timeline.front_with_texts(chosen), reverse("front"), chosen.query)


def of_tag(_request: HttpRequest, slug: str) -> Listing:
    """The articles filed under a tag of any kind, an event once. Raises `Http404`."""
    tag = known_tag(slug)
    rows = ArticleTag.objects.filter(
        tag__slug=slug, removed=False, article__is_hidden=False, article__is_lead=True
    ).order_by("-sorted_at", "-article_id")
    about = _("%(name)s的快讯与文章，来自多家中文加密媒体。") % {"name": tag.name}
    items = _items(rows.values_list("article_id", flat=True)[:ENTRIES])
    return Listing(items, tag.get_absolute_url(), name=tag.name, about=about)


def known_tag(slug: str) -> Tag:
    """The tag; for a name of the lexicon that no article carries yet, one that is not saved.

    Raises `Http404` for any other name.
    """
    found = Tag.objects.filter(slug=slug).first()
    if found is not None:
        return found
    term = lexicon().by_slug.get(slug)
    if term is None:
        raise Http404
    return Tag(slug=slug, name=term.name, kind=term.kind)


def of_source(_request: HttpRequest, slug: str) -> Listing:
    """What an outlet reported. Raises `Http404`."""
    one = Source.objects.filter(slug=slug).first()
    if one is None:
        raise Http404
    rows = Article.objects.filter(source=one, is_hidden=False).order_by("-sorted_at", "-id")
    about = _("%(name)s的快讯与文章，附原文链接。") % {"name": one.name}
    return Listing(
        _items(rows.values_list("pk", flat=True)[:ENTRIES]),
        reverse("source", args=[slug]),
        name=one.name,
        about=about,
    )


def of_story(_request: HttpRequest, pk: int) -> Listing:
    """The reports of an event, the newest first. Raises `Http404`, `Gone`."""
    if pk >= 2**63:
        raise Http404
    one = _settled(pk)
    rows = Report.objects.filter(story=one, article__is_hidden=False).order_by("-at", "-article_id")
    items = _items(rows.values_list("article_id", flat=True)[:REPORTS])
    if not items:
        raise Gone("story")
    lead = one.lead if one.lead and not one.lead.is_hidden else items[-1].article
    about = _("多家媒体对这件事的报道，有新的报道就会更新。")
    return Listing(items, one.get_absolute_url(), name=lead.title, about=about)


def _settled(pk: int) -> Story:
    """The story, or the one that it was merged into. Raises `Http404`; `Gone` for a circle."""
    one = Story.objects.filter(pk=pk).select_related("lead").first()
    if one is None:
        raise Http404
    target = followed(one)
    if target.merged_into_id is not None:
        raise Gone("story")
    return target


def of_series(_request: HttpRequest, slug: str) -> Listing:
    """The events of a series, the latest first. Raises `Http404`."""
    kind = listing.kinds().get(slug)
    if kind is None:
        raise Http404
    rows = Story.objects.filter(series_slug=slug, report_count__gt=0, lead__is_hidden=False)
    leads = rows.order_by("-started_at", "-id").values_list("lead_id", flat=True)[:ENTRIES]
    return Listing(
        _items(leads),
        reverse("series", args=[slug]),
        name=_(kind.name),
        about=f"{_(kind.about)}{_('。')}".strip(),
        stories=True,
    )


def of_topic(_request: HttpRequest, slug: str) -> Listing:
    """The events of a topic, the latest first. Raises `Http404`, `Gone` for a withdrawn one."""
    one = Topic.objects.filter(slug=slug).prefetch_related("tags").first()
    if one is not None and one.state == Topic.State.WITHDRAWN:
        raise Gone("topic")
    if one is None or not one.is_public:
        raise Http404
    found = [entry.story.lead_id for entry in entries(one, most=ENTRIES).entries]
    about = one.lede or _("“%(name)s”的最新进展。") % {"name": one.title}
    return Listing(
        _items(pk for pk in found if pk),
        one.get_absolute_url(),
        name=one.title,
        about=about,
        stories=True,
    )


# By the name of the page's address: where it is, and what its feeds list. Pages of tags differ by
# kind alone.
LISTS: Mapping[str, tuple[str, Find]] = {
    "front": ("", front),
    "tag": ("tag/<slug:slug>/", of_tag),
    "coin": ("coin/<slug:slug>/", of_tag),
    "who": ("who/<slug:slug>/", of_tag),
    "source": ("source/<slug:slug>/", of_source),
    "story": ("story/<int:pk>/", of_story),
    "series": ("series/<slug:slug>/", of_series),
    "topic": ("topic/<slug:slug>/", of_topic),
}


def _items(ids: Iterable[Any]) -> tuple[Item, ...]:
    """The articles with their texts, in the order asked; two queries, hidden ones left out."""
    wanted = list(ids)
    found = timeline.with_texts(Article.objects.filter(is_hidden=False)).in_bulk(wanted)
    return tuple(Item(one, timeline.story_of(one)) for pk in wanted if (one := found.get(pk)))
