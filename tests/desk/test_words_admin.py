"""词库, 候选新词 and 词典版本."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from aggregator import language
from aggregator.articles.models import Tag
from aggregator.words import current
from aggregator.words.models import Candidate, DictionaryVersion, Word
from aggregator.words.versions import ensure
from tests.desk.conftest import NOON

LIST = "admin:words_word_changelist"
ADD = "admin:words_word_add"
NEW = {
    "name": "柠檬鲸",
    "slug": "lemon-whale",
    "kind": "coin",
    "aliases": "檸檬鯨\n～柠鲸",
    "ticker": "lmw",
    "weight": "40",
    "note": "",
}


@pytest.fixture(autouse=True)
def _own_book(db) -> Iterator[None]:
    before = language.book()
    current.forget()
    ensure(NOON)
    current.take_up()
    yield
    language.install(before)
    current.forget()


@pytest.fixture
def post(editor, django_capture_on_commit_callbacks):
    """Post as the editor, let the commit happen, and give the page that follows."""

    def send(page_name: str, /, *args: object, query: str = "", **fields: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            address = reverse(page_name, args=args) + (f"?{query}" if query else "")
            return editor.post(address, fields, follow=True).content.decode()

    return send


def page(client, name: str, *args: object, **query: str) -> str:
    return client.get(f"{reverse(name, args=args)}?{urlencode(query)}").content.decode()


def test_a_new_word_is_in_force_once_it_is_saved(post) -> None:
    answer = post(ADD, **NEW)
    assert "词典已生效" in answer
    word = Word.objects.get()
    assert (word.ticker, word.aliases) == ("LMW", ["檸檬鯨", "~柠鲸"])
    assert [tag.slug for tag in language.tags_of("柠檬鲸（LMW）来了", "")] == ["lemon-whale"]
    version = DictionaryVersion.objects.first()
    assert (version.reason, version.made_by.username) == ("新增“柠檬鲸”", "bianji")
    assert LogEntry.objects.get().get_change_message() == "新增“柠檬鲸”"


def test_a_shipped_entry_is_corrected_from_a_form_that_is_filled_in(editor, post) -> None:
    form = page(editor, ADD, **{"from": "bitcoin"})
    assert 'value="比特币"' in form
    assert "大饼" in form
    post(
        ADD, query="from=bitcoin", name="比特币", slug="bitcoin", kind="coin",
        aliases="Bitcoin\n橙币", ticker="BTC", weight="100",
    )  # fmt: skip
    assert [tag.slug for tag in language.tags_of("橙币来了", "")] == ["bitcoin"]
    assert "编辑改过" in page(editor, LIST, q="橙币")
    said = DictionaryVersion.objects.first().reason
    assert said.startswith("修改“比特币”：")
    assert "新增别名 橙币" in said
    history = page(editor, "admin:words_word_history", Word.objects.get().pk)
    assert "修改“比特币”" in history
    assert "新增“" not in history


def test_a_shipped_entry_that_someone_has_corrected_leads_to_the_correction(editor) -> None:
    word = Word.objects.create(slug="bitcoin", name="比特币", kind="coin")
    answer = editor.get(reverse(ADD) + "?from=bitcoin")
    assert answer.url == reverse("admin:words_word_change", args=[word.pk])


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("aliases", "大饼", "“大饼”已经是词条“比特币”（bitcoin）的写法"),
        ("name", "比特幣", "已经是词条“比特币”"),
        ("ticker", "BTC", "已经是词条“比特币”"),
        ("ticker", "B-T", "1 到 12 位大写字母和数字"),
        ("slug", "Lemon Whale", "小写字母、数字和单个连字符"),
        ("weight", "101", "0 到 100 的整数"),
        ("name", "~", "名称里没有可识别的文字"),
        ("aliases", "甲|乙", "有竖线或制表符"),
        ("aliases", "长" * 81, "最多 80 字"),
        ("aliases", "~", "有一行别名是空的"),
        ("name", "的", "“的”只有一个字"),
        ("aliases", "~的", "“的”只有一个字"),
        ("aliases", "，", "“，”只有一个字"),
        ("ticker", "F", "单字母代码请在前面加 ~"),
        ("aliases", "价格", "“价格”是常用词"),
        ("aliases", "我们", "“我们”是常用词"),
        ("aliases", "\n".join(f"别名{n}" for n in range(61)), "别名最多 60 个"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(post, field, value, words) -> None:
    versions = DictionaryVersion.objects.count()
    book = language.book()
    assert words in post(ADD, **{**NEW, field: value})
    assert not Word.objects.exists()
    assert DictionaryVersion.objects.count() == versions
    assert language.book() is book


def test_a_change_is_logged_with_what_was_and_what_is(editor, post) -> None:
    post(ADD, **NEW)
    word = Word.objects.get()
    seen = word.updated_at.isoformat()
    changed = {**NEW, "weight": "60", "aliases": "青鲸", "off": "on", "seen": seen}
    post("admin:words_word_change", word.pk, **changed)
    said = "“柠檬鲸”：权重“40”改为“60”；新增别名 青鲸；删去别名 檸檬鯨、~柠鲸；停用"
    assert DictionaryVersion.objects.first().reason == said
    history = page(editor, "admin:words_word_history", word.pk)
    assert "新增别名 青鲸" in history
    assert "已停用" in page(editor, LIST, q="青鲸")


def test_two_editors_on_one_page_do_not_overwrite_each_other(post) -> None:
    post(ADD, **NEW)
    word = Word.objects.get()
    seen = word.updated_at.isoformat()
    post("admin:words_word_change", word.pk, **NEW, seen=seen, off="on")
    answer = post("admin:words_word_change", word.pk, **{**NEW, "weight": "1"}, seen=seen)
    assert "刚刚被别人改过" in answer
    word.refresh_from_db()
    assert (word.weight, word.off) == (40, True)


def test_a_save_that_another_editor_has_made_impossible_is_refused(post, monkeypatch) -> None:
    """Both forms were sound; the second to compile finds the first's word."""
    Word.objects.create(slug="lime-whale", name="青柠鲸", kind="coin", aliases=["檸檬鯨"])
    answer = post(ADD, **NEW)
    assert "未能保存，现行词典不变" in answer
    assert not Word.objects.filter(slug="lemon-whale").exists()
    assert DictionaryVersion.objects.count() == 1


