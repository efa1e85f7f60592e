"""Pieces of pages that are remembered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.keeping import fragments, kept
from aggregator.site.keeping.fragments import rendered
from aggregator.site.keeping.memory import Memory
from aggregator.site.lists import timeline
from aggregator.site.lists.channels import Channel, Day
from aggregator.site.lists.timeline import Choice
from aggregator.site.templatetags.pieces import minute
from tests.site.conftest import Make, Tell
from tests.site.keeping import forget_here

PANEL = "site/_reason.html"


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with a mark of its own."""

    mark: object


@pytest.fixture(autouse=True)
def remembering(settings: Settings) -> Iterator[None]:
    settings.FRAGMENT_SECONDS = 30
    forget_here()
    yield
    forget_here()


def held() -> int:
    return len(fragments.pieces._held)


def test_a_piece_is_made_once_for_its_values_and_language() -> None:
    one = rendered(PANEL, {"reasons": "<b>"})
    assert "&lt;b&gt;" in one
    assert rendered(PANEL, {"reasons": "<b>"}) is one
    assert rendered(PANEL, {"reasons": "别的"}) is not one
    with translation.override("en"):
        assert rendered(PANEL, {"reasons": "<b>"}) is not one
    assert held() == 3


def test_a_value_that_cannot_be_told_from_others_is_made_each_time() -> None:
    assert "a" in rendered(PANEL, {"reasons": ["a"]})
    assert held() == 0


def test_a_row_is_told_by_its_columns() -> None:
    page = Template("{% load pieces %}{% piece 'site/_channels.html' tag=tag day=day %}")
    shown = (Channel("bitcoin", "比特币", 3),)
    day = Day(reports=3, events=3, important=0, coins=shown, topics=(), outlets=())

    def current(slug: str) -> bool:
        tag = Tag(pk=1, slug=slug, aliases=["大饼"])
        return "aria-current" in page.render(Context({"tag": tag, "day": day}))

    assert current("bitcoin")
    assert not current("ethereum")
    assert current("bitcoin")
    assert held() == 2


def test_a_row_is_told_by_the_row_beside_it(make: Make) -> None:
    one = make("甲")
    before = fragments._mark(one)
    assert fragments._mark(one) == before
    one.source.text_policy = Source.TextPolicy.HEADLINE
    assert fragments._mark(one) != before


def test_a_mark_stands_for_its_value() -> None:
    mark = object()
    one = rendered(PANEL, {"reasons": Marked(mark)})
    assert rendered(PANEL, {"reasons": Marked(mark)}) is one
    assert rendered(PANEL, {"reasons": Marked(object())}) is not one


def test_the_mark_of_what_cannot_change_is_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = (Channel("bitcoin", "比特币", 3),)
    day = Day(reports=3, events=3, important=0, coins=shown, topics=(), outlets=())
    again = replace(day)
    first = rendered("site/_channels.html", {"day": day, "tag": ""})
    assert rendered("site/_channels.html", {"day": again, "tag": ""}) is first
    monkeypatch.setattr(fragments, "_mark", lambda value: pytest.fail("worked out again"))
    assert fragments._known_mark(day) == fragments._known_mark(again)


def test_a_mapping_is_told_by_what_it_holds() -> None:
    one = rendered(PANEL, {"reasons": "a", "other": {"b": Channel("c", "丙", 1)}})
    assert rendered(PANEL, {"reasons": "a", "other": {"b": Channel("c", "丙", 1)}}) is one
    assert rendered(PANEL, {"reasons": "a", "other": {"b": Channel("c", "丙", 2)}}) is not one


def test_a_piece_sees_only_what_it_is_given() -> None:
    page = Template("{% load pieces %}{% piece 'site/_reason.html' other=1 %}")
    assert "编辑" not in page.render(Context({"reasons": "编辑"}))


def test_few_are_held_and_not_for_long(settings: Settings) -> None:
    memory: Memory[str] = Memory(2)
    for name in "abc":
        memory.put(name, name)
    assert [memory.get(name) for name in "abc"] == [None, "b", "c"]
    assert memory.get("b", seconds=0) is None
    settings.FRAGMENT_SECONDS = 0
    assert memory.get("b") is None
    memory.put("d", "d")
    assert len(memory._held) == 2


def test_a_minute_begins_with_its_first_second() -> None:
    assert minute(datetime(2026, 1, 1, 2, 3, 4, 5, UTC)) == datetime(2026, 1, 1, 2, 3, tzinfo=UTC)
    assert minute("") == ""


def test_items_are_read_once_while_they_stay_as_they_are(
    make: Make, tell: Tell, django_assert_num_queries
) -> None:
    one = make("甲")
    tell(make("乙", source="a"), make("丙", source="b"))
    with django_assert_num_queries(3):
        before = timeline.front(Choice()).items
    with django_assert_num_queries(1):
        again = timeline.front(Choice()).items
    assert [a is b for a, b in zip(before, again, strict=True)] == [True, True]
    Article.objects.filter(pk=one.pk).update(title="改", updated_at=timezone.now())
    assert {item.article.title for item in timeline.front(Choice()).items} == {"改", "乙"}


def test_an_item_follows_its_story_and_its_outlets_policy(make: Make, tell: Tell) -> None:
    first = make("甲", source="a", excerpt="摘录")
    tell(first)
    assert timeline.front(Choice()).items[0].outlets == ()
    tell(first_again := make("甲二", source="b"))
    story = first_again.report.story
    story.report_count = story.outlet_count = 2
    story.save()
    Source.objects.filter(slug="a").update(text_policy=Source.TextPolicy.HEADLINE, name="新名")
    named = {item.article.source.name for item in timeline.front(Choice()).items}
    assert "新名" in named


def test_repeats_and_place_make_an_item_of_their_own(make: Make, tell: Tell) -> None:
    both = [make("甲", source="a"), make("乙", source="a")]
    tell(*both)
    (front,) = timeline.front(Choice()).items
    (own,) = timeline.of_source(both[0].source).items
    assert front.article.pk == both[0].pk
    assert (own.article.pk, own.repeats, own.whole) == (both[1].pk, 1, False)
    (again,) = timeline.of_source(both[0].source).items
    assert (again.mark, again.repeats) == (own.mark, 1)
    assert own.placed(1, whole=False) is own


def test_the_page_is_the_same_from_memory(client: Client, make: Make, tell: Tell) -> None:
    tell(make("甲", source="a", is_important=True), make("乙", source="b"))
    pages = [
        re.sub(rb'data-live-after="[^"]*"', b"", client.get("/").content) for _ in range(2)
    ]  # the moment from which it listens is its own
    assert pages[0] == pages[1]
    assert held() > 5


def test_kept_answers_are_near_for_a_second_and_forgotten_together() -> None:
    made = iter(range(9))
    assert [kept.kept("n", 60, lambda: next(made)) for _ in range(3)] == [0, 0, 0]
    kept._near.clear()
    assert kept.kept("n", 60, lambda: next(made)) == 0
    kept.forget_all()
    assert kept.kept("n", 60, lambda: next(made)) == 1
    kept._near.clear()
    assert kept.kept("n", 60, lambda: next(made)) == 1


def test_what_other_code_kept_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept.kept("n", 60, lambda: "old shape") == "old shape"
    assert re.fullmatch("[0-9a-f]{16}", kept.code())
    kept._near.clear()
    monkeypatch.setattr(kept, "code", lambda: "later")
    assert kept.kept("n", 60, lambda: "new shape") == "new shape"
