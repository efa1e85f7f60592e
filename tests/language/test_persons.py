"""People whom the lexicon lacks."""

import pytest

from aggregator.language import find_mentions


def people(text: str) -> list[tuple[str, str]]:
    return [(m.surface, m.rule) for m in find_mentions(text) if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("据分析师 Zorbfost 监测", "Zorbfost", "title"),
        ("项目创始人 Zorb Quxley 表示", "Zorb Quxley", "title"),
        ("白帽黑客 z0rblax 提交漏洞", "z0rblax", "title"),
        ("最高法院院长张小军作报告", "张小军", "title"),
        ("节目主持人 Savannah Quxley 的母亲", "Savannah Quxley", "given_name"),
        ("彭博的 Peter Quxley 称", "Peter Quxley", "given_name"),
        ("Zorbald Quxley 将卸任董事", "Zorbald Quxley", "leaves"),
        ("参议员林赛·格雷厄德尔表示", "林赛·格雷厄德尔", "transliterated"),
    ],
)
def test_a_title_or_a_spelling_makes_a_person(text: str, name: str, rule: str) -> None:
    assert (name, rule) in people(text)


def test_a_title_before_somebody_known_adds_nobody() -> None:
    assert [m.slug for m in find_mentions("美联储主席鲍威尔讲话")] == [
        "federal-reserve",
        "jerome-powell",
    ]
    assert people("Strategy 创始人 Michael Saylor 表示") == [("Michael Saylor", "name")]


@pytest.mark.parametrize(
    "text",
    [
        "分析师表示，行情回暖",
        "投资者权益受保护",
        "主席宣布 新规",
        "黑客周二 转移资金",
        "成员包括 多家机构",
        "分析师 The 一周观点",
        "负责人回应质疑",
        "黑客 using 漏洞",
    ],
)
def test_other_words_behind_a_title(text: str) -> None:
    assert people(text) == []


def test_one_person_has_one_slug() -> None:
    slugs = {m.slug for m in find_mentions("分析师 Zorb Quxley 说。CEO Zorb Quxley 称")}
    assert slugs == {"p-zorb-quxley"}
    (mention,) = [m for m in find_mentions("院长张小军作报告") if m.kind == "person"]
    assert mention.slug.startswith("p-")
    assert mention.slug.isascii()
