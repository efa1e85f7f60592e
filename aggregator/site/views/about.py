"""What this site is, how it works things out, and what its editors did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aggregator.articles.doubts import FACTOR
from aggregator.chain.metrics import METRICS
from aggregator.chain.models import Snapshot
from aggregator.feeds.models import Source
from aggregator.market.quotes import STALE
from aggregator.market.read import price_provider
from aggregator.site.about import corrected
from aggregator.site.about.method import scale
from aggregator.site.lists import cursors
from aggregator.site.pagecache import kept_page
from aggregator.site.press.sources import POLICY_TEXTS
from aggregator.site.views import lists
from aggregator.site.views.frame import page
from aggregator.stories import moderation
from aggregator.stories.first import ENOUGH
from aggregator.stories.importance import HALF_LIFE, IMPORTANT

LOG = "log"


@dataclass(frozen=True, slots=True)
class About:
    """A page of 关于. path: the last part of its address."""

    path: str
    title: str | Promise
    gist: str | Promise

    @property
    def href(self) -> str:
        """Its address, in the language of the page."""
        return reverse("method", args=[self.path])


PAGES = (
    About("importance", _("“重要”怎么算"), _("按哪些理由计分，多少分算重要")),
    About("first", _("“首发”怎么定"), _("谁的时间、并列怎么算、谁不参与")),
    About("figures", _("数字从哪来"), _("链上数据、价格的来源与时效，金额存疑")),
    About("texts", _("转载与署名"), _("展示多少、怎样署名，媒体怎样要求调整")),
    About("corrections", _("更正"), _("更正办法，最近更正过的标题")),
    About("log", _("编辑记录"), _("下线、恢复、合并与更正，逐条公开")),
)


def _importance() -> dict[str, Any]:
    return {
        "scale": scale(),
        "important": IMPORTANT,
        "half_life": int(HALF_LIFE.total_seconds()) // 3600,
    }


def _first() -> dict[str, Any]:
    return {"enough": ENOUGH}


def _figures() -> dict[str, Any]:
    provider = price_provider()
    return {
        "networks": [
            (Snapshot.Network(network).label, metrics.values())
            for network, metrics in METRICS.items()
        ],
        "every": settings.OPTIONS["CHAIN_SECONDS"],
        "stale": int(STALE.total_seconds()) // 60,
        "factor": int(FACTOR),
        "price_provider": provider.name if provider else "",
    }


def _texts() -> dict[str, Any]:
    policies = [(policy.label, text) for policy, text in POLICY_TEXTS.items()]
    return {
        "policies": policies,
        "agent": settings.USER_AGENT,
        "ai": bool(settings.OPTIONS["AI_URL"]),
    }


METHODS: dict[str, Callable[[], dict[str, Any]]] = {
    "importance": _importance,
    "first": _first,
    "figures": _figures,
    "texts": _texts,
}


@require_safe
@kept_page()
def about(request: HttpRequest) -> HttpResponse:
    """Who we are and how to reach us, with every outlet and when a feed of it was last read."""
    outlets = (
        Source.objects.filter(feeds__enabled=True)
        .annotate(read_at=Max("feeds__succeeded_at"))
        .order_by("name", "pk")
    )
    return _page(request, "", {"outlets": list(outlets)})


@require_safe
@kept_page()
def method(request: HttpRequest, name: str) -> HttpResponse:
    """A page that says how something is worked out; 404 for one that we don't have."""
    if name not in METHODS:
        raise Http404
    return _page(request, name, METHODS[name]())


@require_safe
@kept_page()
def corrections(request: HttpRequest) -> HttpResponse:
    """What happens when something was wrong, and the headlines corrected last."""
    return _page(request, "corrections", {"corrections": corrected.latest()})


@require_safe
@kept_page(params=("after",))
def log(request: HttpRequest) -> HttpResponse:
    """What editors did that readers can notice, the newest first."""
    cursor = request.GET.get("after", "")
    try:
        place = cursors.read(cursor, LOG) if cursor else None
    except cursors.BadCursor:
        return lists.bad_cursor(request)
    before = (place.sorted_at, place.id) if place else None
    found = moderation.log(before, moderation.PAGE + 1)
    lines = found[: moderation.PAGE]
    more = ""
    if len(found) > len(lines):
        last = lines[-1].act
        more = lists.next_link(request, cursors.write(cursors.Place(last.at, last.pk), LOG))
    context = {"lines": lines, "more": more, "first": place is None}
    return _page(request, LOG, context)


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    frame = {
        "nav": "about",
        "here_about": name,
        "about_pages": PAGES,
        "this": next((one for one in PAGES if one.path == name), None),
        "contact": settings.OPTIONS["CONTACT_URL"],
    }
    template = f"site/about_{name}.html" if name else "site/about.html"
    return page(request, template, {**frame, **context}, now=timezone.now())
