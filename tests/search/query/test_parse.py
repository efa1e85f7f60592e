"""What a reader types, and what is understood of it."""

import pytest

from aggregator.search.query.parse import MOST_CONDITIONS, parse
from aggregator.search.query.query import LONGEST
from tests.search.query.conftest import TODAY, FakeKnown, read, told

ADDRESS = "0x4E6b3F8bC4f1cD7b2aD1bF6c9e0A1b2C3d4E13f8".lower()


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("比特币 质押", [("words", "比特币"), ("words", "质押")]),
        ("比特币，以太坊", [("words", "比特币"), ("words", "以太坊")]),
        ("Vitalik Buterin 出售", [("words", "Vitalik Buterin"), ("words", "出售")]),
        ("5 亿 美元", [("words", "5 亿"), ("words", "美元")]),
        ("64,000 美元", [("words", "64,000"), ("words", "美元")]),
        ('"现货 ETF" 香港', [("phrase", "现货 ETF"), ("words", "香港")]),
        ("关于“现货 ETF”的", [("words", "关于"), ("phrase", "现货 ETF"), ("words", "的")]),
        ("＂现货＂", [("phrase", "现货")]),
        ("「现货」『期货』", [("phrase", "现货"), ("phrase", "期货")]),
        ("“近7天”", [("phrase", "近7天")]),
        ("比特币 -空投", [("words", "比特币"), ("!words", "空投")]),
        ("比特币 −空投", [("words", "比特币"), ("!words", "空投")]),
        ("比特币 －空投", [("words", "比特币"), ("!words", "空投")]),
        ("比特币 NOT 空投", [("words", "比特币"), ("!words", "空投")]),
        ("-“现货 ETF”", [("!phrase", "现货 ETF")]),
        ("-Vitalik Buterin", [("!words", "Vitalik Buterin")]),
        ("不含：空投 比特币", [("!words", "空投"), ("words", "比特币")]),
        ("-来源：链捕手", [("!source", "chaincatcher")]),
        ("现货 NOT -空投", [("words", "现货"), ("!words", "空投")]),
        ("比特币 OR 以太坊", [("words", "比特币"), ("|words", "以太坊")]),
        ("比特币|以太坊｜SOL", [("words", "比特币"), ("|words", "以太坊"), ("|words", "SOL")]),
        ("比特币 或者 以太坊", [("words", "比特币"), ("|words", "以太坊")]),
        ("比特币 OR -空投", [("words", "比特币"), ("|!words", "空投")]),
        ("比特币 AND 以太坊", [("words", "比特币"), ("words", "以太坊")]),
        ("live or die", [("words", "live"), ("words", "or"), ("words", "die")]),
        ("coin:BTC", [("coin", "bitcoin")]),
        ("币种：大餅", [("coin", "bitcoin")]),
        ("幣種：大饼", [("coin", "bitcoin")]),
        ("主題：穩定幣", [("topic", "stablecoin")]),
        ("標籤：美国证监会", [("tag", "sec")]),
        ("tag:bitcoin", [("tag", "bitcoin")]),
        ("來源：鏈捕手", [("source", "chaincatcher")]),
        ("媒体：ＣｈａｉｎＣａｔｃｈｅｒ 链", [("source", "chaincatcher"), ("words", "链")]),
        ("source:Foresight News 融资", [("source", "foresight-news"), ("words", "融资")]),
        ("source:“Foresight Ventures”", [("source", "foresight-ventures")]),
        ("來源：链捕手，币种：BTC", [("source", "chaincatcher"), ("coin", "bitcoin")]),
        ("source:Do NOT 停火", [("source", "do-not"), ("words", "停火")]),
        ("kind:快讯", [("kind", "flash")]),
        ("類型：文章", [("kind", "article")]),
        ("TYPE:Flash", [("kind", "flash")]),
        ("important:", [("important", "")]),
        ("重要：是", [("important", "")]),
        ("重要：否", [("!important", "")]),
        ("-important:no", [("important", "")]),
        ("重要：比特币", [("important", ""), ("words", "比特币")]),
        ("from:2026-03-01", [("since", "2026-03-01")]),
        ("自：2026年3月1日", [("since", "2026-03-01")]),
        ("from:昨天 to:今天", [("since", "2026-03-14"), ("until", "2026-03-15")]),
        ("from:2026-02 to:2026-02", [("since", "2026-02-01"), ("until", "2026-02-28")]),
        ("from:7天前 to:近一周", [("since", "2026-03-08"), ("until", "2026-03-15")]),
        ("日期：2026-02", [("days", "2026-02-01/2026-02-28")]),
        ("近7天 大饼", [("since", "2026-03-08"), ("words", "大饼")]),
        ("大饼 上月", [("words", "大饼"), ("days", "2026-02-01/2026-02-28")]),
        ("今天", [("days", "2026-03-15/2026-03-15")]),
        ("近7天大饼", [("words", "近7天大饼")]),
        ("2月28日 爆仓", [("day", "2026-02-28"), ("words", "爆仓")]),
        ("addr:0x4e6b", [("address", "0x4e6b")]),
        ("地址：bc1q6c", [("address", "bc1q6c")]),
        ("0x4e6b", [("address", "0x4e6b")]),
        (ADDRESS, [("address", ADDRESS)]),
        ("pension-usdt.eth", [("address", "pension-usdt.eth")]),
        ("Vitalik.ETH 转出", [("address", "vitalik.eth"), ("words", "转出")]),
        ("1A1zP1…DivfNa", [("address", "1A1zP1…DivfNa")]),
        ("a" * 64, [("address", "a" * 64)]),
        ("ERC-20 1inch", [("words", "ERC-20"), ("words", "1inch")]),
        ("https://a.example/b?c=1。", [("link", "https://a.example/b?c=1")]),
        (
            "看这个https://a.example/b 吗",
            [("words", "看这个"), ("link", "https://a.example/b"), ("words", "吗")],
        ),
    ],
)
def test_what_is_typed_is_understood(text, clauses):
    assert told(text) == clauses
    assert read(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ('"现货', [("words", "现货")]),
        ("现货”", [("words", "现货")]),
        ('「现货"', [("words", "现货")]),
        ("- 现货 -", [("words", "现货")]),
        ("--现货", [("words", "现货")]),
        ("btc -5%", [("words", "btc"), ("words", "5%")]),
        ("OR 现货 OR", [("words", "现货")]),
        ("现货 OR OR AND", [("words", "现货")]),
        ("现货 NOT OR 期货", [("words", "现货"), ("|words", "期货")]),
        ("NOT 现货", [("!words", "现货")]),
        ("现货 NOT", [("words", "现货")]),
        (" NOT ", [("words", "NOT")]),
        ("0x4e6b… ……", [("address", "0x4e6b")]),
        ("-“” 现货", [("words", "现货")]),
        ("pre-tag:x y", [("words", "pre-tag:x"), ("words", "y")]),
        ("现货\x00\x1b期货\ud800", [("words", "现货"), ("words", "期货")]),
        ("🚀 * ? $ (现货)", [("words", "现货")]),
        ("^(a+)+$ .*", [("words", "a+")]),
        ("foo:bar", [("words", "foo:bar")]),
    ],
)
def test_marks_out_of_place_mean_nothing(text, clauses):
    assert told(text) == clauses


