"""Entries in, articles out: one feed, one transaction, the same result however often it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from aggregator.articles import doubts, priced
from aggregator.articles.draft import Draft, Outlet, draft
from aggregator.articles.identity import Verdict, apart, by_its_guid, match
from aggregator.articles.models import Article, ArticleTag, Revision
from aggregator.articles.signals import articles_changed
from aggregator.articles.tagging import file_under
from aggregator.articles.understand import MARKS, Understanding, understand
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed

REVISIONS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Ingested:
    """Ids of the articles that are new and revised, and how many entries said nothing new."""

    created: tuple[int, ...]
    revised: tuple[int, ...]
    unchanged: int


def ingest(feed: Feed, entries: Sequence[Entry], now: datetime) -> Ingested:
    """Write a feed's entries: new articles, and revisions of those whose wording changed.

    Everything that needs no lock is worked out before the transaction starts. After the commit
    `articles_changed` is sent with the ids.
    """
    outlet = Outlet(feed.source.slug, feed.kind, tuple(feed.source.boilerplate))
    drafts = apart(draft(entry, outlet) for entry in reversed(entries))
    with transaction.atomic():
        result = _write(feed, drafts, len(entries), now)
        ids = [*result.created, *result.revised]
        if ids:
            send = partial(articles_changed.send_robust, sender=Article, ids=ids)
            transaction.on_commit(send)
    return result


def _write(feed: Feed, drafts: list[Draft], entries: int, now: datetime) -> Ingested:
    by_url = Article.objects.in_bulk([d.url_key for d in drafts], field_name="url_key")
    guids = [d.guid_key for d in drafts if d.guid_key]
    by_guid = {a.guid_key: a for a in Article.objects.filter(guid_key__in=guids)}
    fresh: list[Draft] = []
    revised: list[tuple[Article, Draft]] = []
    for one in drafts:
        found = match(one, feed.pk, by_url, by_guid)
        if found.verdict is Verdict.NEW:
            fresh.append(by_its_guid(one) if one.url_key in by_url else one)
        elif found.verdict is Verdict.REVISED and isinstance(found.article, Article):
            revised.append((found.article, one))
    costs = priced.at_report([(one.published or now, one.understanding.tags) for one in fresh])
    rows = [_article(feed, one, cost, now) for one, cost in zip(fresh, costs, strict=True)]
    created = Article.objects.bulk_create(rows)
    openings = tuple(feed.source.boilerplate)
    read = [(article, one.understanding) for article, one in zip(created, fresh, strict=True)]
    read += [(article, _revise(article, one, openings, now)) for article, one in revised]
    file_under([(article, understanding.tags) for article, understanding in read])
    doubts.examine([article for article, _ in read])
    return Ingested(
        created=tuple(a.pk for a in created),
        revised=tuple(a.pk for a, _ in revised),
        unchanged=entries - len(read),
    )


def _article(feed: Feed, one: Draft, cost: list[dict[str, str]], now: datetime) -> Article:
    return Article(
        source=feed.source,
        feed=feed,
        url_key=one.url_key,
        guid_key=one.guid_key,
        url=one.url,
        title=one.title,
        html=one.html,
        text=one.text,
        excerpt=one.excerpt,
        author=one.author,
        image_url=one.image_url,
        kind=one.kind,
        published_at=one.published,
        first_seen_at=now,
        sorted_at=one.published or now,
        updated_at=now,
        flags=list(one.flags),
        outlet_important=one.important,
        content_hash=one.content_hash,
        priced=cost,
        **one.understanding.columns,
    )


def _revise(
    article: Article, one: Draft, openings: tuple[str, ...], now: datetime
) -> Understanding:
    """Keep the old wording, then take the new one, but for what an editor has locked.

    Gives what the wording says that stands now, which need not be the outlet's.

    The time of publishing stays as first given: outlets touch it with every edit. An item whose
    text changes at every poll (a counter in it) fills no more than REVISIONS_KEPT rows.
    """
    if article.revised < REVISIONS_KEPT:
        Revision.objects.create(
            article=article,
            title=article.title,
            html=article.html,
            url=article.url,
            seen_at=now,
        )
    changed = article.sync(
        {
            "title": one.title,
            "html": one.html,
            "text": one.text,
            "excerpt": one.excerpt,
            "url": one.url or article.url,
            "outlet_important": article.outlet_important or one.important,
            "summary_ai": "",
        }
    )
    understanding = one.understanding
    if (article.title, article.text) != (one.title, one.text):
        understanding = understand(article.title, article.text, openings)
    flags = {*one.flags, *understanding.flags} - (MARKS - understanding.flags)
    flags |= {doubts.FLAG} & set(article.flags)
    changed += article.sync({"flags": sorted(flags), **understanding.columns})
    if article.published_at is None and one.published is not None:
        changed += article.sync({"published_at": one.published, "sorted_at": one.published})
        ArticleTag.objects.filter(article=article).update(sorted_at=article.sorted_at)
    article.revised += 1
    article.content_hash = one.content_hash
    article.updated_at = now
    article.index_pending = True
    article.save(update_fields=[*changed, "revised", "content_hash", "updated_at", "index_pending"])
    return understanding
