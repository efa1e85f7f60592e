"""Names and addresses in running text."""

from dataclasses import replace

import nh3
import pytest
from django.test import Client
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from aggregator.articles.clean import clean_html, plain_text
from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.site.entities import Mark, marked, marks_of
from aggregator.site.evidence import tags_of
from aggregator.site.wallets import wallets
from tests.site.conftest import EVIL, NOON, Make
from tests.site.test_article import text

ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7"
HASH = "0x" + "ab" * 32
WALLET = {
    "kind": "address", "network": "evm", "checksum": "valid", "abbreviated": False,
    "text": ADDRESS, "start": 0, "end": 42,
}  # fmt: skip


def link(words: str, skip: int = 0, never: frozenset[str] = frozenset({"a"})) -> Mark:
    return Mark(words, skip, mark_safe("<a>"), mark_safe("</a>"), never)


@pytest.fixture
def named(make: Make) -> Article:
    """An article of which two names were read at their first mention outside the headline."""
    html = "<h2>贝莱德</h2><p>贝莱德买入 BTC，<b>贝莱德</b>没说 BTCS。</p><p><a href='#'>SOL</a> SOL</p>"
    one = make("题", html=html, text=plain_text(html), policy="full")
    for slug, kind, words in (("blackrock", "company", "贝莱德"), ("solana", "coin", "SOL")):
        tag = Tag.objects.create(slug=slug, name=f"{slug} {EVIL}", kind=kind)
        start = one.text.index(words)
        find = {"place": "text", "start": start, "end": start + len(words), "rule": "name"}
        ArticleTag.objects.create(article=one, tag=tag, sorted_at=NOON, evidence=[find])
    return one


def test_the_first_mention_in_running_text_is_a_link(client: Client, named: Article) -> None:
    body = text(client, named.pk)
    prose = body.split('class="prose">')[1].split("</div>")[0]
    found = '<a class="entity" href="/who/blackrock/" data-card="/card/blackrock/">贝莱德</a>'
    assert prose.count('class="entity"') == 2
    assert f"<h2>贝莱德</h2><p>{found}买入" in prose, "not the heading, and once only"
    assert 'SOL</a> <a class="entity"' in prose, "no link within a link"
    assert "<script>alert" not in body


def test_topics_and_removed_tags_are_no_names(named: Article) -> None:
    Tag.objects.filter(slug="blackrock").update(kind="topic")
    assert [mark.words for mark in marks_of(named, tags_of(named), ())] == ["SOL"]
    ArticleTag.objects.update(removed=True)
    assert marks_of(named, tags_of(named), ()) == []


def test_the_mention_that_was_read_is_meant() -> None:
    html = "<p>Link 一下。Link 大涨，Link</p>"
    assert marked(html, [link("Link", skip=1)]) == "<p>Link 一下。<a>Link</a> 大涨，Link</p>"
    assert marked(html, [link("Link", skip=9)]) == html


def test_whole_words_and_no_overlap() -> None:
    assert marked("<p>BTCS BTC</p>", [link("BTC")]) == "<p>BTCS <a>BTC</a></p>"
    both = [link("比特币 ETF"), link("比特币")]
    assert marked("<p>比特币 ETF 与比特币</p>", both) == "<p><a>比特币 ETF</a> 与<a>比特币</a></p>"
    assert marked("<p>x</p>", []) == "<p>x</p>"


def test_text_is_escaped_again() -> None:
    html = "<p>a &lt;img src=x onerror=alert(1)&gt; &amp;amp; b</p><br><hr/>"
    assert marked(html, [link("b")]) == html.replace("b<", "<a>b</a><")


def test_unclosed_markup_does_not_confuse() -> None:
    assert marked("<p>甲<b>乙</p></i>丙", [link("丙")]) == "<p>甲<b>乙</p></i><a>丙</a>"


@given(
    st.text(alphabet="<>/abp&;\"'= 甲乙\n", max_size=60), st.sampled_from(["甲", "a", "乙 b", "&"])
)
def test_nothing_but_links_is_added(source: str, words: str) -> None:
    html = clean_html(source)
    result = marked(html, [link(words)])
    assert result.count("<a>") <= 1
    without = (
        result.replace("<a>", "").replace("</a>", "", result.count("<a>"))
        if "<a>" in result
        else result
    )
    assert plain_text(result) == plain_text(html)
    assert nh3.clean(without, tags=set()) == nh3.clean(html, tags=set())


def test_addresses_lead_to_explorers(client: Client, make: Make) -> None:
    said = f"<p>{ADDRESS} 和 {HASH}，<code>{ADDRESS}</code></p>"
    rows = [WALLET, {**WALLET, "kind": "transaction", "checksum": "none", "text": HASH}]
    one = make("题", html=said, text=plain_text(said), addresses=rows, policy="full")
    body = text(client, one.pk)
    prose = body.split('class="prose">')[1].split("</div>")[0]
    assert (
        f'href="https://blockscan.com/address/{ADDRESS}" title="以太坊及兼容链地址，校验通过"'
        in prose
    )
    assert f'href="https://blockscan.com/tx/{HASH}" title="以太坊及兼容链交易"' in prose
    assert prose.count('rel="noopener noreferrer external"') == 2
    assert f"<code>{ADDRESS}</code>" in prose, "once"


def test_a_wrong_address_is_warned_of_and_leads_nowhere(client: Client, make: Make) -> None:
    rows = [{**WALLET, "checksum": "invalid"}]
    one = make("题", html=f"<p>{ADDRESS}</p>", text=ADDRESS, addresses=rows, policy="full")
    body = text(client, one.pk)
    assert f'<span class="hash">{ADDRESS}</span> <b class="wrong">校验不符</b>' in body
    assert "blockscan" not in body


@pytest.mark.parametrize(
    ("row", "host"),
    [
        ({"network": "bitcoin", "text": "bc1q" + "a" * 38}, "mempool.space/address/"),
        ({"network": "tron", "text": "T" + "a" * 33}, "tronscan.org/#/address/"),
        ({"network": "unknown", "kind": "transaction", "text": "a" * 64}, "blockchair.com/"),
        ({"network": "unknown"}, ""),
        ({"text": "vitalik.eth"}, ""),
        ({"text": "0x12…ab", "abbreviated": True}, ""),
        ({"text": f"{ADDRESS}/../x?y=<z>"}, ""),
    ],
)
def test_where_addresses_lead(make: Make, row: dict[str, object], host: str) -> None:
    one = make("题", addresses=[{**WALLET, **row}])
    found = wallets(one)[0][0]
    assert found.href.startswith(f"https://{host}") if host else found.href == ""


def test_an_excerpt_is_marked_too(client: Client, named: Article) -> None:
    named.excerpt = "贝莱德买入 & 持有。"
    named.save()
    named.source.text_policy = "excerpt"
    named.source.save()
    body = text(client, named.pk)
    assert "贝莱德</a>买入 &amp; 持有。</p>" in body
    named.source.text_policy = "headline"
    named.source.save()
    assert 'class="entity"' not in text(client, named.pk)


def test_spans_out_of_the_text_are_left_out(named: Article) -> None:
    named.text = "短"
    assert marks_of(named, tags_of(named), ()) == []
    tagged = replace(tags_of(named)[0], spans=((0, 1),))
    assert [mark.words for mark in marks_of(named, [tagged], ())] == ["短"]
