from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from aggregator.articles.ingest import REVISIONS_KEPT, Ingested, ingest
from aggregator.articles.models import Article, ArticleTag, Revision, Tag
from aggregator.articles.signals import articles_changed
from aggregator.feeds.entry import Entry
from aggregator.feeds.models import Feed, Source

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
PUBLISHED = NOW - timedelta(minutes=5)
ENTRY = Entry(
    guid="1",
    url="https://outlet.example/1",
    title="比特币突破 10 万美元",
    html="<p>示例社消息，比特币现报 100,001 美元。</p>",
    published=PUBLISHED,
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def feed() -> Feed:
    source = Source.objects.create(slug="s", name="示例社", boilerplate=["示例社消息，"])
    return Feed.objects.create(source=source, title="f", url="https://outlet.example/feed")


@pytest.fixture
def told() -> Iterator[list[list[int]]]:
    heard: list[list[int]] = []

    def hear(ids: list[int], **_: Any) -> None:
        heard.append(ids)

    articles_changed.connect(hear)
    yield heard
    articles_changed.disconnect(hear)


def test_an_entry_becomes_an_article(feed: Feed, told: list[list[int]]) -> None:
    result = ingest(feed, [ENTRY], NOW)
    article = Article.objects.get()
    assert result == Ingested((article.pk,), (), 0)
    assert (article.title, article.published_at, article.sorted_at) == (
        ENTRY.title, PUBLISHED, PUBLISHED,
    )  # fmt: skip
    assert article.excerpt == "比特币现报 100,001 美元。"
    assert article.kind == "flash"
    assert article.has_figures
    assert article.index_pending
    assert told == [[article.pk]]


def test_tags_say_what_the_article_is_about(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    tagged = ArticleTag.objects.select_related("tag").get(tag__kind="coin")
    assert (tagged.tag.slug, tagged.tag.ticker, tagged.about) == ("bitcoin", "BTC", True)


def test_the_same_entry_twice_is_one_article(feed: Feed, told: list[list[int]]) -> None:
    ingest(feed, [ENTRY, ENTRY], NOW)
    again = ingest(feed, [ENTRY], NOW + timedelta(hours=1))
    assert again == Ingested((), (), 1)
    assert Article.objects.count() == 1
    assert len(told) == 1


def test_an_edited_title_is_a_revision(feed: Feed, told: list[list[int]]) -> None:
    ingest(feed, [ENTRY], NOW)
    later = NOW + timedelta(hours=1)
    result = ingest(feed, [replace(ENTRY, title="比特币突破 9 万美元", published=later)], later)
    article = Article.objects.get()
    assert result.revised == (article.pk,)
    assert (article.title, article.revised) == ("比特币突破 9 万美元", 1)
    assert article.published_at == PUBLISHED
    assert Revision.objects.get().title == ENTRY.title
    assert told[-1] == [article.pk]


def test_a_body_that_changes_at_every_poll_stays_bounded(feed: Feed) -> None:
    for n in range(REVISIONS_KEPT + 3):
        ingest(feed, [replace(ENTRY, html=f"<p>阅读 {n} 次</p>")], NOW)
    assert Revision.objects.count() == REVISIONS_KEPT
    assert f"阅读 {REVISIONS_KEPT + 2} 次" in Article.objects.get().text


def test_a_field_that_an_editor_changed_stays(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    article = Article.objects.get()
    article.title = "编辑定的标题"
    article.lock(["title"])
    article.save()
    ingest(feed, [replace(ENTRY, title="媒体又改", html="<p>新正文</p>")], NOW)
    article.refresh_from_db()
    assert article.title == "编辑定的标题"
    assert article.text == "新正文"


def test_a_tag_that_an_editor_took_away_does_not_come_back(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    own = Tag.objects.create(slug="own", name="自定", kind="topic")
    article = Article.objects.get()
    ArticleTag.objects.filter(tag__slug="bitcoin").update(by_editor=True, removed=True)
    ArticleTag.objects.create(article=article, tag=own, by_editor=True, sorted_at=NOW)
    ingest(feed, [replace(ENTRY, title="比特币又涨到 11 万美元")], NOW)
    kept = {t.tag.slug: t.removed for t in ArticleTag.objects.select_related("tag")}
    assert kept["bitcoin"] is True
    assert kept["own"] is False


def test_a_tag_that_is_recognised_no_longer_goes(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    ingest(feed, [replace(ENTRY, title="天气晴", html="<p>无事。</p>")], NOW)
    assert not ArticleTag.objects.exists()


def test_two_items_with_one_guid_are_both_kept(feed: Feed) -> None:
    reused = frozenset({"guid_reused"})
    pair = [
        replace(ENTRY, flags=reused),
        replace(ENTRY, url="https://outlet.example/2", title="另一件", flags=reused),
    ]
    for _ in range(2):
        ingest(feed, pair, NOW)
    assert Article.objects.count() == 2


def test_items_without_address_or_guid_are_known_again(feed: Feed) -> None:
    bare = replace(ENTRY, url="", guid="")
    ingest(feed, [bare], NOW)
    ingest(feed, [bare], NOW)
    assert Article.objects.count() == 1


def test_an_unknown_time_sorts_by_when_it_was_seen_until_it_is_told(feed: Feed) -> None:
    ingest(feed, [replace(ENTRY, published=None)], NOW)
    article = Article.objects.get()
    assert (article.published_at, article.sorted_at) == (None, NOW)
    ingest(feed, [replace(ENTRY, title="改题")], NOW)
    article.refresh_from_db()
    assert article.sorted_at == PUBLISHED


def test_a_time_that_an_editor_took_away_stays_away(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    article = Article.objects.get()
    article.published_at, article.sorted_at = None, NOW
    article.lock(["published_at", "sorted_at"])
    article.save()
    ingest(feed, [replace(ENTRY, title="改题")], NOW)
    article.refresh_from_db()
    assert (article.title, article.published_at, article.sorted_at) == ("改题", None, NOW)


def test_an_editors_tag_follows_the_article_in_time(feed: Feed) -> None:
    ingest(feed, [replace(ENTRY, published=None)], NOW)
    tag = Tag.objects.create(slug="chosen", name="编辑选的", kind=Tag.Kind.TOPIC)
    article = Article.objects.get()
    ArticleTag.objects.create(article=article, tag=tag, by_editor=True, sorted_at=NOW)
    ingest(feed, [replace(ENTRY, title="改题")], NOW)
    assert ArticleTag.objects.get(tag=tag).sorted_at == PUBLISHED


def test_nothing_is_told_of_what_was_rolled_back(feed: Feed, told: list[list[int]]) -> None:
    with pytest.raises(RuntimeError, match="killed"), transaction.atomic():
        ingest(feed, [ENTRY], NOW)
        raise RuntimeError("killed")
    assert told == []
    assert not Article.objects.exists()


def test_a_long_text_of_a_mixed_feed_is_an_article(feed: Feed) -> None:
    ingest(feed, [replace(ENTRY, html=f"<p>{'很长的正文。' * 120}</p>")], NOW)
    assert Article.objects.get().kind == "article"


def test_hostile_markup_is_not_stored(feed: Feed) -> None:
    ingest(feed, [replace(ENTRY, html='<p onclick="x">好</p><script>alert(1)</script>')], NOW)
    assert Article.objects.get().html == "<p>好</p>"


def test_the_outlets_own_mark_is_kept_and_an_editors_word_on_importance_stands(
    feed: Feed,
) -> None:
    marked = replace(ENTRY, categories=("快讯", "重要"))
    ingest(feed, [ENTRY], NOW)
    assert not Article.objects.get().outlet_important
    ingest(feed, [replace(marked, title="比特币再涨")], NOW)
    article = Article.objects.get()
    assert article.outlet_important
    article.is_important = False
    article.lock(["is_important"])
    article.save()
    ingest(feed, [replace(marked, title="比特币又涨")], NOW)
    assert not Article.objects.get().is_important


CHANNEL = [
    replace(ENTRY, guid=str(n), url="https://t.example/channel", title=f"第 {n} 条快讯")
    for n in range(3)
]


def test_an_address_that_flashes_share_makes_them_not_one(feed: Feed) -> None:
    assert len(ingest(feed, CHANNEL, NOW).created) == 3
    assert ingest(feed, CHANNEL, NOW) == Ingested((), (), 3)
    for one in CHANNEL:
        assert ingest(feed, [one], NOW) == Ingested((), (), 1)


def test_flashes_with_one_address_that_come_one_by_one_are_several(feed: Feed) -> None:
    for one in CHANNEL:
        assert len(ingest(feed, [one], NOW).created) == 1
    assert ingest(feed, CHANNEL, NOW) == Ingested((), (), 3)
    edited = [replace(one, title=f"{one.title}（更新）") for one in CHANNEL]
    assert len(ingest(feed, edited, NOW).revised) == 3
    assert Article.objects.count() == 3


def test_another_feeds_guid_for_a_known_address_is_no_second_article(feed: Feed) -> None:
    ingest(feed, [ENTRY], NOW)
    mirror = Feed.objects.create(source=feed.source, title="m", url="https://mirror.example/feed")
    assert ingest(mirror, [replace(ENTRY, guid="m1", title="短题")], NOW).created == ()


def test_a_locked_text_is_what_tags_and_summary_are_of(feed: Feed) -> None:
    ingest(feed, [replace(ENTRY, html="<p>比特币现货净流入 5 亿美元</p>")], NOW)
    article = Article.objects.get()
    article.title, article.html, article.text = "以太坊上涨", "<p>以太坊</p>", "以太坊"
    article.lock(["title", "html", "text"])
    article.save()
    ingest(feed, [replace(ENTRY, title="Solana 下跌", html="<p>贝莱德 9 亿美元</p>")], NOW)
    article.refresh_from_db()
    assert article.title == "以太坊上涨"
    assert article.facts == []
    assert set(article.tags.values_list("slug", flat=True)) == {"ethereum"}
