"""The fine cut: one token stream for index and query."""

import pytest
from hypothesis import given

from aggregator.language import Token, fold, segment
from tests.language.test_folding import ANY_TEXT


def texts(text: str) -> list[str]:
    return [token.text for token in segment(text)]


def main_words(text: str) -> list[str]:
    """The first token at each position: the coarse words."""
    seen: dict[int, str] = {}
    for token in segment(text):
        seen.setdefault(token.position, token.text)
    return list(seen.values())


@pytest.mark.parametrize("word", ["比特币", "贝莱德", "以太坊基金会", "霍尔木兹海峡", "永续合约"])
def test_names_stay_whole(word: str) -> None:
    assert word in main_words(f"消息称{word}发布公告")


def test_sub_words_share_the_position_of_their_long_word() -> None:
    tokens = {token.text: token for token in segment("以太坊基金会公告")}
    assert tokens["以太坊"].position == tokens["以太坊基金会"].position
    assert tokens["以太坊"] == Token("以太坊", 0, 3, 0)
    assert tokens["基金会"] == Token("基金会", 3, 6, 0)
    assert tokens["公告"].position == 1


def test_a_person_is_not_found_inside_a_longer_word() -> None:
    assert "何一" not in texts("短期内任何一位用户")
    assert "何一" in texts("币安联合创始人何一表示")
    assert "麻吉" in texts("麻吉大哥加仓")


def test_traditional_text_gives_the_tokens_of_simplified() -> None:
    assert segment("區塊鏈與穩定幣監管") == segment("区块链与稳定币监管")
    assert segment("比特幣突破７萬美元")[0].text == "比特币"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("价值约 5.58 亿美元", "5.58亿"),
        ("突破71,000美元", "71,000"),
        ("质押量增长25%", "25%"),
        ("2026 年 3 月 10 日", "2026年"),
        ("持有 $WIF 代币", "$wif"),
        ("转至 0x027A...cd6c 地址", "0x027a...cd6c"),
        ("见 https://ex.io/a?b=1。", "https://ex.io/a?b=1"),
        ("EX.IO 上架新币", "ex.io"),
        ("T-REX 推出新品", "t-rex"),
        ("标普500指数收涨", "标普500"),
        ("U本位合约上线", "u本位"),
        ("时间 19:00 开始", "19:00"),
        ("截至 2026-03-25 收盘", "2026-03-25"),
        ("约占第4期奖池", "第4"),
        ("7×24小时交易", "7×24"),
        ("美伊停火两周", "两周"),
        ("入金 100USDT 起", "100"),
    ],
)
def test_figures_links_and_names_are_one_word(text: str, word: str) -> None:
    assert word in main_words(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("71,000美元", "71000"),
        ("5.58亿", "5.58"),
        ("2026年", "2026"),
        ("$WIF", "wif"),
        ("0x027A...cd6c", "0x027a"),
        ("BTCUSDT", "btc"),
        ("EIP-8141", "8141"),
        ("ERC-20", "erc20"),
        ("https://ex.io/news", "news"),
    ],
)
def test_what_a_reader_may_type_instead_is_there_too(text: str, part: str) -> None:
    tokens = segment(text)
    assert part in [token.text for token in tokens[1:]]
    assert {token.position for token in tokens if token.text == part} == {0}


def test_a_pair_of_tickers_is_two_words_where_other_hyphens_join() -> None:
    assert main_words("USDC-OCA 与 T-REX") == ["usdc", "oca", "与", "t-rex"]
    assert main_words("AM/USDT") == ["am", "usdt"]


def test_a_lone_day_number_is_no_token() -> None:
    assert texts("10日") == ["10日"]


def test_a_guess_that_opens_with_a_particle_is_undone() -> None:
    assert "已达" not in main_words("用户已达百人")


def test_punctuation_and_space_are_dropped() -> None:
    assert segment(" ，。！（）— \u3000\n") == []
    assert segment("") == []


def _bare(text: str) -> str:
    return "".join(c for c in text if c not in " ,-")


@given(ANY_TEXT)
def test_every_token_is_the_fold_of_what_it_points_at(text: str) -> None:
    last = 0
    for token in segment(text):
        assert token.position in (last, last + 1) or token.position == 0
        last = token.position
        assert token.text
        assert 0 <= token.start < token.end <= len(text)
        assert _bare(token.text) in _bare(fold(text[token.start : token.end]))


@pytest.mark.parametrize(
    "text", ["比特币" * 30_000, "a" * 100_000, "1," * 50_000, "0x" * 50_000, "第" * 100_000]
)
def test_long_input_is_cut_completely(text: str) -> None:
    tokens = segment(text)
    assert tokens[0].start == 0
    assert tokens[-1].end >= len(text) - 1
    assert max(len(token.text) for token in tokens) < 600
