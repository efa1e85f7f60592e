"""Feeds of everything that has a page with a list."""

import hashlib
from collections.abc import Sequence
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.site.feeds import formats
from aggregator.site.feeds.links import Form
from aggregator.site.feeds.lists import Find, Gone, Listing
from aggregator.site.lists.item import Item
from aggregator.site.tongues import languages
from aggregator.site.views import errors

ICON = "site/icon-512.png"
_SECONDS = 60


@require_safe
def feed(request: HttpRequest, find: Find, form: Form, **kwargs: Any) -> HttpResponse:
    """The feed of a page; `find` says what is in it.

    301 where the page has another address by now, 410 where all of it was taken down, 404 where
    there never was such a page.
    """
    try:
        listing = find(request, **kwargs)
    except Gone as gone:
        what = str(gone)
        return errors.gone(request, story=what == "story", topic=what == "topic")
    address = f"{listing.page}{form.file}"
    if address != request.path:
        return HttpResponsePermanentRedirect(address)
    channel = channel_of(listing, form)
    return conditional(request, listing.items, form.write(listing.items, channel), form)


def channel_of(listing: Listing, form: Form) -> formats.Channel:
    """What the feed of a list says of itself, in the language in force."""
    mark = f"?{listing.query}" if listing.query else ""
    site = _("链讯")
    return formats.Channel(
        site=settings.SITE_URL,
        page=f"{listing.page}{mark}",
        feed=f"{listing.page}{form.file}{mark}",
        title=f"{site} · {listing.name}" if listing.name else site,
        about=listing.about or _(formats.ABOUT),
        stories=listing.stories,
        language=languages.text_tag(),
        icon=static(ICON),
    )


def conditional(
    request: HttpRequest, items: Sequence[Item], body: bytes, form: Form
) -> HttpResponse:
    """The feed, or 304 for a reader who has it already."""
    response = HttpResponse(body, content_type=form.content_type)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    changed = formats.newest_change(items)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    modified = int(changed.timestamp()) if changed else None
    found = get_conditional_response(request, etag, modified, response)
    return cast("HttpResponse", found)
