"""The words of a query, and whom and what they name."""

import pytest

from aggregator.language import Book, book, install, lexicon, segment, shipped
from aggregator.language.lexicon import entry
from aggregator.language.merging import merge
from aggregator.search.query.words import MOST_WORDS, Unit, Word, spans, telling, units


def texts(wording: str) -> list[str]:
    return ["".join(word.text for word in unit.words) for unit in units(wording)]


def slugs(wording: str) -> list[tuple[str, ...]]:
    return [unit.slugs for unit in units(wording) if unit.slugs]


def spelled(unit: Unit) -> set[str]:
    return {"".join(word.text for word in way) for way in unit.spellings}


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("大饼", [("bitcoin",)]),
        ("$BTC", [("bitcoin",)]),
        ("二饼质押", [("ethereum",), ("staking",)]),
        ("姨太解质押", [("ethereum",)]),
        ("瑞波稳定币", [("ripple",), ("stablecoin",)]),
        ("泰达币增发", [("tether",)]),
        ("V神演讲", [("vitalik",)]),
        ("木头姐", [("cathie-wood",)]),
        ("Arthur Hayes", [("arthur-hayes",)]),
        ("聯準會主席提名", [("federal-reserve",)]),
        ("幣安下架", [("binance",), ("delisting",)]),
        ("ＢＴＣ", [("bitcoin",)]),
    ],
)
def test_names_are_known_also_when_glued_to_other_words(wording, found):
    assert slugs(wording) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智能合约", "智慧合約"),
        ("软件", "軟體"),
        ("网络", "網路"),
        ("用户", "使用者"),
        ("区块链", "區塊鏈"),
        ("区块链", "區塊鍊"),
        ("数字资产", "數位資產"),
        ("加密货币", "加密貨幣"),
        ("虚拟货币", "虛擬貨幣"),
        ("稳定币", "穩定幣"),
        ("交易所挖矿", "交易所挖礦"),
        ("黑客攻击", "駭客攻擊"),
        ("比特币现货", "比特幣現貨"),
        ("币安下架", "幣安下架"),
        ("联准会主席提名", "聯準會主席提名"),
        ("瑞波稳定币", "瑞波穩定幣"),
        ("数据", "資料"),
    ],
)
def test_a_wording_means_the_same_in_taiwan(one, other):
    assert units(one) == units(other)


def test_what_taiwan_says_otherwise_is_looked_for_as_well():
    assert spelled(units("智能合约")[0]) == {"智慧合约"}
    assert "网络安全" in spelled(units("資安")[0])
    assert "释出" in spelled(units("釋出")[0])
    assert spelled(units("交易所")[0]) == set()


def test_everyday_terms_are_looked_for_as_well():
    assert "adp" in spelled(units("小非农")[0])
    assert "小非农" in spelled(units("ADP")[0])
    assert "加息" in spelled(units("升息")[0])


def test_words_of_the_same_act_are_kin():
    assert {"卖出", "抛售", "减持"} <= set(units("出售")[0].kin)
    assert "增持" not in units("出售")[0].kin
    assert {"下架", "下线"} <= set(units("终止交易")[0].kin)
    assert "被盗" in units("交易所被駭")[1].kin
    assert units("天气")[0].kin == ()


def test_kin_are_words_that_texts_hold_as_one():
    for unit in units("被盗 破产 绑架 上线 提名 小非农"):
        assert all(segment(word)[0].text == word for word in unit.kin)


def test_a_word_keeps_its_parts():
    (unit,) = units("ERC-20")
    assert unit.words == (Word("erc-20", ("erc20",), ("erc", "20")),)


def test_only_so_many_words_are_read():
    assert len(texts(" ".join(f"w{number}" for number in range(100)))) == MOST_WORDS
    assert units("") == units("*?!") == ()


def test_spans_say_where_units_stand():
    wording = "Vitalik Buterin增持 5 亿"
    assert [wording[a:b] for a, b in spans(wording)] == ["Vitalik Buterin", "增持", "5 亿"]
    assert spans("") == ()


def test_what_means_one_thing_together_stands_together():
    wording = "瑞波 穩定幣 上线"
    assert [wording[a:b] for a, b in spans(wording)] == ["瑞波 穩定幣", "上线"]


def test_a_swap_of_the_dictionary_is_heeded():
    before = book()
    assert slugs("重重链") == []
    fields = ["zhongzhong", "重重链", "coin", "", "", "50", "", "编辑"]
    try:
        install(Book(merge(shipped(), [entry(fields)], (), "test")))
        assert slugs("重重链") == [("zhongzhong",)]
    finally:
        install(before)
    assert slugs("重重链") == []
    assert lexicon() is before.lexicon


def test_words_of_an_act_that_stand_apart_are_two():
    assert spans("破产清算") == ((0, 4),)
    assert spans("破产 清算") == ((0, 2), (3, 5))
    assert spans("AI agent") == ((0, 8),)


def test_a_lone_character_beside_a_word_tells_nothing():
    assert [unit.words[0].text for unit in telling(units("不存在"))] == ["存在"]
    assert [unit.words[0].text for unit in telling(units("涨"))] == ["涨"]
