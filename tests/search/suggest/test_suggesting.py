"""All that is offered for what was typed so far."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from aggregator.articles.models import Tag
from aggregator.language import book
from aggregator.search.suggest import standing, suggest, tags, warm
from aggregator.search.suggest.hot import note
from tests.search.conftest import NOON, Make

NOW = NOON + timedelta(hours=1)


@pytest.fixture
def stocked(make: Make, indexed: Callable[[], int]) -> None:
    coin = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    make("比特币上涨", tags=[coin])
    make("比特币现货 ETF 净流入", tags=[coin])
    indexed()
    for client in "abc":
        for query in ("比特币", "比特币 减半", "美联储"):
            note(query, 1, client, NOW)
    standing.refresh(NOW)


def test_tags_hot_searches_and_headlines(stocked: None) -> None:
    found = suggest("比特", NOW)
    first = found.tags[0]
    assert (first.slug, first.name, first.kind, first.ticker) == (
        "bitcoin",
        "比特币",
        "coin",
        "BTC",
    )
    assert (first.said, first.count) == ("", 2)
    assert len(found.tags) == 6
    assert found.hot == ("比特币减半",)  # 比特币 stands there as a tag
    found = suggest("比特币", NOW)
    assert found.hot == ("比特币减半",)
    assert [one.title for one in found.stories] == ["比特币现货 ETF 净流入", "比特币上涨"]


def test_the_other_name_that_was_typed_is_told(stocked: None) -> None:
    assert suggest("dabing", NOW).tags[0].said == "大饼"
    assert suggest("btc", NOW).tags[0].said == ""


def test_for_nothing_typed_what_is_going_on(stocked: None) -> None:
    for typed in ("", "   ", "\u200b"):
        found = suggest(typed, NOW)
        assert set(found.hot) == {"比特币", "比特币减半", "美联储"}
        assert [one.slug for one in found.tags] == ["bitcoin"]
        assert found.stories == ()


def test_one_letter_brings_no_headlines(stocked: None) -> None:
    assert suggest("b", NOW).stories == ()
    assert suggest("b", NOW).tags[0].slug == "bitcoin"


def test_only_the_first_characters_count(stocked: None) -> None:
    assert suggest("比特币" + " " * 37 + "没有的事" * 900, NOW) == suggest("比特币", NOW)


@pytest.mark.parametrize("typed", ["\x00", "*", "?", "()", "'; DROP TABLE", "\ud800", "-", "OR"])
def test_odd_input_is_no_error(stocked: None, typed: str) -> None:
    suggest(typed, NOW)


def test_without_an_index_tags_are_offered_alone(db: None) -> None:
    standing.refresh(NOW)
    found = suggest("比特币", NOW)
    assert found.tags[0].count is None
    assert found.stories == ()
    assert suggest("", NOW).tags == ()


def test_a_process_that_is_warm_has_the_table() -> None:
    warm()
    assert book().part(tags._table) is tags.shipped_table()
    assert tags._table in book()._parts
