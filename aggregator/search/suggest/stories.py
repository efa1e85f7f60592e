"""Headlines of the last 30 days in which every word stands that was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aggregator.articles.models import Article
from aggregator.language.scripts import has_han
from aggregator.search.document import name_mark, newest_key
from aggregator.search.engines.current import current
from aggregator.search.plan import AllOf, BestOf, Between, Flat, Plan, Term
from aggregator.search.query.words import Unit, Word, units
from aggregator.stories.models import Report

SPAN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline of a report that stands for its event, and the page that tells of it."""

    title: str
    href: str


def headlines(typed: str, now: datetime, limit: int) -> tuple[Headline, ...]:
    """The newest ones. Raises `IndexUnavailable`.

    Only headlines are looked through, and only those of SPAN: that bounds the time it takes.
    """
    wanted = plan(typed, now)
    if wanted is None:
        return ()
    rows = current().find(wanted, limit=limit, by="newest", count=False).rows
    return _shown([row.id for row in rows])


def plan(typed: str, now: datetime) -> Plan | None:
    """What to look for; None when what was typed is no word yet."""
    told = _finished(units(typed))
    if not told:
        return None
    since = newest_key(int((now - SPAN).timestamp()), 0)
    bounds = (Term("lead", "1"), Between("newest", since, None))
    parts = [*(_unit(one) for one in told), *bounds]
    return AllOf(tuple(Flat(part, 0.0) for part in parts))


def _finished(told: Sequence[Unit]) -> Sequence[Unit]:
    """Without the last one where it is the beginning of a word: 现 of 现货, e of etf."""
    last = told[-1].words[0].text if told else ""
    begun = len(last) == 1 and len(told[-1].words) == 1
    return told[:-1] if begun and (len(told) > 1 or not has_han(last)) else told


def _unit(unit: Unit) -> Plan:
    wordings = (unit.words, *unit.spellings)
    ways = [_all([_word(word) for word in words]) for words in wordings]
    ways += [Term("title", name_mark(slug)) for slug in unit.slugs]
    return BestOf(tuple(ways))


def _word(word: Word) -> Plan:
    ways: list[Plan] = [Term("title", text) for text in (word.text, *word.others)]
    if word.parts:
        ways.append(_all([Term("title", part) for part in word.parts]))
    return BestOf(tuple(ways))


def _all(parts: Sequence[Plan]) -> Plan:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _shown(ids: Sequence[int]) -> tuple[Headline, ...]:
    """Two queries. A hidden article may stand in the index for another moment."""
    if not ids:
        return ()
    titles = Article.objects.filter(pk__in=ids, is_hidden=False).only("title").in_bulk()
    told = Report.objects.filter(article__in=ids, story__report_count__gt=1)
    stories = {report.article_id: report.story for report in told.select_related("story")}
    articles = (titles[one] for one in ids if one in titles)
    return tuple(
        Headline(one.title, stories.get(one.pk, one).get_absolute_url()) for one in articles
    )
