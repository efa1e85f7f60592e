"""Who and what a text names."""

import pytest
from hypothesis import given

from aggregator.language import find_mentions
from tests.language.test_folding import ANY_TEXT


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.slug) for mention in find_mentions(text)]


def slugs(text: str) -> set[str]:
    return {mention.slug for mention in find_mentions(text)}


@pytest.mark.parametrize(
    "surface", ["大饼", "BTC", "$BTC", "$btc", "比特币", "比特幣", "Bitcoin", "ＢＴＣ", "BTCUSDT"]
)
def test_all_names_of_bitcoin_meet(surface: str) -> None:
    assert "bitcoin" in slugs(f"消息：{surface} 今日成交活跃")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("V神出席会议", "vitalik"),
        ("孫宇晨回应", "justin-sun"),
        ("鲍威尔讲话", "jerome-powell"),
        ("贝莱德增持", "blackrock"),
        ("幣安公告", "binance"),
        ("币安智能链升级", "bnb-chain"),
        ("Hyperliquid 日活", "hyperliquid"),
        ("HyperLiquid 日活", "hyperliquid"),
        ("韩国央行表态", "bok"),
        ("美国商品期货交易委员会起诉", "us-cftc"),
    ],
)
def test_names_and_nicknames(text: str, slug: str) -> None:
    assert slug in slugs(text)


def test_the_longest_name_wins() -> None:
    assert slugs("以太坊基金会换届") == {"ethereum-foundation"}
    assert slugs("比特币现金分叉") == {"bitcoin-cash"}


@pytest.mark.parametrize(
    "text",
    [
        "短期内任何一人",
        "用户如何一起参与",
        "短期内任何一位用户",
        "面向用户的灰度测试",
        "Baseline 方案",
        "NEARLY 全部",
        "open gate and sign it",
        "The ONE 手机",
        "link 已失效",
        "ID 为 3",
        "lido 海滩",
    ],
)
def test_everyday_words_name_nobody(text: str) -> None:
    assert slugs(text) == set()


@pytest.mark.parametrize(
    ("text", "slug", "rule"),
    [
        ("上调 $ONE 目标", "harmony", "cashtag"),
        ("关于（ONE）的公告", "harmony", "brackets"),
        ("关于 (NEAR) 的公告", "near", "brackets"),
        ("OP 代币昨日", "optimism", "context"),
        ("巨鲸做多 LINK", "chainlink", "context"),
        ("TRUMP 短时走高", "trump-coin", "context"),
        ("BTC、ETH、SUN 走强", "sun-coin", "list"),
        ("ID、BTC 走强", "id-coin", "list"),
    ],
)
def test_everyday_words_count_beside_evidence(text: str, slug: str, rule: str) -> None:
    assert (slug, rule) in [(mention.slug, mention.rule) for mention in find_mentions(text)]


def test_case_tells_the_man_from_the_coin() -> None:
    assert slugs("Trump 讲话") == {"donald-trump"}


def test_a_ticker_may_end_in_small_letters() -> None:
    assert slugs("清仓 5809 枚 XAUt") == slugs("清仓 5809 枚 XAUT")
    assert slugs("xaut 与 Xaut") == set()


def test_a_pair_names_its_base() -> None:
    (mention,) = find_mentions("SOLUSDT 合计")
    assert (mention.slug, mention.surface, mention.rule) == ("solana", "SOL", "pair")


def test_words_of_the_trade_are_no_mentions() -> None:
    assert named("智能合约与钱包") == []


@given(ANY_TEXT)
def test_mentions_point_at_the_text(text: str) -> None:
    text = f"{text}大饼{text}$ONE"
    last = 0
    for mention in find_mentions(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.start >= last
        last = mention.end
