"""Editors' rulings: obeyed, permanent, handed out to learn from."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from aggregator.articles.models import Article
from aggregator.stories import rulings
from aggregator.stories.assign import assign
from aggregator.stories.models import Report, Ruling, Story
from aggregator.stories.rebuild import rebuild
from aggregator.stories.rulings import RulingRefusedError, followed, merge, move, split
from tests.stories.conftest import HACK, NOW, Newsroom

BANK = "韩国央行维持基准利率不变"
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(room: Newsroom) -> list[Article]:
    """Three on one hack, one on a bank."""
    made = [room.tell("a", HACK[0], 0), room.tell("b", HACK[1], 5), room.tell("c", HACK[0], 9)]
    made.append(room.tell("d", BANK, 11))
    assign([one.pk for one in made])
    return made


def story(article: Article) -> int:
    return Report.objects.get(article=article).story_id


def again(told: list[Article]) -> None:
    assign([one.pk for one in told])
    rebuild(None, None, NOW)


def test_a_merge_stays(room: Newsroom, told: list[Article]) -> None:
    number, touched = merge([story(told[0]), story(told[3])], None, NOW)
    assert touched == {one.pk for one in told}
    again(told)
    assert {story(one) for one in told} == {number}
    assert Report.objects.get(article=told[3]).reasons == ["编辑归入"]
    late = room.tell("e", HACK[1], 20)
    assign([late.pk])
    assert story(late) == number


def test_a_split_stays_and_new_reports_go_where_they_fit(
    room: Newsroom, told: list[Article]
) -> None:
    number, _ = split([told[1].pk, told[2].pk], None, NOW)
    again(told)
    assert story(told[1]) == story(told[2]) == number
    assert story(told[0]) != number
    late = room.tell("e", HACK[0], 20)
    assign([late.pk])
    assert {story(told[0]), number} >= {story(late)}
    again(told)
    assert story(told[0]) != story(told[1])


def test_the_latest_word_stands(told: list[Article]) -> None:
    split([told[1].pk], None, NOW)
    merge([story(told[0]), story(told[1])], None, NOW)
    again(told)
    assert story(told[0]) == story(told[1])
    assert not Ruling.objects.filter(same=False).exists()
    split([told[1].pk], None, NOW)
    again(told)
    assert story(told[0]) != story(told[1])


def test_what_was_merged_stays_when_the_report_that_tied_it_goes(
    room: Newsroom, told: list[Article]
) -> None:
    other = room.tell("e", "某交易所上线新的交易对", 12)
    assign([other.pk])
    merge([story(told[0]), story(told[3]), story(other)], None, NOW)
    split([told[0].pk], None, NOW)
    again([*told, other])
    assert story(told[1]) == story(told[3]) == story(other) != story(told[0])
    bank = told[3].pk
    move([told[1].pk], story(told[0]), None, NOW)
    again([*told, other])
    assert story(other) == Report.objects.get(article=bank).story_id
    merge([story(other), story(told[0])], None, NOW)
    again([*told, other])
    assert len({story(one) for one in (*told, other)}) == 1


def test_a_moved_report_stays(told: list[Article]) -> None:
    number, _ = move([told[1].pk], story(told[3]), None, NOW)
    again(told)
    assert story(told[1]) == story(told[3]) == number
    assert story(told[0]) == story(told[2]) != number


def test_a_tie_over_more_than_the_window_is_kept_when_its_late_end_changes(
    room: Newsroom, told: list[Article]
) -> None:
    late = room.tell("e", BANK, 60 * 80)
    after = room.tell("f", BANK, 60 * 81)
    assign([late.pk, after.pk])
    number, _ = merge([story(told[3]), story(late)], None, NOW)
    between = room.tell("g", BANK, 60 * 80 + 5)
    assign([between.pk])
    again([*told, late, after, between])
    assert {story(one) for one in (told[3], late, after, between)} == {number}


def test_an_article_that_changes_keeps_its_ruling(told: list[Article]) -> None:
    merge([story(told[0]), story(told[3])], None, NOW)
    Article.objects.filter(pk=told[3].pk).update(title="别的标题，与前文无关")
    assign([told[3].pk])
    assert story(told[3]) == story(told[0])


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (lambda told: merge([story(told[0])], None, NOW), "至少要选两个"),
        (lambda told: split([one.pk for one in told[:3]], None, NOW), "全部报道"),
        (lambda told: split([told[0].pk, told[3].pk], None, NOW), "须同属一个事件"),
        (lambda told: move([told[0].pk], 0, None, NOW), "请填写"),
        (lambda told: move([told[0].pk], 404, None, NOW), "找不到编号为 404"),
        (lambda told: move([told[0].pk], story(told[0]), None, NOW), "已经在这个事件里"),
    ],
)
def test_what_makes_no_sense_is_refused(
    told: list[Article], ruling: Callable[[list[Article]], object], words: str
) -> None:
    with pytest.raises(RulingRefusedError, match=words):
        ruling(told)
    assert not Ruling.objects.exists()


def test_too_much_at_once_is_refused(told: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulings, "MOST", 2)
    with pytest.raises(RulingRefusedError, match="一次最多处理 2 篇"):
        merge([story(told[0]), story(told[3])], None, NOW)


def test_an_old_number_leads_to_where_the_story_went(told: list[Article]) -> None:
    old = Story.objects.get(pk=story(told[3]))
    number, _ = merge([story(told[0]), old.pk], None, NOW)
    old.refresh_from_db()
    assert followed(old).pk == number
    Story.objects.filter(pk=number).update(merged_into=old)  # a circle must not hang a page
    old = Story.objects.get(pk=old.pk)
    assert followed(old).pk in {number, old.pk}


def test_rulings_are_handed_out_as_labelled_pairs(
    told: list[Article], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    split([told[1].pk], None, NOW)
    items = tmp_path / "items.jsonl"
    call_command("stories", "rulings", items=items)
    pairs = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {(row["same_event"], row["kind"], row["sure"]) for row in pairs} == {
        (False, "editor", True)
    }
    named = {row["id"]: row for row in map(json.loads, items.read_text("utf-8").splitlines())}
    assert {end for row in pairs for end in (row["a"], row["b"])} == named.keys()
    assert named[told[1].url_key]["title"] == told[1].title
    assert named[told[1].url_key]["published"] == told[1].published_at.isoformat()


def test_rulings_alone(told: list[Article], capsys: pytest.CaptureFixture[str]) -> None:
    merge([story(told[0]), story(told[3])], None, NOW)
    call_command("stories", "rulings")
    assert '"same_event": true' in capsys.readouterr().out


def test_check_finds_and_rebuild_mends(
    told: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("stories", "check")
    Report.objects.filter(article=told[1]).update(story=story(told[3]))
    with pytest.raises(CommandError, match="stories rebuild"):
        call_command("stories", "check")
    assert story(told[1]) == story(told[3])
    call_command("stories", "rebuild")
    assert "其中 1 篇换了事件" in capsys.readouterr().out
    assert story(told[1]) == story(told[0])
    call_command("stories", "check")


def test_check_of_a_time_without_articles(told: list[Article]) -> None:
    call_command("stories", "check", "--since", "2031-01-01", "--until", "2031-01-02T03:00+08:00")


def test_an_article_in_no_story_is_found(room: Newsroom, told: list[Article]) -> None:
    room.tell("e", "无人归入的一篇", 3)
    with pytest.raises(CommandError):
        call_command("stories", "check", "--until", "2026-01-01")


@pytest.mark.parametrize("words", ["昨天", "2026-02-31"])
def test_a_date_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(CommandError):
        call_command("stories", "check", "--since", words)
