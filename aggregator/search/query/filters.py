"""What the conditions of a query narrow down to; words and phrases are planned elsewhere.

An article that meets a condition is no better than another that does, so it scores nothing;
only addresses do. A link asks the database which article it leads to.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from aggregator.articles.canonical import canonical_url, key
from aggregator.articles.models import Article
from aggregator.language import find_addresses
from aggregator.search.addresses import terms
from aggregator.search.document import newest_key
from aggregator.search.plan import AllOf, Between, BestOf, Flat, OneOf, Plan, Term
from aggregator.search.query.query import Clause, Query
from aggregator.stories.models import Report

_FIELDS = {
    "tag": "tags",
    "coin": "coin",
    "topic": "topic",
    "source": "source",
    "kind": "kind",
}
# Two addresses may share both ends, so whoever names all of it comes first.
_WHOLE, _ENDS = 1.0, 0.3
_MOST_REPORTS = 1000  # of one story


def filter_plan(clause: Clause) -> Plan | None:
    """What an article must meet, without regard to `negated` and `either`.

    None for words and phrases, and for an address too short to look up: only words may find it.
    """
    if clause.kind in _FIELDS:
        return Flat(Term(_FIELDS[clause.kind], clause.value), 0.0)
    if clause.kind == "important":
        return Flat(Term("important", "1"), 0.0)
    if clause.kind in ("since", "until", "days", "day"):
        return Flat(_days(clause), 0.0)
    if clause.kind == "address":
        return _address(clause.value)
    if clause.kind == "link":
        return OneOf("id", tuple(sorted(_reports(clause.value))))
    return None


def unknown_links(query: Query) -> tuple[str, ...]:
    """A sentence for each link of a query that no article here has. Asks the database."""
    links = [clause for clause in query.clauses if clause.kind == "link"]
    return tuple(f"没有收录这个链接：{one.value}" for one in links if not _reports(one.value))


def _days(clause: Clause) -> Between:
    first, _, last = clause.value.partition("/")
    if clause.kind == "since":
        return Between("newest", low=_moment(first, 0))
    if clause.kind == "until":
        return Between("newest", high=_moment(first, 1))
    return Between("newest", low=_moment(first, 0), high=_moment(last or first, 1))


def _moment(day: str, later: int) -> int | None:
    """The `newest_key` at the start of a day, or of the day after it; None after the last day."""
    try:
        start = date.fromisoformat(day) + timedelta(days=later)
    except OverflowError:
        return None
    zone = timezone.get_default_timezone()
    # Years at the ends of the calendar have no UTC moment in every zone.
    if not 1970 < start.year < 9999:
        return 0 if start.year <= 1970 else None
    return newest_key(int(datetime.combine(start, time.min, zone).timestamp()), 0)


def _address(text: str) -> Plan | None:
    whole = next((not a.abbreviated for a in find_addresses(f"地址 {text}")), False)
    found = [Term("addr", term) for term in terms(text, abbreviated=not whole)]
    if not found:
        return None
    if not whole:
        return Flat(_all(found), _WHOLE)
    exact, *ends = found
    if not ends:
        return Flat(exact, _WHOLE)
    return BestOf((Flat(exact, _WHOLE), Flat(_all(ends), _ENDS)))


def _all(parts: Iterable[Plan]) -> Plan:
    each = tuple(parts)
    return each[0] if len(each) == 1 else AllOf(each)


def _reports(url: str) -> set[int]:
    """The article that a link leads to, and the other reports of its story."""
    articles, stories = _ours(url)
    if not articles and not stories:
        try:
            known = Q(url_key=key(canonical_url(url)))
        except ValueError:  # a port that is no number, a bracket too many: nobody's address
            return set()
        articles = set(Article.objects.filter(known).values_list("pk", flat=True))
    rows = Report.objects.filter(
        Q(story__in=stories) | Q(story__reports__article__in=articles)
    ).values_list("article", flat=True)
    return articles | set(rows.distinct()[:_MOST_REPORTS])


def _ours(url: str) -> tuple[set[int], set[int]]:
    """The article or the story whose page of this site a link leads to."""
    try:
        parts = urlsplit(url)
        if parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
            return set(), set()
        page = resolve(parts.path or "/")
    except (Resolver404, ValueError):  # another page, or no address at all
        return set(), set()
    numbers = {one for one in (*page.args, *page.kwargs.values()) if isinstance(one, int)}
    return (
        numbers if page.url_name == "article" else set(),
        numbers if page.url_name == "story" else set(),
    )
