"""The coarse cut for the eye."""

import pytest
from hypothesis import given

from aggregator.language import cut, phrases, words
from tests.language.test_folding import ANY_TEXT


@given(ANY_TEXT)
def test_the_parts_give_the_text_back(text: str) -> None:
    assert "".join(words(text)) == text
    assert "".join(cut(text)) == text
    assert "".join(phrases(text)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "「大饼」突破 71,000 美元，麻吉平仓",
            ["「大饼」", "突破 ", "71,000 美元，", "麻吉", "平仓"],
        ),
        ("Harmony（ONE）下架", ["Harmony", "（ONE）", "下架"]),
        ("《GENIUS 法案》通过", ["《GENIUS ", "法案》", "通过"]),
        ("比特币上涨５％", ["比特币", "上涨", "５％"]),
        ("加仓 1406 枚 BTC", ["加仓 ", "1406 枚 ", "BTC"]),
        ("價值 10 萬美元", ["價值 ", "10 萬美元"]),
        ("  比特币", ["  比特币"]),
        ("上线 NEAR/USD1 与 ZK-EVM", ["上线 ", "NEAR/USD1 ", "与 ", "ZK-EVM"]),
        ("凯文·沃什，法币/稳定币", ["凯文·沃什，", "法币/", "稳定币"]),
        ("费率为 -0.05%，跌 3-5 成", ["费率", "为 ", "-0.05%，", "跌 ", "3-5 ", "成"]),
        ("暂报-0.05% - 数据", ["暂报-0.05% - ", "数据"]),
        ("½ 枚", ["½ 枚"]),
    ],
)
def test_breaks_fall_between_words_and_never_before_a_closing_mark(
    text: str, parts: list[str]
) -> None:
    assert words(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("加仓 1406 枚 BTC 后", ["加仓 ", "1406 枚 BTC ", "后"]),
        ("增发 190 万枚 KPUSD，", ["增发 ", "190 万枚 KPUSD，"]),
        ("10 枚 1000000MOG，1 枚 A", ["10 枚 ", "1000000MOG，", "1 枚 A"]),
        ("3 家 ETF", ["3 家 ", "ETF"]),
        ("1枚1枚1枚", ["1枚", "1枚", "1枚"]),
        (
            "3 枚 A，15 个 DeFi 协议，25 個基點",
            ["3 枚 A，", "15 个 ", "DeFi ", "协议，", "25 個基點"],
        ),
        ("近 3 天逾 5 亿美元", ["近 3 天", "逾 5 亿美元"]),
        ("仅 3 家，超 5 亿，达 6%", ["仅 3 家，", "超 5 亿，", "达 6%"]),
        (
            "约占被盗的九成，損失約 640 萬美元",
            ["约占", "被盗", "的", "九成，", "損失", "約 640 萬美元"],
        ),
    ],
)
def test_a_line_breaks_neither_a_sum_nor_after_about(text: str, parts: list[str]) -> None:
    assert phrases(text) == parts


def test_no_part_grows_without_end() -> None:
    for unit in ("1枚", "-1", "A·", "a-", "BTC/"):
        assert max(map(len, phrases(unit * 100))) <= 40


def test_the_plain_cut_keeps_marks_and_units_apart() -> None:
    assert cut("突破71,000美元！") == ["突破", "71,000", "美元", "！"]


def test_nothing_gives_nothing() -> None:
    assert words("") == phrases("") == []
