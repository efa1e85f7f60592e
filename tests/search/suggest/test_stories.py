"""Headlines that are offered while a reader types."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aggregator.articles.models import Article, Tag
from aggregator.search.errors import IndexUnavailable
from aggregator.search.suggest.stories import headlines, plan
from aggregator.stories.models import Report, Story
from aggregator.stories.settle import settle
from tests.search.conftest import NOON, Make

NOW = NOON + timedelta(days=1)
Indexed = Callable[[], int]


def titles(typed: str, limit: int = 3) -> list[str]:
    return [one.title for one in headlines(typed, NOW, limit)]


def test_every_word_stands_in_the_headline_newest_first(make: Make, indexed: Indexed) -> None:
    make("比特币现货 ETF 净流入")
    make("比特币跌破九万美元", "现货")
    make("以太坊现货 ETF 净流出")
    indexed()
    assert titles("比特币") == ["比特币跌破九万美元", "比特币现货 ETF 净流入"]
    assert titles("比特币现货") == ["比特币现货 ETF 净流入"]
    assert titles("比特幣 現貨") == ["比特币现货 ETF 净流入"]
    assert titles("没有的事") == []
    assert len(titles("比特币", 1)) == 1


def test_a_name_is_found_under_another(make: Make, indexed: Indexed) -> None:
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    made = make("大饼又涨了", tags=[tag])
    row = made.tagged.get()
    row.evidence = [{"place": "title", "start": 0, "end": 2, "rule": "name"}]
    row.save()
    indexed()
    assert titles("BTC") == ["大饼又涨了"]


def test_a_long_word_is_found_by_its_parts(make: Make, indexed: Indexed) -> None:
    make("中华，人民共和国")
    indexed()
    assert titles("中华人民共和国") == ["中华，人民共和国"]


def test_wordings_of_the_same_meet(make: Make, indexed: Indexed) -> None:
    make("智慧合约上线")
    indexed()
    assert titles("智能合约") == ["智慧合约上线"]


def test_the_beginning_of_the_next_word_is_left_out(make: Make, indexed: Indexed) -> None:
    make("比特币现货 ETF 净流入")
    indexed()
    assert titles("比特币净") == ["比特币现货 ETF 净流入"]
    assert plan("e", NOW) is None
    assert plan("", NOW) is None
    assert plan("币", NOW) is not None


def test_old_ones_copies_and_hidden_ones_stay_away(make: Make, indexed: Indexed) -> None:
    make("比特币旧闻", sorted_at=NOW - timedelta(days=31))
    make("比特币转载", is_lead=False)
    hidden = make("比特币撤稿")
    make("比特币新闻")
    indexed()
    Article.objects.filter(pk=hidden.pk).update(is_hidden=True)  # the index has not heard of it
    assert titles("比特币") == ["比特币新闻"]


def test_the_way_leads_to_the_event_or_to_the_lone_report(make: Make, indexed: Indexed) -> None:
    lone, lead, other = make("比特币一"), make("比特币二"), make("比特币三", is_lead=False)
    story = Story.objects.create(started_at=NOON)
    for one in (lead, other):
        Report.objects.create(story=story, article=one, component=story.pk, at=one.sorted_at)
    settle([story.pk], NOON)
    indexed()
    hrefs = [one.href for one in headlines("比特币", NOW, 3)]
    assert hrefs == [story.get_absolute_url(), lone.get_absolute_url()]


def test_without_an_index_it_is_said(db: None) -> None:
    with pytest.raises(IndexUnavailable):
        headlines("比特币", NOW, 3)
