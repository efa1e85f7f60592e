"""Tickers that the lexicon lacks."""

import pytest

from aggregator.language import find_mentions, mentions_of


def fresh(text: str) -> list[tuple[str, str, str]]:
    return [(m.slug, m.name, m.rule) for m in find_mentions(text) if m.slug.startswith("t-")]


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("上线 Zorblax（ZQXW）现货交易", "Zorblax", "new_brackets"),
        ("上线 Zorblax Gate (ZQXW) 永续", "Zorblax Gate", "new_brackets"),
        ("开放 ZQXW/USDT 交易对", "ZQXW", "new_pair"),
        ("ZQXWUSDT 永续合约", "ZQXW", "new_pair"),
        ("5000 万枚 ZQXW 转出", "ZQXW", "new_counted"),
        ("上调 $ZQXW 目标", "ZQXW", "new_cashtag"),
        ("ZQXW 24 小时涨幅 12%", "ZQXW", "new_context"),
        ("新发行稳定币 ZQXW", "ZQXW", "new_context"),
    ],
)
def test_a_form_makes_a_ticker(text: str, name: str, rule: str) -> None:
    assert fresh(text) == [("t-zqxw", name, rule)]


def test_it_is_a_coin_with_name_and_ticker_of_its_own() -> None:
    (mention,) = find_mentions("开放 ZQXW/USDT")[:1]
    assert (mention.kind, mention.tag_kind, mention.ticker) == ("coin", "coin", "ZQXW")


def test_one_form_settles_all_other_places() -> None:
    title, body = mentions_of("ZQXW 团队回应", "上线 Zorblax（ZQXW）空投")
    assert [(m.slug, m.name, m.rule) for m in title] == [("t-zqxw", "Zorblax", "again")]
    assert [m.rule for m in body] == ["new_brackets"]


@pytest.mark.parametrize(
    "text",
    [
        "今日 20:00（UTC+8）上线",
        "今日 20:00 (UTC) 上线代币",
        "治理组织（DAO）代币",
        "某某基金（ETF）上线",
        "人工智能（AI）代币",
        "首席执行官（CEO）表示代币上线",
        "Zorblax Inc (ZQXW) 发布代币计划",
        "Zorblax（ZQXW）股价上涨，为美股上市公司",
        "Zorblax (NASDAQ: $ZQXW) 披露持仓",
        "Zorblax (ZQXW) 出席会议",
        "ZQXWUSDT 股票永续合约",
        "交易量 $38M，涨 24H 涨幅",
        "会议 ZQXW 举行",
        "国家某某局（ZQXW）空投",
        "SEC 与 NFT 上线",
    ],
)
def test_capitals_alone_make_none(text: str) -> None:
    assert fresh(text) == []


def test_a_ticker_behind_a_company_is_its_share() -> None:
    text = "微策略（MSTRQ）股价上涨"
    assert [(m.slug, m.surface, m.rule) for m in find_mentions(text)][-1] == (
        "strategy",
        "MSTRQ",
        "stock",
    )


def test_what_an_editor_switched_off_is_no_stranger_either() -> None:
    from aggregator.language import Book, book, find_mentions, install, shipped
    from aggregator.language.merging import merge

    text = "该地址存入 1,278 枚 ETH，ETH/USDT 交易对"
    before = book()
    try:
        install(Book(merge(shipped(), (), {"ethereum"}, "off")))
        assert not {one.ticker for one in find_mentions(text)} & {"ETH"}
    finally:
        install(before)
    assert "ethereum" in {one.slug for one in find_mentions(text)}
