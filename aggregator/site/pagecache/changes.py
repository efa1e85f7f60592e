"""What of the pages is different when articles, stories or outlets change.

Names are told of, pages are not: a page says by itself what it shows. A list is told of when an
article may have come into it; whatever shows the article itself hears of that by its own name.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.keeping import kept
from aggregator.site.pagecache import store
from aggregator.site.pagecache.local import answers
from aggregator.stories.models import Report, Story
from aggregator.topics.models import Topic, TopicEntry

# A story's lead that was marked within this time may be new in a list.
RECENT = timedelta(minutes=10)
_COLUMNS = ("pk", "kind", "is_hidden", "is_lead", "is_important", "source__slug", "report__story")


def on_articles_changed(ids: list[int], **_: Any) -> None:
    """Tell of articles that are new, different, hidden or gone, and of the lists they are in."""
    names, gone = names_of_articles(ids)
    tell(names, gone=gone)


def on_stories_changed(ids: list[int], **_: Any) -> None:
    """Tell of stories, of their reports, and of the lists that a new lead is in."""
    tell(names_of_stories(ids, timezone.now()))


def on_article_deleted(instance: Article, **_: Any) -> None:
    """Let nothing that may show it be shown."""
    tell({f"article:{instance.pk}"}, gone=True, after_commit=True)


def on_source_saved(instance: Source, **_: Any) -> None:
    """An outlet's name, credit and text policy stand on every page with a report of it."""
    tell({f"source:{instance.slug}"}, gone=True, after_commit=True)


def on_tag_saved(instance: Tag, **_: Any) -> None:
    """A tag's name stands on its own page; on others until they are made anew."""
    tell({f"tag:{instance.slug}"}, after_commit=True)


def on_topic_saved(instance: Topic, **_: Any) -> None:
    """A topic's words stand on its page and in the list; one that is withdrawn is gone."""
    gone = instance.state in {Topic.State.DRAFT, Topic.State.WITHDRAWN}
    tell({f"topic:{instance.slug}", "topics"}, gone=gone, after_commit=True)


def on_topic_entry_saved(instance: TopicEntry, **_: Any) -> None:
    """What editors say of an event in a topic stands on the topic's page."""
    on_topic_saved(instance.topic)


def tell(names: Iterable[str], *, gone: bool = False, after_commit: bool = False) -> None:
    """Have what shows these made anew; with `gone`, show nothing that was made before."""
    if after_commit:
        transaction.on_commit(partial(tell, frozenset(names), gone=gone))
        return
    if store.changed(names, gone=gone) and gone:
        kept.forget_all()
    answers.clear()


def names_of_articles(ids: Iterable[int]) -> tuple[set[str], bool]:
    """What to tell of, and whether any of the articles may not be shown; three queries."""
    wanted = set(ids)
    rows = list(Article.objects.filter(pk__in=wanted).values_list(*_COLUMNS))
    names = {f"article:{pk}" for pk in wanted}
    names |= {f"story:{row[-1]}" for row in rows if row[-1] is not None}
    shown = [row for row in rows if not row[2]]
    names |= {f"source:{row[5]}" for row in shown}
    leads = [row for row in shown if row[3]]
    for _pk, kind, _hidden, _lead, important, *_rest in leads:
        names |= set(_lists(kind, important=important))
    names |= _filed(row[0] for row in leads)
    return names, len(shown) < len(wanted)


def names_of_stories(ids: Iterable[int], now: datetime) -> set[str]:
    """What to tell of; three queries."""
    wanted = set(ids)
    names = {f"story:{pk}" for pk in wanted}
    reports = Report.objects.filter(story__in=wanted).values_list("article", flat=True)
    names |= {f"article:{pk}" for pk in reports}
    leads = Story.objects.filter(
        pk__in=wanted, lead__is_hidden=False, lead__updated_at__gte=now - RECENT
    ).values_list("lead", "lead__kind", "lead__is_important", "series_slug")
    for _lead, kind, important, series in leads:
        names |= {*_lists(kind, important=important), *([f"series:{series}"] if series else [])}
    return names | _filed(row[0] for row in leads)


def _lists(kind: str, *, important: bool) -> Iterator[str]:
    yield from ("front", f"front:{kind}")
    if important:
        yield "front:important"


def _filed(leads: Iterable[int]) -> set[str]:
    """The lists of the tags that the articles carry."""
    carrying = Tag.objects.filter(tagged__article__in=list(leads), tagged__removed=False)
    return {f"tag:{slug}" for slug in carrying.values_list("slug", flat=True)}