def test_a_note_makes_no_version_and_says_so(post) -> None:
    post(ADD, **NEW)
    word = Word.objects.get()
    seen = word.updated_at.isoformat()
    assert "词典无需更新" in post(
        "admin:words_word_change", word.pk, **{**NEW, "note": "注"}, seen=seen
    )


def test_deleting_a_correction_brings_the_shipped_entry_back(post) -> None:
    post(ADD, name="狗狗币", slug="dogecoin", kind="coin", weight="1", aliases="", off="on")
    assert language.tags_of("狗狗币来了", "") == []
    post("admin:words_word_delete", Word.objects.get().pk, post="yes")
    assert [tag.slug for tag in language.tags_of("狗狗币来了", "")] == ["dogecoin"]
    assert DictionaryVersion.objects.first().reason == "删除词条“狗狗币”"


def test_deleting_what_another_word_has_claimed_meanwhile_is_refused(post) -> None:
    post(ADD, **NEW)
    Word.objects.create(slug="a", name="甲鲸", kind="coin")
    Word.objects.create(slug="b", name="甲鲸", kind="coin")
    kept = Word.objects.get(slug="lemon-whale")
    assert "未能保存" in post("admin:words_word_delete", kept.pk, post="yes")
    assert Word.objects.filter(pk=kept.pk).exists()


def test_the_list_shows_shipped_and_own_words_and_can_be_searched(editor, post) -> None:
    everything = page(editor, LIST)
    assert "内置" in everything
    assert "第 1 / " in everything
    assert "第 2 / " in page(editor, LIST, p="2")
    post(ADD, **NEW)
    assert "编辑新增" in page(editor, LIST, origin="own")
    found = page(editor, LIST, q="$btc", kind="coin")
    assert found.count("</small>") > 1
    assert found.index("?from=") == found.index("?from=bitcoin")
    assert "没有符合条件的词条" in page(editor, LIST, q="没有这样的词", kind="coin")


