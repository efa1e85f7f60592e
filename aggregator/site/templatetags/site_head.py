"""Tags for the head of every page, and for the line that offers its feeds."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.base import NodeList
from django.template.context import Context
from django.template.loader_tags import BlockNode

from aggregator.site import heads
from aggregator.site.feed_links import FeedLink, feed_links

register = template.Library()


@register.inclusion_tag("site/_head.html", takes_context=True)
def head(context: Context) -> dict[str, Any]:
    """All that machines look for in the page's head; its title and description are its blocks."""
    made = heads.head(_values(context), lambda name: _block(context, name))
    return {"head": made, "offline": settings.OPTIONS["OFFLINE_READING"]}


@register.simple_tag(takes_context=True)
def page_feeds(context: Context) -> tuple[FeedLink, ...]:
    """The feeds of the page; the site's own for a page without."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return feed_links()
    page, query = heads.place_of(request, _values(context))
    return feed_links(page, request.path, query)


def _values(context: Context) -> dict[str, Any]:
    return {str(name): value for name, value in context.flatten().items()}


def _block(context: Context, name: str) -> str:
    """What a block of the page would say, wherever it stands; "" where no template has it."""
    return str(BlockNode(name, NodeList()).render(context))
