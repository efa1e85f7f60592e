"""What a page tells machines of itself: schema.org in JSON-LD 1.1. Pure: values in, dicts out."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.stories.models import Story

_CONTEXT = "https://schema.org"
_HEADLINE = 110  # characters that search engines take of a headline
_REPORTS = 20
# What would end the element, or is no character of JavaScript's strings.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

Data = dict[str, Any]


def script(data: Data) -> SafeString:
    """The data as it may stand in a <script> element: no text in it can end that."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - what is escaped is all that counts


def website(site: str, name: str, search: str, language: str) -> Data:
    """The site, and where it is searched; `search` is the path of the search page."""
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": f"{site}/",
        "inLanguage": language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site}{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def publisher(site: str, name: str, logo: str) -> Data:
    """We, who show it; the outlet is its author. `logo` is the path of a square picture."""
    return {
        "@type": "Organization",
        "name": name,
        "url": f"{site}/",
        "logo": {"@type": "ImageObject", "url": f"{site}{logo}"},
    }


def breadcrumbs(site: str, steps: Sequence[tuple[str, str]]) -> Data:
    """The way to a page: names and paths from the front page to the page itself."""
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": f"{site}{path}"}
            for n, (name, path) in enumerate(steps, 1)
        ],
    }


def of_article(article: Article, page: Mapping[str, Any]) -> Data:
    """A report; `page` are the properties that the page adds (see `heads`)."""
    based = {"isBasedOn": article.url} if article.url else {}
    return {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": article.title[:_HEADLINE],
        "datePublished": article.sorted_at.isoformat(timespec="seconds"),
        "dateModified": article.updated_at.isoformat(timespec="seconds"),
        "author": [_outlet(article)],
        **based,
        **page,
    }


def of_story(
    story: Story, lead: Article, reports: Sequence[Article], page: Mapping[str, Any]
) -> Data:
    """An event, with the reports that tell of it; each outlet is an author once."""
    authors = {one.source_id: _outlet(one) for one in reports}
    latest = max((one.updated_at for one in reports), default=lead.updated_at)
    return {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": lead.title[:_HEADLINE],
        "datePublished": story.started_at.isoformat(timespec="seconds"),
        "dateModified": max(latest, story.started_at).isoformat(timespec="seconds"),
        "author": list(authors.values())[:_REPORTS],
        "citation": [one.url for one in reports if one.url][:_REPORTS],
        **page,
    }


def _outlet(article: Article) -> Data:
    home = {"url": article.source.home} if article.source.home else {}
    return {"@type": "Organization", "name": permitted.credit(article.source), **home}
