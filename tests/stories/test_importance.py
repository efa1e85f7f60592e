"""What makes an event matter, and that it says so in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.language import lexicon
from aggregator.stories.assign import assign
from aggregator.stories.importance import HALF_LIFE, IMPORTANT, Inputs, current, importance
from aggregator.stories.models import Story
from tests.stories.conftest import HACK, NOW, Newsroom

LARGE = Inputs(
    outlets=4,
    spread=timedelta(minutes=12),
    flagged=("BlockBeats",),
    weight=90,
    named="币安",
    amount=1.25e9,
    said="12.5 亿美元",
    topics=(("security-incident", "安全事件"), ("unknown", "别的")),
)


def test_a_large_event_matters_and_says_why() -> None:
    found = importance(LARGE)
    assert found.score >= IMPORTANT
    assert found.reasons == (
        "4 家媒体在 12 分钟内报道",
        "涉及 12.5 亿美元",
        "涉及币安",
        "主题为安全事件",
        "BlockBeats 标为重要",
    )


def test_nothing_speaks_for_a_small_one() -> None:
    found = importance(Inputs(outlets=1))
    assert (found.score, found.reasons) == (0, ())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"spread": None}, "4 家媒体报道"),
        ({"spread": timedelta(minutes=61)}, "4 家媒体在 2 小时内报道"),
        ({"spread": timedelta(0)}, "4 家媒体在 1 分钟内报道"),
        ({"flagged": ("甲", "乙", "丙", "丁")}, "甲、乙、丙等 4 家媒体标为重要"),
        ({"named": "Binance"}, "涉及 Binance"),
        ({"said": "420 枚 BTC"}, "涉及 420 枚 BTC"),
        ({"said": "两亿美元"}, "涉及两亿美元"),
    ],
)
def test_words(change: dict, words: str) -> None:
    assert words in importance(replace(LARGE, **change)).reasons


@pytest.mark.parametrize(
    "change",
    [
        {"outlets": 5},
        {"flagged": ("甲", "乙")},
        {"weight": 100},
        {"amount": 1e10},
    ],
)
def test_more_of_anything_matters_more(change: dict) -> None:
    assert importance(replace(LARGE, **change)).score > importance(LARGE).score


@pytest.mark.parametrize(
    "change",
    [
        {"outlets": 1},
        {"spread": timedelta(hours=2)},
        {"spread": timedelta(days=1)},
        {"flagged": ()},
        {"named": ""},
        {"amount": 9e6},
        {"topics": ()},
        {"in_series": True},
    ],
)
def test_less_of_anything_matters_less(change: dict) -> None:
    assert importance(replace(LARGE, **change)).score < importance(LARGE).score


def test_a_series_says_that_it_is_one() -> None:
    assert importance(replace(LARGE, in_series=True)).reasons[-1] == "属定期播报的数据，按六折计分"
    assert importance(Inputs(outlets=1, in_series=True)).reasons == ()


@given(
    st.builds(
        Inputs,
        outlets=st.integers(0, 500),
        spread=st.none() | st.timedeltas(min_value=timedelta(0)),
        flagged=st.lists(st.text(max_size=4), max_size=5).map(tuple),
        weight=st.integers(0, 100),
        named=st.text(max_size=4),
        amount=st.floats(0, 1e300),
        in_series=st.booleans(),
    )
)
def test_always_from_0_to_100(inputs: Inputs) -> None:
    found = importance(inputs)
    assert 0 <= found.score <= 100
    assert importance(inputs) == found
    assert len(found.reasons) <= 6


def test_age_takes_half_in_a_half_life() -> None:
    assert current(80, NOW, NOW) == 80
    assert current(80, NOW, NOW + HALF_LIFE) == 40
    assert current(80, NOW + HALF_LIFE, NOW) == 80


@pytest.mark.django_db
def test_a_story_is_weighed_by_what_stands_in_the_database(room: Newsroom) -> None:
    term = max(lexicon().terms, key=lambda term: (term.kind == "exchange", term.weight))
    tag = Tag.objects.create(slug=term.slug, name=term.name, kind=term.kind)
    own = Tag.objects.create(slug="own-tag", name="自定", kind="company")
    topic = Tag.objects.create(slug="security-incident", name="安全事件", kind="topic")
    fact = {"kind": "money", "value": "1250000000", "unit": "USD", "place": "title"}
    fact["text"] = "12.5 亿美元"
    other = {"kind": "percent", "value": "99", "unit": "%", "place": "title", "text": "99%"}
    one = room.tell("a", HACK[0], 0, facts=[other, fact], outlet_important=True)
    two = room.tell("b", HACK[1], 6, facts=[{**fact, "value": "9e12", "place": "text"}])
    for each in (tag, own, topic):
        ArticleTag.objects.create(article=one, tag=each, about=True, sorted_at=one.sorted_at)
    assign([one.pk, two.pk])
    story = Story.objects.get()
    assert set(story.reasons) == {
        "2 家媒体在 6 分钟内报道",
        "A 社标为重要",
        f"涉及 {term.name}",
        "涉及 12.5 亿美元",
        "主题为安全事件",
    }
    assert story.importance >= IMPORTANT
    assert set(Article.objects.values_list("is_important", flat=True)) == {True}


@pytest.mark.django_db
def test_coins_weigh_by_their_worth_but_are_named_as_the_headline_does(room: Newsroom) -> None:
    fact = {"kind": "coin", "value": "420", "unit": "BTC", "place": "title", "text": "420 枚 BTC"}
    assign([room.tell("a", HACK[0], 0, facts=[fact]).pk])
    assert "涉及 420 枚 BTC" in Story.objects.get().reasons


@pytest.mark.django_db
def test_an_editors_word_on_importance_stands(room: Newsroom) -> None:
    kept = room.tell("a", HACK[0], 0, is_important=True, locked_fields=["is_important"])
    other = room.tell("b", HACK[1], 1, is_important=True)
    assign([kept.pk, other.pk])
    kept.refresh_from_db()
    other.refresh_from_db()
    assert Story.objects.get().importance < IMPORTANT
    assert (kept.is_important, other.is_important) == (True, False)
