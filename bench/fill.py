"""As many articles as asked for, made from the items with their times moved into the past."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice

from aggregator.articles.canonical import key
from aggregator.articles.draft import Draft, Outlet, draft
from aggregator.articles.models import Article
from aggregator.articles.tagging import file_under
from aggregator.feeds.models import Feed
from aggregator.stories.models import Report, Story
from aggregator.stories.score import WINDOW
from bench.items import Item
from bench.outlets import make_feeds

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class _Text:
    feed: Feed
    draft: Draft
    moment: datetime


def fill(items: Sequence[Item], articles: int, now: datetime) -> int:
    """Write the articles with tags and stories, oldest first; the newest is of `now`.

    Gives how many there are: items that name one article are one.
    """
    texts = _texts(items[-articles:])
    span = texts[-1].moment - texts[0].moment + timedelta(minutes=1)
    copies = -(-articles // len(texts))
    offset = now - texts[-1].moment - span * (copies - 1)
    rows = islice(_rows(texts, span, offset), articles)
    stories: dict[str, Story] = {}
    made = 0
    while chunk := list(islice(rows, CHUNK)):
        written = Article.objects.bulk_create([article for article, _ in chunk])
        file_under(list(zip(written, (one.understanding.tags for _, one in chunk), strict=True)))
        _tell(written, stories)
        made += len(written)
    return made


def _texts(items: Sequence[Item]) -> list[_Text]:
    feeds = make_feeds(item.outlet for item in items)
    outlets = {slug: Outlet(slug, f.kind, tuple(f.source.boilerplate)) for slug, f in feeds.items()}
    found: dict[str, _Text] = {}
    for item in items:
        one = draft(item.entry, outlets[item.outlet])
        found.setdefault(one.url_key, _Text(feeds[item.outlet], one, item.moment))
    return list(found.values())


def _rows(
    texts: Sequence[_Text], span: timedelta, offset: timedelta
) -> Iterator[tuple[Article, Draft]]:
    for copy in count():
        for text in texts:
            moment = text.moment + offset + span * copy
            yield _article(text, copy, moment), text.draft


def _article(text: _Text, copy: int, moment: datetime) -> Article:
    one = text.draft
    return Article(
        source=text.feed.source,
        feed=text.feed,
        url_key=key("copy", str(copy), one.url_key),
        guid_key=key("copy", str(copy), one.guid_key) if one.guid_key else "",
        url=one.url,
        title=one.title,
        html=one.html,
        text=one.text,
        excerpt=one.excerpt,
        kind=one.kind,
        published_at=moment,
        first_seen_at=moment,
        sorted_at=moment,
        updated_at=moment,
        content_hash=one.content_hash,
        **one.understanding.columns,
        index_pending=False,
    )


def _tell(articles: Sequence[Article], stories: dict[str, Story]) -> None:
    """Put articles with one headline into stories, many at once; the first one leads.

    Nothing is compared, and no traces are written: what is measured are pages.
    """
    fresh, told = [], []
    for article in articles:
        name = article.fingerprint or f"article:{article.pk}"
        story = stories.get(name)
        if story is None or article.sorted_at - story.started_at > WINDOW:
            story = Story(started_at=article.sorted_at, lead=article, importance=20)
            stories[name] = story
            fresh.append(story)
        else:
            article.is_lead = False
        story.report_count += 1
        story.outlet_count += 1
        told.append((story, article))
    Story.objects.bulk_create(fresh)
    Story.objects.bulk_update(
        {story.pk: story for story, article in told if not article.is_lead}.values(),
        ["report_count", "outlet_count"],
    )
    Report.objects.bulk_create(
        [
            Report(story=story, article=article, component=story.pk, at=article.sorted_at)
            for story, article in told
        ]
    )
    Article.objects.bulk_update([a for a in articles if not a.is_lead], ["is_lead"])
