"""Facets: counted as if nothing were chosen in them, and the text that each value leads to."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from aggregator.articles.models import Tag
from aggregator.feeds.models import Source
from aggregator.search.engines.embedded.engine import EmbeddedEngine
from aggregator.search.facets import LISTED, Facet, Value, facets, without_all
from aggregator.search.query.parse import parse
from tests.search.conftest import Make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 25)
Indexed = Callable[[], int]


def asked(text: str) -> dict[str, tuple[Value, ...]]:
    return {one.field: one.values for one in facets(parse(text, TODAY), "words", TODAY)}


def told(values: tuple[Value, ...]) -> list[tuple[str, int | None]]:
    return [(value.name, value.count) for value in values]


@pytest.fixture
def stocked(make: Make, indexed: Indexed) -> None:
    """Five reports of 破产: two coins, a topic, two outlets, both kinds, three months."""
    coin = Tag.objects.create(slug="coin-a", name="甲币", kind="coin")
    other = Tag.objects.create(slug="coin-b", name="乙币", kind="coin")
    topic = Tag.objects.create(slug="topic-a", name="监管话题", kind="topic")
    Source.objects.create(slug="first", name="第一家")
    for month, source, kind, tags in [
        (1, "first", "flash", [coin]),
        (1, "first", "flash", [coin, other]),
        (2, "first", "article", [other, topic]),
        (3, "second", "flash", [coin]),
        (3, "second", "flash", []),
    ]:
        at = datetime(2026, month, 5, 4, tzinfo=UTC)
        make("破产", source=source, kind=kind, tags=tags, sorted_at=at)
    make("别的事", source="third")
    indexed()


@pytest.mark.usefixtures("stocked")
def test_every_field_is_counted_under_its_names() -> None:
    found = asked("破产")
    assert list(found) == ["kind", "coin", "topic", "source", "month"]
    assert told(found["kind"]) == [("快讯", 4), ("文章", 1)]
    assert told(found["coin"]) == [("甲币", 3), ("乙币", 2)]
    assert told(found["topic"]) == [("监管话题", 1)]
    assert told(found["source"]) == [("第一家", 3), ("second", 2)]
    assert told(found["month"]) == [("2026年3月", 2), ("2026年2月", 1), ("2026年1月", 2)]
    assert not any(value.chosen for values in found.values() for value in values)


@pytest.mark.usefixtures("stocked")
def test_a_value_leads_to_what_it_counts() -> None:
    for facet in facets(parse("破产", TODAY), "words", TODAY):
        for value in facet.values:
            narrowed = facets(parse(value.text, TODAY), "words", TODAY)
            same = next(one for one in narrowed if one.field == facet.field)
            first = same.values[0]
            assert (first.value, first.count, first.chosen) == (value.value, value.count, True)
            assert first.text == "破产"


@pytest.mark.usefixtures("stocked")
def test_what_is_chosen_stands_first_and_can_be_exchanged() -> None:
    found = asked("破产 coin:coin-b kind:快讯")
    assert told(found["coin"]) == [("乙币", 1), ("甲币", 3)]
    assert found["coin"][0].text == "破产 kind:快讯"
    assert "coin-b" not in found["coin"][1].text
    assert told(found["kind"]) == [("快讯", 1), ("文章", 1)]
    # The other facets hold both conditions.
    assert told(found["source"]) == [("第一家", 1)]
    assert told(found["month"]) == [("2026年1月", 1)]


@pytest.mark.usefixtures("stocked")
def test_days_that_are_no_month_are_shown_as_they_were_put() -> None:
    found = asked("破产 近7天")
    first = found["month"][0]
    assert (first.count, first.text, first.chosen) == (None, "破产", True)
    assert told(found["month"][1:]) == [("2026年3月", 2), ("2026年2月", 1), ("2026年1月", 2)]
    assert "topic" not in found  # nothing left: not shown
    assert asked("破产 from:2026-01-15 to:2026-02-28")["month"][0].count is None
    assert asked("破产 from:2026-02-01")["month"][0].count is None
    # A month by another way of writing is the month.
    assert told(asked("破产 date:2026-02")["month"])[0] == ("2026年2月", 1)
    assert told(asked("破产 from:2026-02-01 to:2026-02-28")["month"])[0] == ("2026年2月", 1)


@pytest.mark.usefixtures("stocked")
def test_a_chosen_value_that_nothing_has_stays_to_be_taken_away() -> None:
    Source.objects.create(slug="silent", name="没说的")
    first = asked("破产 source:silent")["source"][0]
    assert (first.name, first.count, first.text) == ("没说的", 0, "破产")


@pytest.mark.usefixtures("stocked")
def test_alternatives_are_chosen_together_and_exclusions_are_not_choices() -> None:
    either = asked("破产 source:first OR source:second")["source"]
    assert [(one.value, one.chosen) for one in either] == [("first", True), ("second", True)]
    assert either[0].text == "破产 source:second"
    without = asked("破产 -source:first")["source"]
    assert [(one.value, one.chosen) for one in without] == [("second", False)]
    # One that stands in for a word is no choice: without it another query would be counted.
    mixed = asked("别的事 OR source:second")["source"]
    assert [(one.value, one.chosen) for one in mixed] == [("second", False), ("third", False)]


@pytest.mark.usefixtures("stocked")
def test_filters_alone_are_counted_against_everything() -> None:
    assert told(asked("source:second")["source"]) == [
        ("second", 2),
        ("第一家", 3),
        ("third", 1),
    ]
    # What only excludes cannot be looked up without the filter.
    assert told(asked("source:second -kind:文章")["source"]) == [("second", 2)]


def test_long_facets_end(make: Make, indexed: Indexed) -> None:
    for number in range(LISTED + 3):
        make("破产", source=f"outlet{number:02}")
    indexed()
    values = asked("破产")["source"]
    assert len(values) == LISTED
    assert [one.value for one in values[:2]] == ["outlet00", "outlet01"]  # as many: by name


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("text", "counts"),
    [("破产", 1), ("破产 coin:coin-a", 2), ("破产 coin:coin-a kind:快讯 近90天 source:first", 5)],
)
def test_counts_and_names_are_asked_for_together(
    text: str,
    counts: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[..., object],
) -> None:
    query = parse(text, TODAY)
    seen: list[object] = []
    count = EmbeddedEngine.facets

    def counted(*args: object) -> object:
        seen.append(args)
        return count(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(EmbeddedEngine, "facets", counted)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        found = facets(query, "words", TODAY)
    assert all(isinstance(one, Facet) for one in found)
    assert len(seen) == counts


@pytest.mark.usefixtures("stocked")
def test_several_clauses_can_go_at_once() -> None:
    query = parse("破产 source:first kind:快讯 -kind:文章 近7天", TODAY)
    filters = [one for one in query.clauses if one.kind != "words"]
    assert without_all(query, filters, TODAY).text == "破产"
    assert without_all(query, (), TODAY) is query
    # One that is not there is no fault.
    assert without_all(parse("破产", TODAY), filters, TODAY).text == "破产"
