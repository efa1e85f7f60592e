"""Where the feeds of a page are: beside it, `feed.xml`, `atom.xml` and `feed.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from aggregator.site.feeds import formats
from aggregator.site.feeds.lists import LISTS

# The front page's feeds are the site's own, and named without a page.
_PLAIN = "front"
PAGES = frozenset(LISTS) | {"search"}


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a feed. file: the last part of its address; mime: without the encoding."""

    key: str
    name: str
    file: str
    mime: str
    write: formats.Write

    @property
    def content_type(self) -> str:
        """The header of an answer."""
        return f"{self.mime}; charset=utf-8"


RSS = Form("rss", "RSS", "feed.xml", "application/rss+xml", formats.rss)
ATOM = Form("atom", "Atom", "atom.xml", "application/atom+xml", formats.atom)
JSON = Form("json", "JSON Feed", "feed.json", "application/feed+json", formats.json_feed)
FORMS = (RSS, ATOM, JSON)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed's form and its path with query, in the language in force."""

    form: Form
    href: str


def name_of(page: str, form: Form) -> str:
    """The name of a feed's address."""
    return form.key if page == _PLAIN else f"{page}_{form.key}"


def feed_links(
    page: str = _PLAIN, path: str = "", query: Mapping[str, str] | None = None
) -> tuple[FeedLink, ...]:
    """The feeds of a page, by the name of its address and its path; the site's for one without."""
    # A search for nothing has none.
    own = bool(path) and page in PAGES and (bool(query) or page != "search")
    return beside(path, query) if own else beside(reverse(_PLAIN))


def beside(path: str, query: Mapping[str, str] | None = None) -> tuple[FeedLink, ...]:
    """The feeds of a page that has some, by its path."""
    mark = f"?{urlencode(query)}" if query else ""
    return tuple(FeedLink(form, f"{path}{form.file}{mark}") for form in FORMS)
