"""The same headline again, and openings that say nothing."""

import pytest

from aggregator.language import fingerprint, strip_boilerplate


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("比特币突破 71,000 美元", "比特币突破71000美元！"),
        ("数据：比特币突破 71,000 美元", "快讯丨比特币突破 71,000 美元"),
        ("BlockBeats 消息，贝莱德增持比特币", "貝萊德增持比特幣"),
        ("贝莱德「增持」BTC", "贝莱德增持ＢＴＣ"),
    ],
)
def test_dress_does_not_matter(left: str, right: str) -> None:
    assert fingerprint(left) == fingerprint(right) != ""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("比特币突破 71,000 美元", "比特币突破 72,000 美元"),
        ("ETF 净流入 5.58 亿美元", "ETF 净流入 558 亿美元"),
        ("比特币突破 7.1 万美元", "比特币跌破 7.1 万美元"),
    ],
)
def test_the_figure_and_the_act_do(left: str, right: str) -> None:
    assert fingerprint(left) != fingerprint(right)


@pytest.mark.parametrize("title", ["", "早报", "数据：", "！！！！！！！！", "\ud800"])
def test_too_little_is_no_headline(title: str) -> None:
    assert fingerprint(title) == ""


OPENINGS = (
    "BlockBeats 消息，",
    "BlockBeats",
    "Odaily星球日报讯",
    "ChainCatcher 消息，",
    "PANews {date}消息，",
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("BlockBeats 消息，5 月 11 日，据监测，某巨鲸", "据监测，某巨鲸"),
        ("BlockBeats 消息，2026年5月11日，巨鲸", "巨鲸"),
        ("BLOCKBEATS 消息， 5月11日晚，巨鲸", "巨鲸"),
        ("Odaily星球日报讯 巨鲸增持", "巨鲸增持"),
        ("Odaily 星球日报讯 巨鲸增持", "巨鲸增持"),
        ("ChainCatcher 消息，巨鲸 5 月 11 日增持", "巨鲸 5 月 11 日增持"),
        ("PANews 7月10日消息，据监测，巨鲸", "据监测，巨鲸"),
        ("PANews消息，巨鲸增持", "巨鲸增持"),
        ("PANews 发布年度报告", "PANews 发布年度报告"),
        ("巨鲸增持，BlockBeats 消息，", "巨鲸增持，BlockBeats 消息，"),
        ("5 月 11 日，巨鲸增持", "5 月 11 日，巨鲸增持"),
        ("BlockBeats 消息，", "BlockBeats 消息，"),
        ("Block", "Block"),
        ("", ""),
    ],
)
def test_an_opening_goes_with_its_date(text: str, rest: str) -> None:
    assert strip_boilerplate(text, OPENINGS) == rest


def test_an_empty_opening_cuts_nothing() -> None:
    assert strip_boilerplate("巨鲸增持", ("", " ，")) == "巨鲸增持"
