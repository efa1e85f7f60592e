"""The ways from one search to the next: chips, tabs, orders and facets, all of them links.

A search lives in the text of its query alone, so each way is that text with a clause more or less.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from aggregator.articles.models import Article
from aggregator.search.asking import Order
from aggregator.search.facets import Facet, Value, without_all
from aggregator.search.query.query import Clause
from aggregator.site.search.finding import Wanted

SHOWN = 8
_TITLES = {"kind": "类型", "coin": "币种", "topic": "主题", "source": "媒体", "month": "月份"}
_SOUGHT = ("words", "phrase", "address", "link")


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another search; `count` is how many articles there are, None where unknown."""

    name: str
    href: str
    current: bool = False
    count: int | None = None
    vital: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A clause: `key` is what it is joined to the others by ("" for and); the link drops it."""

    key: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: the values that are seen at once, and those behind 更多."""

    title: str
    shown: tuple[Way, ...]
    more: tuple[Way, ...]


def href(text: str, order: Order = "relevance", after: str = "") -> str:
    """The search page's address for a text, from its first page or after a page mark."""
    asked = {"q": text, "order": order if order != "relevance" else "", "after": after}
    return "?" + urlencode({name: value for name, value in asked.items() if value or name == "q"})


def is_sought(clause: Clause) -> bool:
    """Whether it is a part of what is looked for rather than a filter."""
    return clause.kind in _SOUGHT and not clause.negated


def chips(wanted: Wanted) -> tuple[Chip, ...]:
    """One for each clause; none where the words in the box are all there is."""
    query = wanted.query
    if [(one.kind, one.negated) for one in query.clauses] in (
        [("words", False)],
        [("phrase", False)],
    ):
        return ()
    return tuple(
        Chip(_("或") if one.either else "", one.label, href(query.without(one), wanted.order))
        for one in query.clauses
    )


def without_filters(wanted: Wanted, today: date) -> str:
    """Where what is looked for leads alone; "" when fewer than two filters would go."""
    query = wanted.query
    filters = [one for one in query.clauses if not is_sought(one)]
    return href(without_all(query, filters, today).text, wanted.order) if len(filters) > 1 else ""


def tabs(wanted: Wanted, today: date) -> tuple[Way, ...]:
    """全部, 重要 and the kinds."""
    query = wanted.query
    own = [*query.choices(("kind",)), *query.choices(("important",))]
    bare = without_all(query, own, today)
    now = {(one.kind, one.value) for one in own}
    vital = any(one.kind == "important" for one in own)
    kinds = tuple(
        Way(name, href(bare.having("kind", kind), wanted.order), current=("kind", kind) in now)
        for kind, name in Article.Kind.choices
    )
    important = href(bare.having("important", "1"), wanted.order)
    return (
        Way(_("全部"), href(bare.text, wanted.order), current=not own),
        Way(_("重要"), important, current=vital, vital=True),
        *kinds,
    )


def orders(wanted: Wanted) -> tuple[Way, ...]:
    """相关度 and 最新; none where there is nothing that relevance could go by."""
    if not wanted.by_words:
        return ()
    text = wanted.query.text
    return (
        Way(_("相关度"), href(text), current=wanted.order == "relevance"),
        Way(_("最新"), href(text, "newest"), current=wanted.order == "newest"),
    )


def groups(facets: Iterable[Facet], wanted: Wanted) -> tuple[Group, ...]:
    """The facets with a link for each value."""
    made = []
    for facet in facets:
        ways = tuple(_way(value, wanted.order) for value in facet.values)
        # One that stands alone behind 更多 takes no more room in front of it.
        cut = SHOWN if len(ways) > SHOWN + 1 else len(ways)
        made.append(Group(_(_TITLES[facet.field]), ways[:cut], ways[cut:]))
    return tuple(made)


def _way(value: Value, order: Order) -> Way:
    return Way(value.name, href(value.text, order), current=value.chosen, count=value.count)
