"""What a page must know to listen to the live stream."""

from datetime import datetime

from django import template
from django.conf import settings

from aggregator.live.stream import Place

register = template.Library()

OVERLAP = 15  # seconds: what was told shortly before a page was made is told to it once more


@register.simple_tag
def live_address() -> str:
    """Where the stream is: a URL, a path, ":PORT/live" of the page's own host, or ""."""
    return str(settings.LIVE_ADDRESS)


@register.simple_tag
def live_after(now: datetime) -> str:
    """From which place on a page made `now` listens; ids of events begin with their time."""
    return str(Place(int(now.timestamp() - OVERLAP) * 1000, 0))
