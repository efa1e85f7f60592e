"""Topics by weighted words."""

from pathlib import Path

import pytest

from aggregator.language import LexiconError, find_topics, lexicon, rules
from aggregator.language.bodies import compile_bodies
from aggregator.language.topics import compile_topics


def topics(title: str, body: str = "") -> set[str]:
    return {topic.term.slug for topic in find_topics(title, body)}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("某公司完成 500 万美元 A 轮融资", "funding"),
        ("金管局就稳定币监管框架展开咨询", "regulation"),
        ("某协议遭攻击，损失千万", "security-incident"),
        ("比特币现货 ETF 净流入", "etf"),
        ("USDC 稳定币流通量走高", "stablecoin"),
        ("矿企扩建矿场", "mining"),
        ("美联储宣布降息", "macro"),
        ("某交易所首发上线新币", "listing"),
        ("某项目开放空投申领", "airdrop"),
        ("DeFi 借贷协议升级", "defi"),
        ("RWA 代币化股票上线", "rwa"),
        ("数字人民币试点扩容", "e-cny"),
    ],
)
def test_the_words_of_a_topic(title: str, slug: str) -> None:
    assert slug in topics(title)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("沪市融资余额增加", "funding"),
        ("流动性挖矿开启", "mining"),
        ("黑客松开幕", "security-incident"),
        ("救援空投物资抵达", "airdrop"),
        ("取得技术突破", "market"),
        ("银行风险加权资产（RWA）上升", "rwa"),
        ("支付清算机构年会", "liquidation"),
    ],
)
def test_words_that_only_look_like_triggers(title: str, slug: str) -> None:
    assert slug not in topics(title)


def test_the_sum_decides_and_every_hit_is_kept() -> None:
    assert "airdrop" not in topics("公告", "曾有空投")
    (topic,) = find_topics("公告", "曾有空投，空投与 TGE")
    assert [(hit.place, hit.word, hit.start) for hit in topic.hits] == [
        ("text", "空投", 2),
        ("text", "空投", 5),
        ("text", "tge", 9),
    ]
    assert topic.score == pytest.approx(0.6 * 1.5 + 0.6)
    assert not topic.about


def test_a_trigger_inside_a_name_says_nothing() -> None:
    title = "金融监管局开会"
    assert "regulation" in topics(title)
    assert find_topics(title, "", (frozenset({(0, 5)}), frozenset())) == []


def test_a_word_speaks_for_the_topics_of_the_words_in_it() -> None:
    assert {"payments", "stablecoin"} <= topics("稳定币支付")


@pytest.mark.parametrize("weight", ["much", "9", "-4"])
def test_a_wrong_weight_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weight: str
) -> None:
    text = f"topic\tword\tweight\tnote\nfunding\t融资\t{weight}\t\n"
    (tmp_path / "topics.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules, "RULES", tmp_path)
    with pytest.raises(LexiconError, match=r"topics\.tsv:2: weight"):
        compile_topics(lexicon())


def test_a_wrong_kind_of_body_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "kind\twords\tnote\nplanet-after\tMars\t\n"
    (tmp_path / "bodies.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rules, "RULES", tmp_path)
    with pytest.raises(LexiconError, match=r"bodies\.tsv:2: kind"):
        compile_bodies(lexicon())


def test_every_rule_speaks_of_a_topic_of_the_lexicon() -> None:
    rows = rules.phrases("topics.tsv", "topic", "word", "weight", "note")
    named = {row[0] for _, row in rows}
    assert named <= {term.slug for term in lexicon().terms if term.kind == "topic"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("某币 24 小时跌超 30%", "market"),
        ("某币冲高回落", "market"),
        ("某地址以 20 倍杠杆做空", "derivatives"),
        ("协议攻击事件后续：团队已停机", "security-incident"),
        ("用户钱包失窃", "security-incident"),
        ("胡塞武装称已发动袭击", "geopolitics"),
        ("伊朗与美方谈判无果", "geopolitics"),
        ("监测到 5,000 万 USDC 转入某平台", "on-chain-moves"),
        ("某上市公司增持，总持有量破万枚", "treasury-company"),
        ("公安捣毁窝点并查扣设备", "enforcement"),
        ("多国释放石油储备", "commodities"),
        ("提案以多数票通过投票", "governance"),
        ("就业市场降温", "macro"),
        ("某交易所完成收购一家托管商", "mergers"),
        ("某矿企季度财报：净亏损扩大", "earnings"),
    ],
)
def test_more_words_of_a_topic(title: str, slug: str) -> None:
    assert slug in topics(title)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("过去一日多单爆仓过亿", "derivatives"),
        ("机构发布做空报告", "derivatives"),
        ("项目开放漏洞赏金计划", "security-incident"),
        ("赔偿申领开放", "airdrop"),
        ("某地址爆仓价为 7 万美元", "liquidation"),
        ("伊朗用户注册量上升", "geopolitics"),
        ("巨鲸增持", "treasury-company"),
    ],
)
def test_one_weak_word_or_a_fixed_phrase_makes_no_topic(title: str, slug: str) -> None:
    assert slug not in topics(title)
