"""What stands in a page's head for machines: its one address, its languages, its picture, its feeds.

Made from what the page shows (the context of its template), in one place for all pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from aggregator.site.feeds import formats
from aggregator.site.feeds.links import PAGES, FeedLink, feed_links
from aggregator.site.heads import linked_data
from aggregator.site.heads.about_page import About, about_page, about_site, short
from aggregator.site.og.card import SIZE
from aggregator.site.tongues import languages

DESCRIPTION = 160
LOGO = "site/icon-512.png"
# The filters that make a page of its own; mixtures of them have no end.
_INDEXED = {"kind", "important"}

# The text of a block of the page's template; "" for none.
Said = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Head:
    """A page's head. canonical, alternates: whole addresses; "" and () for what nobody indexes.

    robots: what robots are told, "" where the page's template says it. kind: of Open Graph.
    feeds_of: the name of what the feeds are of. data: JSON-LD, ready to stand in the page.
    """

    title: str
    description: str
    robots: str = ""
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    kind: str = "website"
    image: str = ""
    image_size: tuple[int, int] = SIZE
    locale: str = ""
    published: str = ""
    modified: str = ""
    feeds: tuple[FeedLink, ...] = ()
    feeds_of: str = ""
    data: tuple[SafeString, ...] = ()


class _Place(NamedTuple):
    """Where a page stands: our address, the language in force, the name of the page's address, its
    path, what of its query says which list it is; whether any address of ours leads there."""

    site: str
    language: str
    page: str
    path: str
    query: tuple[tuple[str, str], ...]
    known: bool


def head(context: Mapping[str, Any], said: Said) -> Head:
    """The head of a page. `context` is what its template was given."""
    title, description, robots = said("title"), said("description"), said("robots")
    request: HttpRequest | None = context.get("request")
    if request is None or context.get("problem") is not None:
        # Also where everything is broken: asks for nothing that may be broken, too.
        return Head(*_texts(title, description))
    page, query = place_of(request, context)
    known = request.resolver_match is not None
    here = (settings.SITE_URL, languages.current(), page, request.path)
    place = _Place(*here, tuple(query.items()), known)
    about = about_page(page, context, plain(title))
    if about is None:
        return _of_site(place, title, description, robots)
    return _head(place, title, description, robots, about)


@lru_cache(maxsize=200)
def _of_site(place: _Place, title: str, description: str, robots: str) -> Head:
    about = about_site(place.page, _texts(title, description)[0])
    return _head(place, title, description, robots, about)


def _head(place: _Place, title: str, description: str, robots: str, about: About) -> Head:
    title, description = _texts(title, description)
    page, query = place.page, dict(place.query)
    links = feed_links(page, place.path, query)
    listed = page in PAGES and page != "front"
    feeds_of = short(title) if listed else _("链讯")
    mixed = len(query) > 1 or not query.keys() <= _INDEXED
    if not place.known or mixed or "noindex" in robots:
        told = "" if "noindex" in robots else "noindex, follow"
        return Head(title, description, robots=told, feeds=links, feeds_of=feeds_of)
    path, mark = place.path, f"?{urlencode(query)}" if query else ""
    usual = languages.bare(path)
    return Head(
        title=about.title,
        description=description,
        robots="noindex, follow" if about.thin else "max-image-preview:large",
        canonical=_address(path + mark),
        alternates=(
            *((one.tag, _address(one.href)) for one in languages.variants(path, mark[1:])),
            ("x-default", _address(usual + mark)),
        ),
        kind=about.kind,
        image=_address(about.image),
        locale=languages.LOCALES[place.language],
        published=about.published,
        modified=about.modified,
        feeds=links,
        feeds_of=feeds_of,
        data=_data(page, about, path + mark, description),
    )


def _texts(title: str, description: str) -> tuple[str, str]:
    """Title and description as machines are told them, of what the template's blocks say."""
    whole = plain(description) or _(formats.ABOUT)
    return plain(title) or _("链讯"), Truncator(whole).chars(DESCRIPTION)


def place_of(request: HttpRequest, context: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The name of a page's address, and what of its query says which list it is."""
    match = request.resolver_match
    name = (match.url_name or "") if match else ""
    query: dict[str, str] = {}
    if name == "front" and (chosen := context.get("choice")) is not None:
        query = dict(parse_qsl(chosen.query))
        query.pop("mine", None)  # what one reader watches is nobody else's list
    elif name == "search":
        query = {"q": request.GET.get("q", "").replace("\0", "").strip()}
    return name, {key: value for key, value in query.items() if value}


def plain(markup: str) -> str:
    """What a block says as one line of text; blocks hold escaped text, no elements."""
    return " ".join(unescape(markup).split())


def _data(page: str, about: About, path: str, description: str) -> tuple[SafeString, ...]:
    site, name = settings.SITE_URL, _("链讯")
    if page == "front":
        search, tag = reverse("search"), languages.text_tag()
        return (linked_data.script(linked_data.website(site, name, search, tag)),)
    steps = [*about.steps, (about.title, path)]
    made = [linked_data.breadcrumbs(site, steps)]
    if about.news is not None:
        more = {
            "description": description,
            "image": [_address(about.image)],
            "inLanguage": languages.text_tag(),
            "mainEntityOfPage": _address(path),
            "publisher": linked_data.publisher(site, name, static(LOGO)),
        }
        made.append(about.news(more))
    return tuple(linked_data.script(one) for one in made)


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
