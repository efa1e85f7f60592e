"""Words that mean the name only among certain neighbours."""

from pathlib import Path

import pytest

from aggregator.language import LexiconError, find_mentions, lexicon, rules
from aggregator.language.contexts import compile_contexts


def slugs(text: str) -> set[str]:
    return {mention.slug for mention in find_mentions(text)}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("灰度向 Coinbase 转入", "grayscale"),
        ("灰度：申请现货 ETF", "grayscale"),
        ("枚以太，市值", "ethereum"),
        ("做多以太现货", "ethereum"),
        ("Base 网络升级", "base"),
        ("已部署于 Base", "base"),
        ("Meme 币 TRUMP 团队宣布", "trump-coin"),
        ("Sky Protocol 发布", "sky"),
        ("在纳斯达克上市", "nasdaq"),
        ("美国银行发布研报", "bank-of-america"),
        ("增持 500 万枚 ZK", "zksync"),
    ],
)
def test_the_name(text: str, slug: str) -> None:
    assert slug in slugs(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("开始灰度发布", "grayscale"),
        ("开启灰度上线", "grayscale"),
        ("进行灰度", "grayscale"),
        ("接入以太网交换机", "ethereum"),
        ("据 Sky News 报道", "sky"),
        ("Base case 情景", "base"),
        ("用户 ID 为 3", "id-coin"),
        ("加密货币 ATM 诈骗", "atm-coin"),
        ("BNB Holdings 成立", "bnb"),
        ("某公司 (LSE: ARB) 披露", "arbitrum"),
        ("纳斯达克 100 指数走低", "nasdaq"),
        ("纳斯达克综合指数收涨", "nasdaq"),
        ("成为首家获批的美国银行", "bank-of-america"),
        ("美国银行业游说国会", "bank-of-america"),
        ("采用零知识证明（ZK）技术", "zksync"),
    ],
)
def test_something_else(text: str, slug: str) -> None:
    assert slug not in slugs(text)


def test_a_word_of_the_trade_does_not_hide_the_name_in_it() -> None:
    assert "bitcoin" in slugs("比特币减半将至")


def test_links_and_handles_name_nobody() -> None:
    assert slugs("见 https://www.binance.com/BTC 与 @BTC_whale") == set()


def test_a_word_settled_once_counts_everywhere() -> None:
    found = [(m.surface, m.rule) for m in find_mentions("LINK 巨鲸出手，做多 LINK")]
    assert found == [("LINK", "again"), ("LINK", "context")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("词\tmaybe\tafter\t甲\t", "verdict"),
        ("词\tis\tbelow\t甲\t", "side"),
        ("词\tis\tafter", "3 columns"),
    ],
)
def test_a_wrong_row_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, problem: str
) -> None:
    header = "word\tverdict\tside\tpatterns\tnote"
    (tmp_path / "contexts.tsv").write_text(f"{header}\n# 说明\n\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(rules, "RULES", tmp_path)
    with pytest.raises(LexiconError, match=problem):
        compile_contexts(lexicon())


def test_a_table_without_its_header_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "contexts.tsv").write_text("word\n", encoding="utf-8")
    monkeypatch.setattr(rules, "RULES", tmp_path)
    with pytest.raises(LexiconError, match=r"contexts\.tsv:1"):
        compile_contexts(lexicon())
