"""The page of an article."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import ArticleTag, Revision, Tag
from aggregator.feeds.models import Source
from aggregator.market.models import Price
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import DOUBT


def text(client: Client, pk: int) -> str:
    answer = client.get(f"/a/{pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_outlet_and_link_come_before_headline_and_text(client: Client, make: Make) -> None:
    one = make("标题在后", source="panews", excerpt="摘录在最后")
    body = text(client, one.pk).split("<main", 1)[1]
    places = [body.index(part) for part in ("panews", one.url, "标题", "摘录在最后")]
    assert places == sorted(places)
    assert body.count('rel="noopener noreferrer external"') == 2


@pytest.mark.parametrize(
    ("policy", "html", "excerpt"),
    [("headline", False, False), ("excerpt", False, True), ("full", True, False)],
)
def test_text_by_policy(client: Client, make: Make, policy: str, html: bool, excerpt: bool) -> None:
    one = make("题", policy=policy, html="<p>全部正文</p>", excerpt="一段摘录", text="全部正文很长")
    body = text(client, one.pk)
    assert ("<p>全部正文</p>" in body) is html
    main = body.split("<main", 1)[1]
    assert ("一段摘录" in main) is excerpt


def test_what_stands_under_the_text(client: Client, make: Make) -> None:
    short = make("甲", excerpt="短讯全文", text="短讯全文")
    assert "本文由outlet发布" in text(client, short.pk)
    long = make("乙", excerpt="开头", text="开头和后面的正文")
    assert "以上为摘录，全文见outlet" in text(client, long.pk)
    none = make("丙", url="")
    body = text(client, none.pk)
    assert "outlet没有提供正文" in body
    assert "原文没有给出链接" in body
    Source.objects.update(text_policy="headline", name="署名社", credit="来源：署名社")
    assert "按约定只展示标题，正文见署名社" in text(client, long.pk)


def test_an_unknown_time_is_said(client: Client, make: Make) -> None:
    one = make("题", published_at=None, sorted_at=NOON, first_seen_at=NOON)
    body = text(client, one.pk)
    assert "发布时间未知，收到于" in body
    assert 'datetime="2026-03-25T12:00:00+08:00"' in body


def test_corrections_keep_the_earlier_wordings(client: Client, make: Make) -> None:
    one = make("新标题", revised=2)
    Revision.objects.create(article=one, title=f"旧{EVIL}", seen_at=NOON)
    Revision.objects.create(article=one, title="新标题", seen_at=NOON)
    body = text(client, one.pk)
    assert "<details" in body
    assert "共 2 次" in body
    assert "标题未变，正文有改动" in body
    assert "<script>alert" not in body


def test_flags_are_said_in_words(client: Client, make: Make) -> None:
    body = text(client, make("题", flags=["future_date", "unheard_of", 3]).pk)
    assert "晚于收到时间" in body
    assert "unheard_of" not in body


def test_tags_say_what_they_rest_on(client: Client, make: Make, bitcoin: Tag) -> None:
    gone = Tag.objects.create(slug="gone", name="已去掉", kind="topic")
    named = Tag.objects.create(slug="mentioned", name="提到的", kind="company")
    topic = Tag.objects.create(slug="topic", name="主题甲", kind="topic")
    one = make("大饼<b>破十万", text="开头一段，据 Arkham 监测，比特币到达 11,780.52 美元")
    piece = {"place": "title", "start": 0, "end": 2, "rule": "name", "confidence": 0.9}
    in_text = {**piece, "place": "text", "start": 17, "end": 20, "rule": "ticker"}
    outside = {**piece, "place": "text", "start": 90, "end": 95}
    rows = [
        (bitcoin, {"about": True, "confidence": 0.97, "evidence": [piece, in_text, outside]}),
        (named, {"by_editor": True}),
        (topic, {"confidence": 0.5, "evidence": [{**piece, "rule": "topic:大饼"}]}),
        (gone, {"removed": True}),
    ]
    for tag, fields in rows:
        ArticleTag.objects.create(article=one, tag=tag, sorted_at=one.sorted_at, **fields)
    body = text(client, one.pk)
    main, mentioned = body.split('basis__head">提及')
    assert 'href="/tag/bitcoin/">比特币' in main
    assert "标题：“<mark>大饼</mark>&lt;b&gt;破十万”" in main
    assert "与名称或别名相符" in main
    assert "<mark>比特币</mark>到达 11,780.52" in main, "no figure is cut in two"
    assert main.count("<mark>") == 2, "what the text no longer has is left out"
    assert "把握 97%" in main
    assert "编辑设定" in mentioned
    assert "主题词“大饼”" in mentioned
    assert "已去掉" not in body


def test_other_outlets_of_the_story(client: Client, make: Make, tell: Tell) -> None:
    one = make("同题", source="one")
    two = make("别的题", source="two", published_at=NOON + timedelta(minutes=9))
    story = tell(one, two)
    told = text(client, two.pk).split("同一件事")[1].split("</section>")[0]
    assert f'href="/story/{story.pk}/">2 家媒体' in told
    assert told.index("one") < told.index("two")
    assert f'href="/a/{one.pk}/"' in told
    assert f'href="/a/{two.pk}/"' not in told, "the page itself is no link"
    assert "+8 分钟" in told
    assert "同一件事" not in text(client, make("独家").pk)


def test_reading_aids_of_a_long_article(client: Client, make: Make) -> None:
    aids = {
        "kind": "article", "text": "字" * 900, "summary": f"第一句。\n第二句{EVIL}。",
        "keywords": ["比特币", "A&B"], "excerpt": "开头",
    }  # fmt: skip
    one = make("长文", **aids)
    body = text(client, one.pk)
    assert "由程序从原文摘出" in body
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
    assert "波场地址，<b>校验不符</b>" in body
    assert "网络未写明交易<" in body.replace("\n", "")
    assert "请勿直接转账" in body
    assert "形近字母" in body
    many = [{**whole, "text": f"bc1q{n}"} for n in range(20)]
    assert "另有 8 个未列出" in text(client, make("题", addresses=many).pk)
    Source.objects.update(text_policy="headline")
    assert "bc1qwhole" not in text(client, one.pk)


def test_related_reports_are_listed(client: Client, make: Make, bitcoin: Tag) -> None:
    old = make("早先", tags=[bitcoin])
    body = text(client, make("题", tags=[bitcoin]).pk)
    assert "相关报道" in body
    assert f'href="/a/{old.pk}/"' in body
    assert "相关报道" not in text(client, old.pk)


def test_a_coin_with_figures_has_its_card(client: Client, make: Make, bitcoin: Tag) -> None:
    Price.objects.create(
        coin="bitcoin",
        usd=Decimal(71286),
        change_24h=Decimal("1.47"),
        provider="价源",
        observed_at=timezone.now() - timedelta(minutes=2),
    )
    card = text(client, make("题", tags=[bitcoin], has_figures=True).pk)
    assert "文中的币" in card
    assert "71,286" in card
    assert "+1.47%" in card
    assert "2 分钟前" in card
    assert "文中的币" not in text(client, make("题", tags=[bitcoin]).pk)


def test_hidden_is_gone_and_unknown_is_not_found(client: Client, make: Make) -> None:
    hidden = make("不可见的标题", is_hidden=True)
    answer = client.get(f"/a/{hidden.pk}/")
    assert answer.status_code == 410
    body = answer.content.decode()
    assert "这篇稿件已经下线" in body
    assert "不可见的标题" not in body
    assert client.get(f"/a/{hidden.pk + 1}/").status_code == 404
    assert client.get(f"/a/{2**70}/").status_code == 404


def test_nothing_of_an_outlet_becomes_markup(client: Client, make: Make) -> None:
    one = make(EVIL, excerpt=EVIL, author=EVIL, image_url="https://tracker.example/x.png")
    Source.objects.update(name=EVIL)
    body = text(client, one.pk)
    assert "<script>alert" not in body
    assert "<img" not in body
    assert "tracker.example" not in body, "remote images are left out"


def test_queries_are_bounded(
    client: Client,
    make: Make,
    bitcoin: Tag,
    tell: Tell,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    Price.objects.create(coin="bitcoin", usd=1, provider="价源", observed_at=timezone.now())
    for n in range(20):
        make(f"早先{n}", tags=[bitcoin])
    same = {"tags": [bitcoin], "has_figures": True, "revised": 1, "doubts": [DOUBT]}
    made = [make("同题", source=f"s{n}", **same) for n in range(8)]
    Revision.objects.create(article=made[0], title="旧", seen_at=NOON)
    tell(*made)
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]
        text(client, made[0].pk)
