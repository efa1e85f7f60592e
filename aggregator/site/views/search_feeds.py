"""A search for feed readers: what it finds, newest first, an event once."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.errors import BadQuery, IndexUnavailable
from aggregator.search.query.scan import LONGEST_LINK
from aggregator.site.feeds.links import Form
from aggregator.site.feeds.lists import Listing
from aggregator.site.lists import timeline
from aggregator.site.lists.item import Item
from aggregator.site.views import errors
from aggregator.site.views.syndication import channel_of, conditional

ENTRIES = 50
# A search that finds nothing is widened for a reader who looks on; a feed waits for what is meant.
_MEANT = ("words", "letters")


@require_safe
def feed(request: HttpRequest, form: Form) -> HttpResponse:
    """The feed; 400 for a search that means nothing, 503 while the index is made anew."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_LINK]
    try:
        items = _found(query)
    except BadQuery:
        text = _("这个订阅地址里没有可以查找的字。回到搜索页，重新复制订阅地址。")
        response = errors.bad_request(request, text=text)
    except IndexUnavailable:
        response = errors.unavailable(request)
    else:
        listing = Listing(
            items,
            reverse("search"),
            urlencode({"q": query}),
            name=_("搜索：%(query)s") % {"query": query},
            about=_("链讯上与“%(query)s”有关的最新报道，同一件事并作一条。") % {"query": query},
            stories=True,
        )
        response = conditional(request, items, form.write(items, channel_of(listing, form)), form)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(query: str) -> tuple[Item, ...]:
    """What the search finds, with texts. Raises `BadQuery`, `IndexUnavailable`."""
    results = search(query, order="newest", limit=ENTRIES, grouped=True)
    ids = [hit.article_id for hit in results.hits] if results.reach in _MEANT else []
    shown = timeline.with_texts(Article.objects.filter(is_hidden=False)).in_bulk(ids)
    return tuple(Item(one, timeline.story_of(one)) for pk in ids if (one := shown.get(pk)))
