"""What a query marks in texts, against the shipped lexicon."""

import re
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aggregator.language import fold, lexicon
from aggregator.language.variants import converter
from aggregator.search.marking import Marking, marking, merged
from aggregator.search.names import name_key
from aggregator.search.query.parse import parse
from aggregator.search.query.query import Clause, ClauseKind, Query
from aggregator.search.query.words import Unit, Word

WHOLE = "0x4e6bF5c5a7d1c0a0e0c0Bb0c0a0E0c0d0f0013f8"
PIECES = re.findall(
    r"\S+",
    "比特币 大饼 BTC bitcoin Bitcoin 以太坊 姨太 ETH 何一 任何一位 赵长鹏 柚子 现货 减半 ETF 美联储 "
    "降息 交易所 突破 71,000 71000 1.99 亿美元 ， 。 、 （ ） 的 与 BTCUSDT 比特币现金 LINK 🚀 "
    "\u200b \ufeff é \ud800 ½ ㍿",
)
NAMES = ["比特币", "大饼", "何一", "任何一位", "现货", "，", "ETF", "与"]
prose = st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=12).map("".join)
EVERY = settings(max_examples=60)
queries = st.sampled_from(
    [
        "大饼",
        "以太坊",
        "何一",
        "现货",
        "「现货ETF」",
        "71000",
        "LINK",
        "赵长鹏 减半",
        "ETF 降息",
        "币安",
    ]
)


def asked(text: str) -> Marking:
    return marking(parse(text, date(2026, 3, 1)))


def clause(kind: ClauseKind, value: str, **fields: bool) -> Clause:
    return Clause(kind, value, value, 0, len(value), **fields)


def of(*clauses: Clause) -> Marking:
    return marking(Query(" ".join(one.value for one in clauses), clauses))


def shown(mark: Marking, text: str) -> str:
    """The text with [ ] around what is marked."""
    parts: list[str] = []
    place = 0
    for start, end in mark.spans(text):
        parts += (text[place:start], "[", text[start:end], "]")
        place = end
    return "".join([*parts, text[place:]])


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        # Every name of what was asked for, in either script.
        ("大饼", "[比特幣]（[BTC]）跌，[Bitcoin] 与[大餅]，$[btc]，[BTC]USDT"),
        ("比特币", "[大饼]跌破，[比特币]减半"),
        ("V神", "[Vitalik Buterin]、[维塔利克]，[V 神]"),
        ("Vitalik Buterin", "[V神] 与 [Vitalik  Buterin]"),
        ("以太坊", "[以太坊]与[乙太坊]，[Ethereum]"),
        # In the case that the lexicon wants.
        ("比特币", "btc 地址"),
        ("chainlink", "点击 link；[LINK] 上涨"),
        # What is another name is not this one.
        ("大饼", "比特币现金与 BCH"),
        ("大饼", "[比特币]矿机，[比特币]现货"),
        ("币安", "比特币安全，[币安]上线，[BINANCE]"),
        # Everyday words that are nicknames here or are not.
        ("EOS", "柚子好吃"),
        ("EOS", "[柚子币]与 [EOS]"),
        ("以太坊", "[姨太]今日上涨"),
        # Words as the text is cut; letters only where it tells no more.
        ("何一", "任何一位，[何一]说"),
        ("何一", "任[何一]位用户"),
        ("何一", "任何一位用户问 [He Yi]"),
        ("质押", "流动性[质押]"),
        ("币", "币安与比特币"),
        # Spaced, hyphened, grouped otherwise.
        ("erc20", "[ERC-20] 与 [ERC20]"),
        ("ERC-20", "[ERC20]，[erc 20]，ERC-200"),
        ("71000", "[71,000] 美元，71,000.5，[71000]枚，2.71000，171000"),
        ("71,000", "[71000]，[71,000]"),
        ("1.99亿", "[1.99 亿]美元，11.99 亿，1.99"),
        ("64000", "[6.4万] 美元，[6.4 万]余枚，[64,000]。[64k]。6.5万，6.4万亿"),
        ("6.4万", "[64000] 与 [6.4 万]"),
        ("102000000", "[1亿200万] 枚"),
        ("usdt", "[USDT]与BTC[USDT]，usdtx"),
        ("eth", "method，WETH，[ＥＴＨ]"),
        # The words of one name, and the parts of one word, where the whole is not told.
        ("数字人民币", "[數字人民幣]，数字"),
        ("数字人民币", "[数字]货币与[人民币]"),
        ("BTCUSDT", "[BTC]/[USDT]"),
        # Several units.
        ("美联储 降息", "[美联储]或[降息]"),
        ("赵长鹏 何一", "[CZ] 与[何一]"),
        # Exact wordings.
        ("「现货ETF」", "[现货 ETF]，[現貨ＥＴＦ]，[现货-ETF]，现货ETFs，ETF"),
        ("「web3」", "[Web 3]，web33，[web3]d"),
        ("「何一」", "任[何一]位"),
        ("「3 枚」", "[3枚]，13 枚"),
        ("「跌」", "暴涨，[跌]。"),
        ("2月10日", "[2 月 10 日]，12 月 10 日，[2月10日]"),
        ("「!!」", "!!"),
        ("", "比特币"),
    ],
)
def test_what_is_marked(query: str, wanted: str) -> None:
    assert shown(asked(query), wanted.replace("[", "").replace("]", "")) == wanted


