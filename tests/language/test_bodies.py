"""Companies and projects that the lexicon lacks."""

import pytest

from aggregator.language import find_mentions


def found(text: str) -> list[tuple[str, str, str]]:
    return [(m.surface, m.kind, m.rule) for m in find_mentions(text) if m.slug.startswith("o-")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由 Zorblax Capital 牵头", ("Zorblax Capital", "company", "body_ending")),
        ("由 Zorblax Protocol 推出", ("Zorblax Protocol", "project", "body_ending")),
        ("初创公司 Zorblax 成立", ("Zorblax", "company", "body_called")),
        ("DEX 聚合器 Zorblax 推出", ("Zorblax", "project", "body_called")),
        ("Zorblax 完成 600 万美元种子轮融资", ("Zorblax", "project", "body_raised")),
        ("Zorblax 推出收益产品", ("Zorblax", "project", "body_acts")),
        ("公告：Zorblax Quxley 将停止运营", ("Zorblax Quxley", "project", "body_acts")),
        ("本轮由 Zorblax 领投", ("Zorblax", "company", "body_raised")),
    ],
)
def test_what_it_is_called_tells_its_kind(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    ["钱包 0x027A 转出", "链上 Perp DEX 平台", "公司 The 计划", "平台 12 月上线", "DAO 金库"],
)
def test_generic_words_name_nobody(text: str) -> None:
    assert found(text) == []


def test_an_everyday_word_of_the_lexicon_is_settled_by_it() -> None:
    assert "spark" in {m.slug for m in find_mentions("借贷平台 Spark 宣布")}
    assert "spark" not in {m.slug for m in find_mentions("使用 Spark 语言")}