def test_a_word_of_before_a_rule_does_not_break_the_list(editor) -> None:
    Word.objects.create(slug="x", name="甲鲸", kind="coin", ticker="小写")
    assert "甲鲸" not in page(editor, LIST, origin="own")


def test_a_candidate_is_taken_into_the_form_and_marked(editor, post) -> None:
    row = candidate("柠檬鲸")
    shown = page(editor, "admin:words_candidate_changelist", state__exact="open")
    assert "柠檬鲸来了" in shown
    assert "9 篇 · 3 家媒体" in shown
    assert f"candidate={row.pk}" in shown
    assert 'value="柠檬鲸"' in page(editor, ADD, candidate=str(row.pk))
    post(ADD, query=f"candidate={row.pk}", **NEW)
    row.refresh_from_db()
    assert row.state == "taken"
    assert f"candidate={row.pk}" not in page(editor, "admin:words_candidate_changelist")


def test_an_empty_list_of_candidates_says_where_they_come_from(editor) -> None:
    name = "admin:words_candidate_changelist"
    said = "还没有候选新词。每天从最近 14 天的稿件里挖掘一次。"
    assert said in page(editor, name)
    candidate("某某")
    assert said not in page(editor, name)
    assert said not in page(editor, name, q="没有这样的词")
    assert said not in page(editor, name, state__exact="taken")


def test_candidates_are_ignored_and_put_back(post) -> None:
    row = candidate("某某")
    for action, state in (("ignore", "ignored"), ("reopen", "open")):
        answer = post(
            "admin:words_candidate_changelist", action=action, _selected_action=str(row.pk)
        )
        row.refresh_from_db()
        assert row.state == state
        assert "1 个" in answer
    assert LogEntry.objects.count() == 2


def candidate(text: str) -> Candidate:
    return Candidate.objects.create(
        key=text, text=text, count=9, outlets=3, score=5, found_at=NOON, seen_at=NOON,
        examples=[{"article": 1, "text": f"{text}来了"}],
    )  # fmt: skip


def test_the_page_of_a_candidate_shows_its_examples(editor) -> None:
    row = candidate("柠檬鲸")
    shown = page(editor, "admin:words_candidate_change", row.pk)
    assert "柠檬鲸来了" in shown
    assert "待定" in shown


def test_versions_say_what_changed_and_how_far_the_reading_is(editor, post, article) -> None:
    post(ADD, **NEW)
    name = "admin:words_dictionaryversion_changelist"
    assert "已检查 0 / 0 篇" in page(editor, name)
    DictionaryVersion.objects.update(swept_at=NOON, examined=1200, touched=35)
    shown = page(editor, name)
    assert "已完成：检查 1,200 篇，重新识别 35 篇" in shown
    assert "生效中" in shown
    assert "已被取代" in shown
    assert "＋ lmw、柠檬鲸、柠鲸" in shown
    DictionaryVersion.objects.update(examined=0, added=[f"词{n}" for n in range(9)])
    shown = page(editor, name)
    assert "没有需要检查的稿件" in shown
    assert "等 9 个" in shown


def test_a_tag_leads_to_its_entry(editor, tag) -> None:
    def link() -> str:
        return page(editor, "admin:articles_tag_change", tag.pk)

    assert f"{reverse(ADD)}?from=bitcoin" in link()
    word = Word.objects.create(slug="bitcoin", name="比特币", kind="coin")
    assert reverse("admin:words_word_change", args=[word.pk]) in link()
    mine = Tag.objects.create(slug="mine", name="自拟主题", kind="topic", aliases=["自拟"])
    assert "加入词库" in page(editor, "admin:articles_tag_change", mine.pk)
    assert 'value="自拟主题"' in page(editor, ADD, tag="mine")
    assert "保存后可以加入词库" in page(editor, "admin:articles_tag_add")


@pytest.mark.parametrize("name", [LIST, "admin:words_candidate_changelist", ADD])
def test_who_may_not_sees_nothing(stranger, name) -> None:
    assert stranger.get(reverse(name)).status_code == 403
