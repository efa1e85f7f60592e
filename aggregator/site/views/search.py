"""The search page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aggregator.articles.models import Article
from aggregator.search.errors import BadCursor, BadQuery, IndexUnavailable
from aggregator.site.finding import Wanted, find
from aggregator.site.views import errors
from aggregator.site.views.frame import page
from aggregator.site.views.lists import next_link

LONGEST = 200
KINDS = {"": "全部", **dict(Article.Kind.choices)}
ORDERS = {"relevance": "相关", "newest": "最新"}


@dataclass(frozen=True, slots=True)
class Link:
    """The same search with one thing chosen otherwise."""

    name: str
    href: str
    current: bool


def wanted(request: HttpRequest) -> Wanted:
    """What the address asks for; what it does not say, or wrongly, is the usual."""
    kind = request.GET.get("kind", "")
    return Wanted(
        query=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST],
        order="newest" if request.GET.get("order") == "newest" else "relevance",
        kind=kind if kind in Article.Kind.values else "",
        cursor=request.GET.get("after", ""),
    )


def _links(asked: Wanted, field: str, values: Mapping[str, str]) -> list[Link]:
    """One link for each value that the field may have."""
    now = {"q": asked.query, "kind": asked.kind, "order": asked.order}
    return [
        Link(
            name=_(name),
            href="?" + urlencode({k: v for k, v in {**now, field: value}.items() if v}),
            current=now[field] == value,
        )
        for value, name in values.items()
    ]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and what was found; 503 while the index is made anew."""
    now = timezone.now()
    asked = wanted(request)
    context: dict[str, object] = {"wanted": asked, "nav": "search", "state": "empty"}
    context |= {"kinds": _links(asked, "kind", KINDS), "orders": _links(asked, "order", ORDERS)}
    status = 200
    if asked.query:
        try:
            found = find(asked)
        except BadQuery:
            text = _("搜索词里没有可以查找的字。换成币种、机构或标题里的词再试。")
            return errors.bad_request(request, text=text)
        except BadCursor:
            text = _("翻页标记已失效或不属于这次搜索。请从第一页重新翻起。")
            return errors.bad_request(request, text=text)
        except IndexUnavailable:
            context["state"], status = "unavailable", 503
        else:
            context |= {"state": "found" if found.hits else "none", "found": found}
            context["more"] = next_link(request, found.cursor)
    response = page(request, "site/search.html", context, now=now, status=status)
    if status == 503:
        response["Retry-After"] = "60"
    return response
