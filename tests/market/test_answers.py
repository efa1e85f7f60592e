"""Hostile and broken answers end in a sentence, never in a figure."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from aggregator.market.answers import Answer, answer
from aggregator.market.provider import ProviderError
from aggregator.web import Failed, Fresh, Gone, Limited, Moved, Refused, Unchanged

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)


def fresh(body: bytes, *, truncated: bool = False) -> Fresh:
    return Fresh("https://a.example/", body, "application/json", "", "", None, 5, truncated)


def of(value: object) -> Answer:
    return Answer("甲", "高度", value)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1e99999999999999999999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": 0.' + b"1" * 5000 + b"}",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_sound_json_is_refused(body: bytes) -> None:
    with pytest.raises(ProviderError, match="甲 的应答有误：价格 不是有效的 JSON"):
        answer(fresh(body), "甲", "价格")


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Failed("a.example 在 10 秒内没有完成应答，已放弃", "timeout"), "甲 没有给出数字：a.ex"),
        (Refused("拒绝访问 10.0.0.1"), "甲 没有给出数字：拒绝访问"),
        (Limited(120, 429), "甲 限制了访问次数，要求 120 秒后再试"),
        (Gone(410), "甲 已停用这个接口"),
        (Unchanged("https://a.example/", 1, None), "甲 没有给出内容"),
        (fresh(b"1", truncated=True), "甲 的应答不完整"),
    ],
)
def test_every_other_outcome_has_its_sentence(outcome: object, sentence: str) -> None:
    with pytest.raises(ProviderError, match=sentence):
        answer(outcome, "甲", "价格")  # type: ignore[arg-type]


def test_a_moved_answer_is_read() -> None:
    moved = Moved("https://b.example/", fresh(b'{"a": 2.5}'))
    assert answer(moved, "甲", "价格").at("a").number(0, 9) == Decimal("2.5")


def test_numbers_come_as_numbers_or_strings() -> None:
    assert of("12.5").number(0, 100) == Decimal("12.5")
    assert of("1e2").whole(0, 100) == 100
    assert of(7).whole(7, 7) == 7
    assert of("0x1b").quantity(0, 27) == 27


@pytest.mark.parametrize(
    "value", [None, True, "", "NaN", "1,000", "0x10", [1], {"a": 1}, "1e999", "-", "٣"]
)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ProviderError, match="高度 不是数字"):
        of(value).number(0, 100)


@pytest.mark.parametrize("value", [-1, 101, "101", Decimal("1e999999999"), Decimal("-0.1")])
def test_what_is_out_of_range_is_refused(value: object) -> None:
    with pytest.raises(ProviderError, match="超出合理范围"):
        of(value).whole(0, 100)


def test_a_part_of_a_block_is_refused() -> None:
    with pytest.raises(ProviderError, match="不是整数"):
        of(Decimal("1.5")).whole(0, 100)


@pytest.mark.parametrize("value", [16, "10", "0x", "0xg", "0x" + "f" * 65, None])
def test_what_is_no_quantity_is_refused(value: object) -> None:
    with pytest.raises(ProviderError, match="十六进制"):
        of(value).quantity(0, 100)


def test_times_are_those_of_blocks() -> None:
    at = int(NOW.timestamp())
    assert of(at).seconds(NOW) == at
    assert of(hex(at)).seconds(NOW) == at
    for wrong in (0, 1_000_000_000, at + 7201, at * 1000):
        with pytest.raises(ProviderError, match="超出合理范围"):
            of(wrong).seconds(NOW)


def test_members_and_items_are_named_when_missing() -> None:
    with pytest.raises(ProviderError, match=r"高度\.a 缺少这一项"):
        of({}).at("a")
    with pytest.raises(ProviderError, match=r"高度\.0 缺少这一项"):
        of([]).at(0)
    with pytest.raises(ProviderError, match=r"高度\.a 缺少这一项"):
        of("text").at("a")
    with pytest.raises(ProviderError, match="不是一个对象"):
        of([]).maybe("a")
    with pytest.raises(ProviderError, match="不是列表"):
        of({}).items()
    assert of({"a": None}).maybe("a") is None
    assert [item.value for item in of([1, 2]).items()] == [1, 2]


def test_a_word_has_its_form() -> None:
    assert of("main").word(r"[a-z]+") == "main"
    for wrong in ("<b>", 5, "main\n"):
        with pytest.raises(ProviderError, match="格式不对"):
            of(wrong).word(r"[a-z]+")
