"""Headlines in lines."""

from itertools import pairwise

import pytest

from aggregator.site.og import typeset

WIDE = 1040


def plain(text: str) -> float:
    """A face whose every character is one wide."""
    return float(len(text))


def test_words_are_not_broken() -> None:
    assert typeset.lines(["比特币", "突破", "新高"], 6, plain) == ["比特币突破"[:5], "新高"]
    assert typeset.lines(["ETH ", "is ", "up"], 6, plain) == ["ETH is", "up"]
    assert typeset.lines([], 6, plain) == []


def test_what_is_wider_than_a_line_is_broken_anywhere() -> None:
    assert typeset.lines(["a", "0x12345678"], 4, plain) == ["a0x1", "2345", "678"]


def test_no_line_begins_or_ends_with_the_wrong_mark() -> None:
    pieces = typeset.unbroken(["他", "说", "：", "「", "分片", "」", "之后", "（", "2027", "）"])
    assert pieces == ["他", "说：", "「分片」", "之后", "（2027）"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("涨\u202e了\u200b", "涨了"),
        ("🚀 起飞 🚀", "起飞"),
        ("a\x00b\n\tc", "ab c"),
        ("\ud800龍门", "龍门"),
        ("e\u0301", "é"),
    ],
)
def test_what_has_no_shape_is_left_out(text: str, drawn: str) -> None:
    assert typeset.drawable(text) == drawn


def test_short_headlines_stand_large_and_long_ones_small() -> None:
    sizes = []
    for length in (2, 12, 30, 45, 70, 900):
        setting, lines = typeset.fitted("比特币突破新高，" * (length // 8 + 1), WIDE)
        assert len(lines) <= setting.most
        assert all(typeset.ems(line) * setting.size <= WIDE for line in lines)
        sizes.append(setting.size)
    assert all(a >= b for a, b in pairwise(sizes))
    assert sizes[0] == 100
    assert lines[-1].endswith("…")
    assert not lines[-1].endswith("……")


def test_nothing_to_say_is_no_line() -> None:
    assert typeset.fitted("🚀", WIDE)[1] == []


def test_shortened() -> None:
    assert typeset.shortened("短", 5, plain) == "短"
    assert typeset.shortened("一二三四五六", 4, plain) == "一二三…"
    assert typeset.shortened("一二", 0, plain) == "…"
