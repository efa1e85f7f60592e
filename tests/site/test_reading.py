"""What was read out of an article, as its page shows it: tags, figures, addresses, a summary."""

from typing import Any

from django.test import Client

from aggregator.articles.models import ArticleTag, Tag
from aggregator.feeds.models import Source
from tests.site.conftest import DOUBT, EVIL, Make
from tests.site.test_article import text


def test_tags_say_what_they_rest_on(client: Client, make: Make, bitcoin: Tag) -> None:
    gone = Tag.objects.create(slug="gone", name="已去掉", kind="topic")
    named = Tag.objects.create(slug="mentioned", name="提到的", kind="company")
    topic = Tag.objects.create(slug="topic", name="主题甲", kind="topic")
    one = make("大饼<b>破十万", text="开头一段，据 Arkham 监测，比特币到达 11,780.52 美元")
    piece = {"place": "title", "start": 0, "end": 2, "rule": "name", "confidence": 0.9}
    in_text = {**piece, "place": "text", "start": 17, "end": 20, "rule": "ticker"}
    outside = {**piece, "place": "text", "start": 90, "end": 95}
    rows: list[tuple[Tag, dict[str, Any]]] = [
        (bitcoin, {"about": True, "confidence": 0.97, "evidence": [piece, in_text, outside]}),
        (named, {"by_editor": True}),
        (topic, {"confidence": 0.5, "evidence": [{**piece, "rule": "topic:大饼"}]}),
        (gone, {"removed": True}),
    ]
    for tag, fields in rows:
        ArticleTag.objects.create(article=one, tag=tag, sorted_at=one.sorted_at, **fields)
    body = text(client, one.pk)
    main, mentioned = body.split('basis__head">提及')
    assert 'href="/coin/bitcoin/">比特币' in main
    assert "标题：“<mark>大饼</mark>&lt;b&gt;破十万”" in main
    assert "与名称或别名相符" in main
    assert "<mark>比特币</mark>到达 11,780.52" in main, "no figure is cut in two"
    assert main.count("<mark>") == 2, "what the text no longer has is left out"
    assert "把握 97%" in main
    assert "编辑设定" in mentioned
    assert "主题词“大饼”" in mentioned
    assert "已去掉" not in body


def test_reading_aids_of_a_long_article(client: Client, make: Make) -> None:
    aids: dict[str, Any] = {
        "kind": "article", "text": "字" * 900, "summary": f"第一句。\n第二句{EVIL}。",
        "keywords": ["比特币", "A&B"], "excerpt": "开头",
    }  # fmt: skip
    one = make("长文", **aids)
    body = text(client, one.pk)
    assert "程序自动摘录" in body
    assert "第一句。" in body
    assert "全文阅读约 3 分钟" in body
    assert 'href="/search/?q=A%26B">A&amp;B' in body
    assert "AI 改写" not in body
    assert "<script>alert" not in body
    rewritten = make("长文", **aids, summary_ai=f"改写{EVIL}")
    body = text(client, rewritten.pk)
    assert "AI 改写" in body
    digest = body.split('class="digest"')[1].split("</section>")[0]
    assert "第一句。" in digest.split("<details>")[1], "the extracted one stays within reach"
    assert "<script>alert" not in body
    Source.objects.update(text_policy="full")
    assert ">阅读约" in text(client, make("长文", **aids, html="<p>字</p>").pk)
    Source.objects.update(text_policy="headline")
    body = text(client, one.pk)
    assert "第一句。" not in body
    assert "阅读约" not in body


def test_a_flash_has_no_summary(client: Client, make: Make) -> None:
    body = text(client, make("快讯", summary="一句。", text="一句。").pk)
    assert "digest" not in body
    assert "阅读约" not in body


def test_figures_and_doubts_stand_beside_the_text(client: Client, make: Make) -> None:
    fact = {
        "kind": "coin",
        "value": "11780",
        "unit": "ETH",
        "place": "title",
        "text": "11,780 枚 ETH",
    }
    one = make("题", facts=[fact], doubts=[DOUBT], flags=["amount_doubtful"])
    body = text(client, one.pk)
    assert '<data value="11780 ETH">11,780 枚 ETH</data>' in body
    for part in (
        "<q>11,780 枚 ETH，价值约合 2.575 亿美元</q>",
        "11,780 ETH = 2.575 亿美元",
        "约 2,575.05 万美元",
        "1 ETH = 2,185.95 美元，价源",
        "约差 10 倍",
    ):
        assert part in body
    assert "对不上" not in body, "said once"
    assert "对不上" in text(client, make("题", flags=["amount_doubtful"]).pk)


def test_addresses_are_shown_with_their_state(client: Client, make: Make) -> None:
    whole = {
        "kind": "address", "network": "bitcoin", "text": "bc1qwhole", "start": 0, "end": 9,
        "checksum": "valid", "abbreviated": False,
    }  # fmt: skip
    rows = [
        whole, whole,
        {**whole, "text": "0x12…ab", "network": "evm", "checksum": "none", "abbreviated": True},
        {**whole, "text": "TWrong", "network": "tron", "checksum": "invalid"},
        {**whole, "text": "ff00", "network": "unknown", "checksum": "none", "kind": "transaction"},
    ]  # fmt: skip
    one = make("题", addresses=rows, flags=["bad_address", "homoglyph"])
    body = text(client, one.pk)
    assert body.count('<code class="hash">') == 4
    assert '<code class="hash">bc1qwhole</code>' in body
    assert "比特币地址，校验通过" in body
    assert "以太坊及兼容链地址，缩写，无法校验" in body
    assert '波场地址，<b class="wrong">校验不符</b>' in body
    assert "网络未写明交易<" in body.replace("\n", "")
    assert "请勿直接转账" in body
    assert "形近字母" in body
    many = [{**whole, "text": f"bc1q{n}"} for n in range(20)]
    assert "另有 8 个未列出" in text(client, make("题", addresses=many).pk)
    Source.objects.update(text_policy="headline")
    assert "bc1qwhole" not in text(client, one.pk)