def test_other_words_for_the_same_are_marked_but_not_their_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Unit((Word("出售"),), spellings=((Word("smart"), Word("合约")),), kin=("抛售", "现货"))
    monkeypatch.setattr("aggregator.search.needles.units", lambda _wording: (told,))
    found = "[抛售]，[出售]，[smart合约]，[smart 合约]，比特币[现货]，发现货物"
    assert shown(of(clause("words", "出售者")), found.replace("[", "").replace("]", "")) == found


@pytest.mark.parametrize(
    "kind", ["tag", "coin", "source", "kind", "important", "since", "days", "link"]
)
def test_filters_mark_nothing(kind: ClauseKind) -> None:
    assert of(clause(kind, "bitcoin")).spans("bitcoin 比特币") == []


def test_what_is_excluded_is_not_marked() -> None:
    mark = of(clause("words", "以太坊"), clause("words", "大饼", negated=True))
    assert shown(mark, "比特币与以太坊") == "比特币与[以太坊]"


def test_either_of_two_is_marked() -> None:
    mark = of(clause("words", "以太坊"), clause("words", "大饼", either=True))
    assert shown(mark, "比特币与以太坊") == "[比特币]与[以太坊]"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (WHOLE, f"[0x4e6b…13f8] 与 [{WHOLE.lower()}]，0x4e6b…0000，[0x4e6b]开头"),
        ("0x4e6b...13f8", f"[{WHOLE}]，[0x4e6bF5…0013f8]，0x4e6b…0000"),
        ("0x4e6b", f"[{WHOLE}]，0x4e6c…13f8"),
        ("vitalik.eth", "[vitalik.eth] 转出，vitalik2.eth"),
        ("…", "0x4e6b…13f8"),
    ],
)
def test_addresses_are_marked_short_or_long(address: str, wanted: str) -> None:
    mark = of(clause("address", address))
    assert shown(mark, wanted.replace("[", "").replace("]", "")) == wanted


def test_an_alias_with_a_zero_width_mark_inside() -> None:
    assert (
        shown(asked("大饼"), "B\u200bTC，比\u2060特\u202e幣") == "[B\u200bTC]，[比\u2060特\u202e幣]"
    )


def test_units_are_told_apart_and_spans_that_overlap_are_one() -> None:
    mark = of(clause("words", "现货"), clause("phrase", "比特币现货"))
    spots = mark.spots("比特币现货")
    assert [(spot.start, spot.end, spot.unit) for spot in spots] == [(0, 5, 1), (3, 5, 0)]
    assert merged(spots) == [(0, 5)]


def test_a_marking_is_made_once_for_the_same_wording() -> None:
    assert asked("大饼") is asked("大饼")
    assert of(clause("words", "大饼")) is of(clause("words", "大饼"))


@EVERY
@given(queries, st.text(max_size=60) | prose)
def test_spans_are_in_order_and_inside_the_text(query: str, text: str) -> None:
    place = 0
    for start, end in asked(query).spans(text):
        assert place <= start < end <= len(text)
        place = end


@EVERY
@given(queries, prose)
def test_traditional_text_is_marked_at_the_same_places(query: str, text: str) -> None:
    assume("\ud800" not in text)
    twin = converter("s2t").convert(text)
    assume(fold(twin) == fold(text) and len(twin) == len(text))
    assert asked(query).spans(twin) == asked(query).spans(text)
    assert asked(converter("s2t").convert(query)).spans(text) == asked(query).spans(text)


@EVERY
@given(queries, prose)
def test_width_of_letters_moves_no_mark(query: str, text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)
    assume("\u200b" not in text)
    assert asked(query).spans(wide) == asked(query).spans(text)


@EVERY
@given(prose)
def test_every_mark_is_a_name_of_what_was_asked(text: str) -> None:
    names = {name_key(one.text) for one in lexicon().by_slug["bitcoin"].surfaces}
    for start, end in asked("大饼").spans(text):
        assert name_key(text[start:end]).lstrip("$") in names


@EVERY
@given(st.lists(st.sampled_from(NAMES), max_size=8))
def test_invisible_marks_move_marks_with_their_letters(words: list[str]) -> None:
    text = " ".join(words)
    hidden = "".join(char + "\u200d" for char in text)
    for query in ("大饼", "何一", "「现货ETF」"):
        there = [(start // 2, (end + 1) // 2) for start, end in asked(query).spans(hidden)]
        assert there == asked(query).spans(text)
