"""Taking conditions out of a query, and adding others, by its text alone."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aggregator.search.query.query import LONGEST, Clause, Query
from tests.search.query.conftest import read

PIECES = st.sampled_from(
    [
        *("比特币", "空投", "-空投", "-“停火 协议”", "「期货」", "0x4e6b", "2月28日", "近7天"),
        *(
            "上月",
            "kind:快讯",
            "来源：链捕手",
            "-来源：链捕手",
            "source:某媒体",
            "币种：BTC",
            "重要：",
        ),
        *("重要：否", "from:2026-03", "to:x", "https://a.example/b", "不含：质押", "important:no"),
        *(
            "OR",
            "|",
            "NOT",
            "AND",
            "-",
            "“",
            "”",
            '"',
            "「",
            "tag:",
            "，",
            "*",
            "---",
            "\x00",
            "￥",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map(" ".join)


def shape(query: Query, gone: Clause | None = None) -> list[list[tuple[str, str, str, bool]]]:
    """The clauses as rows of alternatives, whatever their places."""
    rows: list[list[tuple[str, str, str, bool]]] = []
    for one in query.clauses:
        if not one.either:
            rows.append([])
        if one is not gone:
            rows[-1].append((one.kind, one.value, one.label, one.negated))
    return [row for row in rows if row]


@settings(max_examples=300)
@given(TEXTS)
@example("比特币 OR 以太坊 OR 空投")
@example("NOT 质押 NOT -空投")
@example("NOT")
def test_without_a_clause_all_others_stay(text):
    query = read(text)
    for clause in query.clauses:
        assert shape(read(query.without(clause))) == shape(query, clause)


@settings(max_examples=150)
@given(TEXTS)
@example("币种：BTC OR 空投")
@example("币种：BTC OR 币种：BTC")
def test_having_a_coin_all_but_chosen_coins_stay(text):
    query = read(text)
    rows = [row for row in shape(query) if any(kind != "coin" or not_ for kind, _, _, not_ in row)]
    after = shape(read(query.having("coin", "ethereum")))
    [added] = [row for row in after if row[0][1] == "ethereum"]
    assert len(added) == 1
    after.remove(added)
    assert [[(kind, value.lower()) for kind, value, *_ in row] for row in after] == [
        [(kind, value.lower()) for kind, value, *_ in row] for row in rows
    ]


@settings(max_examples=150)
@given(st.text(max_size=400) | st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_fine(text):
    query = read(text)
    for clause in query.clauses:
        assert query.text[clause.start : clause.end]
        read(query.without(clause)).text.encode()


@pytest.mark.parametrize(
    ("text", "field", "value", "after"),
    [
        ("破产", "coin", "ethereum", "破产 coin:ethereum"),
        ("破产 币种：BTC", "coin", "ethereum", "破产 coin:ethereum"),
        ("破产 -币种：BTC", "coin", "ethereum", "破产 -币种：BTC coin:ethereum"),
        ("破产 kind:文章", "kind", "flash", "破产 kind:快讯"),
        ("破产 来源：链捕手", "source", "foresight-news", "破产 source:foresight-news"),
        ("主题：稳定币 破产", "topic", "etf", "破产 topic:etf"),
        ("tag:sec", "tag", "bitcoin", "tag:sec tag:bitcoin"),
        ("tag:sec", "tag", "sec", "tag:sec"),
        ("tag:sec OR 破产", "tag", "sec", "tag:sec OR 破产 tag:sec"),
        ("“破产 tag:sec 案”", "tag", "sec", "“破产 tag:sec 案” tag:sec"),
        ("", "important", "1", "important:1"),
        ("近7天 破产", "month", "2026-03", "破产 from:2026-03 to:2026-03"),
        ("from:2026-01 to:2026-02 破产", "month", "2026-03", "破产 from:2026-03 to:2026-03"),
        ("from:2026-01 to:2026-02", "from", "2026-02-01", "to:2026-02 from:2026-02-01"),
        ("from:2026-01 to:2026-02", "to", "2026-03-01", "from:2026-01 to:2026-03-01"),
        ("破产 OR", "coin", "ethereum", "破产 coin:ethereum"),
        ("NOT", "coin", "ethereum", "not coin:ethereum"),
        ("破产 OR 币种：BTC", "coin", "ethereum", "破产 OR 币种：BTC coin:ethereum"),
        ("kind:文章 OR 破产", "kind", "article", "kind:文章 OR 破产 kind:文章"),
        ("币种：BTC OR 币种：ETH 破产", "coin", "solana", "破产 coin:solana"),
        ("破产", "source", "odd name", "破产 source:“odd name”"),
    ],
)
def test_a_facet_adds_to_the_text(text, field, value, after):
    assert read(text).having(field, value) == after


def test_what_is_added_to_a_long_text_is_looked_at():
    query = read("破产" * (LONGEST // 2))
    assert read(query.having("kind", "flash")).clauses[0].kind == "kind"


def test_a_clause_comes_out_of_a_row_of_alternatives():
    query = read("香港 OR 台湾 OR 韩国 牌照")
    first, second, third, _ = query.clauses
    assert query.without(first) == "台湾 OR 韩国 牌照"
    assert query.without(second) == "香港 OR 韩国 牌照"
    assert query.without(third) == "香港 OR 台湾 牌照"
