"""Features: what is read of a report, kept, and read again."""

import json

import pytest

from aggregator.stories.features import dump, features, load
from tests.stories.reports import NOON, report


def test_labels_credits_and_openings_are_cut() -> None:
    plain = report("某巨鲸买入 100 枚 BTC", "某巨鲸买入 100 枚 BTC。")
    labelled = report(
        "数据：某巨鲸买入 100 枚 BTC",
        "ChainCatcher 消息，据 Onchain Lens 监测，某巨鲸买入 100 枚 BTC。",
    )
    assert labelled.title == plain.title
    assert labelled.lead == plain.lead
    assert labelled.known == plain.known


def test_a_body_that_is_only_an_opening_stays() -> None:
    assert "消息" in report("标题", "本站消息,").lead


def test_chinese_and_english_names_are_one() -> None:
    assert report("赵长鹏：币安不会退出").names == report("CZ：Binance 不会退出").names
    assert report("贝莱德买入比特币").names & report("BlackRock 买入 BTC").names


def test_unknown_latin_words_are_names_and_common_ones_are_not() -> None:
    names = report("Nightfallx 已在 DeFi 上部署，CEO 称支持 ETF").names
    assert "nightfallx" in names
    assert not names & {"defi", "ceo", "etf"}


def test_rest_leaves_out_the_names() -> None:
    told = report("贝莱德买入比特币")
    assert "贝莱" in told.grams
    assert "贝莱" not in told.rest
    assert "买入" in told.rest


def test_what_is_read_of_a_headline() -> None:
    told = report("K33：Coinbase 将于 4 月 2 日上线 CHECK 永续合约，至少 240 分")
    assert told.speaker == "k33"
    assert told.days == {"4-2"}
    assert "list" in told.acts
    assert "perp" in told.products
    assert told.stage == "will"
    assert "coinbase" in told.venues
    assert [one.unit for one in told.figures] == ["points"]
    assert report("分析：市场或将翻转").speaker == ""


def test_digests_reactions_and_sentences() -> None:
    assert report("数据：GTC 24 小时跌超 20%，TRUMP 涨超 32%").is_digest
    assert report("受上线 Bithumb 消息影响，CFG 短时涨超 20%").is_reaction
    assert report("据官方消息" + "很长的句子" * 20).is_sentence
    assert not report("Tether 投资 Whop").is_sentence


def test_without_a_title_the_first_sentence_stands_for_it() -> None:
    assert (
        report("", "不丹政府转出 175 枚比特币。此前曾多次转出。").title
        == "不丹政府转出 175 枚比特币"
    )


def test_features_survive_storing() -> None:
    for title in (
        "比特币现货 ETF 昨日总净流出 1.71 亿美元",
        "Tether 参投 Utexo 750 万美元融资",
        "某巨鲸买入 1 枚 BTC",
    ):
        told = report(title, "正文提到 3,000 万美元。")
        assert load(json.loads(json.dumps(dump(told)))) == told


def test_what_was_not_stored_by_us_is_an_error() -> None:
    with pytest.raises(KeyError):
        load({})


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", ""),
        ("币", ""),
        ("🚀🚀🚀", "🔥" * 50),
        ("\ud83d 半个字符 \udc00", "\udfff" * 700),
        ("Bitcoin falls below $65,000 as traders flee", "Bitcoin fell." * 100),
        ("\u200b\u202e比特币\u0301\u0301", "\x00\x01"),
        ("1" * 5000, "9,999," * 4000),
        (":" * 400, "，" * 700),
        ("(" * 3000, "据" * 3000),
        ("幣安將上線 $$$", " |_|-\\/ " * 200),
        ("标题", "字" * 1_000_000),
    ],
)  # fmt: skip
def test_bad_input_is_read_all_the_same(title: str, body: str) -> None:
    told = features(title, body, NOON, "outlet")
    assert load(dump(told)) == told
    assert len(told.lead) < 1500
