"""Many articles out of few texts, as the newsroom itself would have written them."""

from datetime import UTC, datetime, timedelta

import pytest

from aggregator.articles.models import Article
from aggregator.feeds.entry import Entry
from aggregator.stories.models import Report, Story
from bench.fill import fill
from bench.items import Item

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
TITLES = ("比特币突破十万美元", "以太坊升级完成", "比特币突破十万美元")


def items() -> list[Item]:
    return [
        Item(
            f"outlet-{place}",
            Entry(
                guid=str(place), url=f"https://o.example/{place}", title=title, html="<p>正文</p>"
            ),
            NOON + timedelta(hours=place),
        )
        for place, title in enumerate(TITLES)
    ]


@pytest.mark.django_db
def test_texts_are_repeated_until_there_are_enough_and_the_newest_is_of_now() -> None:
    assert fill(items(), 7, NOW) == 7
    moments = list(Article.objects.order_by("pk").values_list("sorted_at", flat=True))
    assert moments == sorted(set(moments))
    assert NOW - timedelta(hours=3) < moments[-1] <= NOW
    assert not Article.objects.filter(index_pending=True).exists()


@pytest.mark.django_db
def test_the_last_of_full_copies_is_of_now() -> None:
    fill(items(), 6, NOW)
    assert Article.objects.latest("sorted_at").sorted_at == NOW


@pytest.mark.django_db
def test_every_article_has_its_tags_and_its_story() -> None:
    fill(items(), 3, NOW)
    first, second, third = Article.objects.order_by("pk")
    assert first.tags.filter(name__contains="比特币").exists()
    assert (first.is_lead, second.is_lead, third.is_lead) == (True, True, False)
    assert Report.objects.get(article=third).story == Report.objects.get(article=first).story
    assert Story.objects.count() == 2
