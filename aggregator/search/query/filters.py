"""What the conditions of a query narrow down to; words and phrases are planned elsewhere.

An article that meets a condition is no better than another that does, so it scores nothing; only
addresses do, and a day that was named among the words. A link asks the database which article it
leads to.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from aggregator.articles.canonical import address_key
from aggregator.articles.models import Article
from aggregator.language import find_addresses
from aggregator.search.addresses import terms
from aggregator.search.document import newest_key
from aggregator.search.grams import phrase
from aggregator.search.plan import AllOf, BestOf, Between, Flat, OneOf, Phrase, Plan, Term
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
# 2月28日 mostly asks for the news of that day; news that tells of the day comes behind.
_ON_THE_DAY = 10.0
_MOST_REPORTS = 1000  # of one story
_MOST_ID = 1 << 63


def filter_plan(clause: Clause) -> Plan | None:
    """What an article must meet, without regard to `negated` and `either`.

    None for words and phrases, and for an address too short to look up: only words may find it.
    """
    if clause.kind in _FIELDS:
        return Flat(Term(_FIELDS[clause.kind], clause.value), 0.0)
    if clause.kind == "important":
        return Flat(Term("important", "1"), 0.0)
    if clause.kind in ("since", "until", "days"):
        return Flat(_days(clause), 0.0)
    if clause.kind == "day":
        return BestOf((Flat(_days(clause), _ON_THE_DAY), Flat(_telling(clause.value), 0.0)))
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


def _telling(day: str) -> Phrase:
    """The day as texts name it: 2月28日, with spaces or without."""
    named = date.fromisoformat(day)
    return Phrase(phrase(f"{named.month}月{named.day}日"))


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
    page, number = _ours(url)
    if page == "story":
        reports = Report.objects.filter(story=number)
        return set(reports.values_list("article", flat=True)[:_MOST_REPORTS])
    try:
        known = Q(pk=number) if page else Q(url_key=address_key(url))
    except ValueError:  # a port that is no number, a bracket too many: nobody's address
        return set()
    article = Article.objects.filter(known).values_list("pk", "report__story").first()
    if article is None:
        return set()
    reports = Report.objects.filter(story__isnull=False, story=article[1])
    return {article[0], *reports.values_list("article", flat=True)[:_MOST_REPORTS]}


def _ours(url: str) -> tuple[Literal["", "article", "story"], int]:
    """Which page of this site a link leads to, and the number in its address."""
    try:
        parts = urlsplit(url)
        if parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
            return "", 0
        page = resolve(parts.path)
    except (Resolver404, ValueError):  # another page, or no address at all
        return "", 0
    number = page.kwargs.get("pk", 0)
    if page.url_name == "article" and number < _MOST_ID:
        return "article", number
    if page.url_name == "story" and number < _MOST_ID:
        return "story", number
    return "", 0
