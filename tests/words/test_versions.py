"""What a save puts in force, and what it leaves as it was."""

from pathlib import Path

import pytest

from aggregator import language
from aggregator.articles.models import Tag
from aggregator.language import EntryError, LexiconError, cut, shipped, tags_of
from aggregator.words import current
from aggregator.words.models import DictionaryVersion, Edition, Word
from aggregator.words.versions import ensure, publish
from tests.words.conftest import NOW

pytestmark = pytest.mark.django_db


def slugs(title: str) -> list[str]:
    return [tag.slug for tag in tags_of(title, "")]


def test_a_saved_word_is_known_at_once(save) -> None:
    assert "柠檬鲸" not in cut("柠檬鲸来了")
    version = save("lemon-whale", "柠檬鲸")
    assert cut("柠檬鲸来了")[0] == "柠檬鲸"
    assert slugs("柠檬鲸来了") == ["lemon-whale"]
    assert version.version == language.dictionary_version()
    assert (version.added, version.removed, version.terms) == (["柠檬鲸"], [], ["lemon-whale"])


def test_a_correction_takes_the_place_of_the_shipped_entry(save) -> None:
    version = save("bitcoin", "比特币", aliases=["Bitcoin", "橙币"], ticker="BTC", weight=100)
    assert slugs("橙币来了") == ["bitcoin"]
    assert "大饼" in version.removed
    assert "橙币" in version.added
    assert slugs("大饼来了") == []


def test_a_word_that_is_switched_off_is_not_recognised(save) -> None:
    assert slugs("狗狗币大涨") == ["dogecoin"]
    save("dogecoin", "狗狗币", off=True)
    assert slugs("狗狗币大涨") == []


def test_taking_a_word_back_brings_the_shipped_entry_back(
    save, django_capture_on_commit_callbacks
) -> None:
    save("dogecoin", "狗狗币", off=True)
    with django_capture_on_commit_callbacks(execute=True):
        Word.objects.all().delete()
        publish("删除", None, NOW)
    assert slugs("狗狗币大涨") == ["dogecoin"]
    assert language.dictionary_version() == shipped().version


def test_a_note_makes_no_version(save) -> None:
    save("lemon-whale", "柠檬鲸")
    assert save("lemon-whale", "柠檬鲸", note="说明") is None
    assert DictionaryVersion.objects.count() == 2


def test_two_words_that_claim_one_thing_leave_the_old_version_in_force(save) -> None:
    first = save("lemon-whale", "柠檬鲸")
    compiled = language.book()
    with pytest.raises(EntryError) as caught:
        save("lime-whale", "青柠鲸", aliases=["檸檬鯨"])
    assert (caught.value.field, caught.value.rival) == ("aliases", "lemon-whale")
    assert current.in_force() == first
    assert language.book() is compiled


def test_a_second_save_holds_what_the_first_has_saved(save) -> None:
    save("lemon-whale", "柠檬鲸")
    save("lime-whale", "青柠鲸")
    assert slugs("柠檬鲸与青柠鲸合并") == ["lemon-whale", "lime-whale"]


@pytest.mark.parametrize("order", [("lemon-whale", "lime-whale"), ("lime-whale", "lemon-whale")])
def test_the_order_of_two_saves_makes_no_difference(save, order) -> None:
    names = {"lemon-whale": "柠檬鲸", "lime-whale": "青柠鲸"}
    versions = [save(slug, names[slug]) for slug in order]
    assert versions[-1].version == language.dictionary_version()
    assert {word[0] for word in DictionaryVersion.objects.all()[0].words} == set(names)


def test_tags_follow_their_words_but_for_what_an_editor_locked(save) -> None:
    Tag.objects.create(slug="dogecoin", name="狗狗币", kind="coin", aliases=["旧"])
    Tag.objects.create(slug="litecoin", name="莱特", kind="coin", locked_fields=["name"])
    save("dogecoin", "道奇币", ticker="DOGE", aliases=["狗狗币"])
    save("litecoin", "莱特币", ticker="LTC", aliases=["莱币"], kind="project")
    followed, locked = Tag.objects.order_by("slug")
    assert (followed.name, followed.ticker, followed.aliases) == ("道奇币", "DOGE", ["狗狗币"])
    assert (locked.name, locked.kind, locked.aliases) == ("莱特", "project", ["莱币"])


def test_the_first_start_makes_a_version_and_the_second_none() -> None:
    assert ensure(NOW).version == shipped().version
    assert ensure(NOW) is None


def test_an_upgrade_is_a_version_whose_changes_are_those_of_the_files(monkeypatch) -> None:
    ensure(NOW)
    old = Edition.objects.get()
    old.rows = "\n".join(r for r in old.rows.split("\n") if not r.startswith("dogecoin\t"))
    old.version = "older"
    old.save()
    version = ensure(NOW)
    assert version.terms == ["dogecoin"]
    assert "狗狗币" in version.added
    assert "升级" in version.reason


def test_an_editors_word_wins_over_what_an_upgrade_claims(save) -> None:
    ensure(NOW)
    save("my-coin", "我的币", aliases=["大饼"])
    assert slugs("大饼来了") == ["my-coin"]
    assert "大饼" not in language.lexicon().by_slug["bitcoin"].aliases


def test_a_broken_shipped_line_leaves_the_old_version_in_force(
    monkeypatch, caplog, save, tmp_path: Path
) -> None:
    version = save("lemon-whale", "柠檬鲸")
    broken = LexiconError("coins.tsv", 7, "3 columns where 8 belong")

    def refuse() -> None:
        raise broken

    monkeypatch.setattr("aggregator.words.versions.language.shipped", refuse)
    assert ensure(NOW) is None
    assert "coins.tsv:7" in caplog.text
    kept: list[object] = []
    monkeypatch.setattr("aggregator.words.current.language.ship", kept.append)
    current.forget()
    current.take_up()
    assert current.in_force() == version
    assert slugs("柠檬鲸来了，狗狗币大涨") == ["lemon-whale", "dogecoin"]
    assert [edition.version for edition in kept] == [version.edition.version]


def test_a_broken_line_without_an_older_version_is_said(monkeypatch) -> None:
    def refuse() -> None:
        raise LexiconError("coins.tsv", 7, "3 columns where 8 belong")

    monkeypatch.setattr("aggregator.words.versions.language.shipped", refuse)
    with pytest.raises(LexiconError, match="coins.tsv:7"):
        ensure(NOW)