@pytest.mark.parametrize(
    ("text", "clauses", "sentence"),
    [
        ("来源：某媒体", [("words", "某媒体")], "没有叫“某媒体”的媒体，已按普通词查找"),
        ("-coin:xx", [("!words", "xx")], "没有叫“xx”的币种，已按普通词查找"),
        ("coin:稳定币", [("words", "稳定币")], "没有叫“稳定币”的币种，已按普通词查找"),
        ("kind:视频", [("words", "视频")], "类型只有快讯和文章，“视频”已按普通词查找"),
        (
            "from:2026-02-30",
            [("words", "2026-02-30")],
            "看不懂日期“2026-02-30”，已按普通词查找；可以写成 2026-03-01",
        ),
        ("to:x", [("words", "x")], "看不懂日期“x”，已按普通词查找；可以写成 2026-03-01"),
        ("date:x", [("words", "x")], "看不懂日期“x”，已按普通词查找；可以写成 2026-03-01"),
        ("addr:钱包", [("words", "钱包")], "“钱包”不像链上地址，已按普通词查找"),
        ("tag: 现货", [("words", "现货")], "“tag:”后面没有内容，已略过"),
        ("币种：“现货", [("words", "现货")], "“币种：”后面没有内容，已略过"),
        (
            "source:Foresight -News",
            [("words", "Foresight"), ("!words", "News")],
            "没有叫“Foresight”的媒体，已按普通词查找",
        ),
        ("币种：“ ” 现货", [("words", "现货")], "“币种：”后面没有内容，已略过"),
        ("tag:|*", [], "“tag:”后面没有内容，已略过"),
        ("- | & * ? ( )", [], "没有可查的词，请输入词语、币种、媒体或地址"),
        ("OR AND |", [], "没有可查的词，请输入词语、币种、媒体或地址"),
    ],
)
def test_what_is_not_understood_is_said_and_never_an_error(text, clauses, sentence):
    assert told(text) == clauses
    assert read(text).ignored == (sentence,)


