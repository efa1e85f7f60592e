"""Tags for the head of every page, and for the line that offers its feeds."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

from aggregator.site.feeds.links import FeedLink, feed_links
from aggregator.site.heads import heads
from aggregator.site.keeping.fragments import rendered

register = template.Library()


@register.simple_tag(takes_context=True)
def head(context: Context) -> SafeString:
    """All that machines look for in the page's head; its title and description are its blocks."""
    made = heads.head(_values(context), lambda name: _block(context, name))
    told = {"head": made, "offline": settings.OPTIONS["OFFLINE_READING"]}
    return rendered("site/_head.html", told)


@register.simple_tag(takes_context=True)
def page_feeds(context: Context) -> tuple[FeedLink, ...]:
    """The feeds of the page; the site's own for a page without."""
    request: HttpRequest | None = context.get("request")
    if request is None or context.get("problem") is not None:
        # A page that says what is wrong does not read again the query that may be wrong.
        return feed_links()
    page, query = heads.place_of(request, _values(context))
    return feed_links(page, request.path, query)


def _values(context: Context) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}


def _block(context: Context, name: str) -> str:
    """What a block of the page would say, wherever it stands; "" where no template has it."""
    return str(BlockNode(name, NodeList()).render(context))
