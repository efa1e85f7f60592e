"""New words out of what came in."""

from collections import Counter
from datetime import timedelta

import pytest

from aggregator.words.candidates import mine, snippet
from aggregator.words.latin import latin_names
from aggregator.words.models import Candidate
from aggregator.words.ngrams import Bounds, Text, entropy, han_words
from tests.words.conftest import NOW

LOOSE = Bounds(articles=4, cohesion=3.0, freedom=1.0)
TITLES = [
    "萤鲲宣布完成新一轮募资", "知名机构看好萤鲲前景", "分析师：萤鲲估值偏高", "萤鲲上线测试网络",
    "萤鲲团队回应质疑", "消息：萤鲲将裁员", "多家媒体报道萤鲲动向", "萤鲲推出激励计划",
]  # fmt: skip
OTHERS = [
    "美联储维持利率不变",
    "以太坊手续费新低",
    "比特币小幅回落",
    "香港发布新规",
    "矿工收入减少",
]


def texts(*lines: str) -> list[Text]:
    return [Text(number, number % 3, line) for number, line in enumerate(lines)]


def names(lines: list[str]) -> list[str]:
    return [f.text for f in latin_names(texts(*lines), lambda _: True, Bounds(articles=3))]


def test_a_frequent_cohesive_free_word_is_found_with_its_counts() -> None:
    found = han_words(texts(*TITLES, *OTHERS), lambda *_: True, LOOSE)
    assert [one.text for one in found] == ["萤鲲"]
    [word] = found
    assert (word.articles, word.outlets) == (8, {0, 1, 2})
    assert [article for article, _ in word.examples] == [0, 1, 2]
    assert word.cohesion > 3
    assert word.freedom > 2


def test_a_word_that_always_stands_in_one_surrounding_is_part_of_a_longer_one() -> None:
    lines = [title.replace("萤鲲", "萤鲲港") for title in TITLES]
    assert [f.text for f in han_words(texts(*lines, *OTHERS), lambda *_: True, LOOSE)] == ["萤鲲港"]


def test_what_stands_in_quotation_marks_is_said_to_be_marked() -> None:
    asked: dict[str, bool] = {}
    lines = [title.replace("萤鲲", "「萤鲲」") for title in TITLES]
    han_words(texts(*lines), lambda word, marked: bool(asked.update({word: marked})), LOOSE)
    assert asked["萤鲲"]
    han_words(texts(*TITLES), lambda word, marked: bool(asked.update({word: marked})), LOOSE)
    assert not asked["萤鲲"]


def test_entropy_counts_every_edge_as_another_neighbour() -> None:
    assert entropy(Counter("aabb")) == 1.0
    assert entropy(Counter({"a": 4})) == 0.0
    assert entropy(Counter({"": 4})) == 2.0


def test_latin_names_are_whole_and_bare_of_titles() -> None:
    lines = [f"{n} 月，CEO Zorba Quill 与 Fluxor 会面" for n in "一二三"]
    assert set(names(lines)) == {"Zorba Quill", "Fluxor"}


@pytest.mark.parametrize(
    "line",
    [
        "今日 CEO 发言",
        "报价 NVDA.O 上涨",
        "Fluxor 与 fluxor 混用",
        "A long line of English with Fluxor in it",
    ],
)
def test_what_is_no_name_is_passed_over(line: str) -> None:
    assert names([line] * 3) == []


@pytest.mark.django_db
def test_mining_offers_what_is_unknown_with_examples(tell) -> None:
    tell(*TITLES, *OTHERS)
    assert mine(NOW, LOOSE) == 1
    row = Candidate.objects.get()
    assert (row.text, row.state, row.count, row.outlets) == ("萤鲲", "open", 8, 1)
    assert len(row.examples) == 3
    assert all("萤鲲" in example["text"] for example in row.examples)


@pytest.mark.django_db
def test_two_ways_to_write_a_name_are_one_find(tell) -> None:
    tell(*[f"{n} 号公告称 Fluxorix 已恢复服务" for n in range(9)])
    tell(*[f"{n} 号公告称 FLUXORIX 再次恢复服务" for n in range(6)])
    mine(NOW, Bounds(articles=4))
    assert [row.text for row in Candidate.objects.filter(key="fluxorix")] == ["Fluxorix"]


@pytest.mark.django_db
def test_a_word_that_was_ignored_never_returns_and_others_are_refreshed(tell) -> None:
    tell(*TITLES[:5])
    mine(NOW, LOOSE)
    tell(*TITLES[5:])
    mine(NOW, LOOSE)
    row = Candidate.objects.get()
    assert row.count == 8
    row.state = Candidate.State.IGNORED
    row.save()
    mine(NOW + timedelta(days=1), LOOSE)
    row.refresh_from_db()
    assert (row.state, row.seen_at) == ("ignored", NOW)


@pytest.mark.django_db
def test_what_the_dictionary_has_learned_is_offered_no_more(tell, save) -> None:
    tell(*TITLES)
    mine(NOW, LOOSE)
    save("firefly-kun", "萤鲲")
    assert mine(NOW, LOOSE) == 0
    assert not Candidate.objects.exists()


@pytest.mark.django_db
def test_a_find_that_does_not_come_up_again_is_forgotten(tell) -> None:
    tell(*TITLES)
    mine(NOW, LOOSE)
    mine(NOW + timedelta(days=60), LOOSE)
    assert not Candidate.objects.exists()


def test_a_snippet_is_one_line_around_the_word() -> None:
    text = "甲" * 60 + "\n螢鯤上线" + "乙" * 60
    line = snippet(text, "萤鲲")
    assert line.startswith("…甲")
    assert "螢鯤上线" in line
    assert len(line) < 70
    assert snippet("没有这个词", "萤鲲") == "没有这个词"