@pytest.mark.parametrize("text", ["", "   ", "\x00\n\t"])
def test_nothing_typed_is_nothing_to_complain_of(text):
    assert read(text).clauses == read(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("coin:btc", "币种：比特币"),
        ("tag:sec", "标签：SEC"),
        ("topic:稳定币", "主题：稳定币"),
        ("source:链捕手", "来源：链捕手 ChainCatcher"),
        ("kind:flash", "类型：快讯"),
        ("important:1", "只看重要"),
        ("important:0", "不看重要"),
        ("from:2026-03-01", "自 2026-03-01"),
        ("to:2026-03-31", "至 2026-03-31"),
        ("近7天", "近 7 天"),
        ("最近一周", "近一周"),
        ("昨天", "昨天"),
        ("日期：2026-02", "2026-02-01 至 2026-02-28"),
        ("日期：2026-02-03", "2026-02-03"),
        ("3月1日", "3月1日"),
        ("-空投", "不含：空投"),
        ("-coin:btc", "不含：币种：比特币"),
        ("“现货 ETF”", "「现货 ETF」"),
        (ADDRESS, "地址：0x4e6b…13f8"),
        ("addr:0x" + "a" * 64, "交易：0xaaaa…aaaa"),
        ("https://www.a.example/b", "链接：a.example/b"),
        ("https://a.example/" + "b" * 50, "链接：a.example/" + "b" * 29 + "…"),
    ],
)
def test_a_chip_says_what_its_clause_means(text, label):
    (clause,) = read(text).clauses
    assert clause.label == label


def test_a_clause_knows_where_it_stands():
    text = "大饼 NOT 空投 -来源：“链捕手” OR 「现货」"
    query = read(text)
    assert [text[one.start : one.end] for one in query.clauses] == [
        "大饼",
        "NOT 空投",
        "-来源：“链捕手”",
        "「现货」",
    ]


def test_only_so_many_characters_are_looked_at():
    query = read("破" * 10_000)
    assert len(query.text) == LONGEST
    assert f"搜索词太长，只看了前 {LONGEST} 个字" in query.ignored
    assert read("破产" + " " * 400).ignored == ()


def test_a_long_link_is_read_whole():
    link = "https://a.example/" + "b" * 600
    assert told(f"{link} 破产") == [("link", link)]
    assert len(told("https://a.example/" + "b" * 9000)[0][1]) == 2000


def test_only_so_many_words_count():
    query = read(" ".join(f"w{number}" for number in range(500)))
    assert len(query.clauses) == 32
    assert "词太多，只用了前 32 个" in query.ignored


def test_only_so_many_conditions_count():
    query = read(" ".join(["重要："] * 60))
    assert len(query.clauses) == MOST_CONDITIONS
    assert query.ignored == (f"条件太多，只用了前 {MOST_CONDITIONS} 个",)


def test_names_are_only_asked_for_where_a_condition_has_one(known: FakeKnown):
    parse("比特币 近7天 kind:快讯 0x4e6b", TODAY, known)
    assert known.asked == []
    parse("coin:比特币", TODAY, known)
    assert known.asked == ["比特币"]
