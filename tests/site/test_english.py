"""Pages below /en/: everything but the reports themselves is in English."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from aggregator.site.tongues.english import english, spoken
from aggregator.topics.models import Topic
from tests.site.conftest import Make, Tell
from tests.site.everything import stocked  # noqa: F401 - a fixture

HAN = re.compile("[\u3400-\u9fff]+")
# The only Chinese of what is reported in these tests; and what says Chinese by its nature.
# What can be typed into the search box.
EXAMPLES = {"大饼 现货ETF", "“现货 ETF”", "近7天 重要:是"}
REPORTED = str.maketrans("", "", "甲乙丙丁戊己庚辛")


@pytest.fixture
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("chinese", "said"),
    [
        ("2,575 万美元", "$25.75M"), ("4.535 亿美元", "$453.5M"), ("500 美元", "$500"), ("1.2 万亿美元", "$1.2T"),
        ("3.14 亿", "314M"), ("1.5 万 枚", "15K"), ("11,780 枚", "11,780"), ("3 亿美元", "$300M"),
        ("2 分钟", "2 min"), ("3 小时 5 分钟", "3 h 5 min"), ("+2 分钟", "+2 min"), ("+1 天", "+1 d"),
        ("2 分钟前", "2 min ago"), ("刚刚", "just now"), ("20 分钟前的数据", "as of 20 min ago"),
        ("3 小时前起没有新数据", "nothing new for 3 h"), ("同时", "same minute"),
        ("今天 20:41", "Today 20:41"), ("3月25日", "25 Mar"), ("2025年3月25日", "25 Mar 2025"),
        ("3月25日 20:41", "25 Mar 20:41"), ("2025年3月25日 20:41", "25 Mar 2025 20:41"),
        ("今天，3月25日 星期三", "Today, Wed 25 Mar"), ("12月1日 星期日", "Sun 1 Dec"),
        ("2026 年 3 月", "Mar 2026"), ("11月23日 周一", "Mon 23 Nov"), ("$1,000 万", "$10M"),
        ("Prices since 11月16日 18:22", "Prices since 16 Nov 18:22"),
        ("by x, 20 分钟前的数据. High 1", "by x, as of 20 min ago. High 1"),
        ("3 家媒体在 12 分钟内报道", "3 outlets within 12 min"), ("2 家媒体报道", "2 outlets report it"),
        ("3 家媒体在 2 小时内报道，涉及比特币，主题为监管", "3 outlets within 2 h, about Bitcoin, topic: 监管"),
        ("甲报标为重要", "marked important by 甲报"),
        ("距调整 1,008 块，预计 +1.2%", "1,008 blocks to adjustment, expected +1.2%"),
        ("距调整 1,008 块，变化未知", "1,008 blocks to adjustment, change unknown"),
        ("高度 1,050,000，约 2028 年 4 月", "height 1,050,000, about Apr 2028"),
        ("平均 10 分钟一块；2 小时前的数据", "10 min a block on average; as of 2 h ago"),
        ("node.example 不提供这项数据", "node.example does not give this figure"),
        ("高于当时市价，相差约 10 倍，疑似位数或单位有误",
         "above the market price of the time, about 10 times apart, probably a wrong digit or unit"),
        ("BTC 跌破 65,102 美元", "BTC below $65,102"), ("BTC 突破 7 万美元", "BTC above $70K"),
        ("BTC 净流出 1.25 亿美元", "BTC net outflow $125M"), ("ETH 周净流入 1.2 万 枚", "ETH weekly inflow 12K"),
        ("净流入 500 美元", "net inflow $500"), ("24 小时 3 亿美元", "$300M in 24 h"), ("71 分", "71 points"),
        ("主题词“甲”", "topic word “甲”"), ("类型：快讯", "Kind: Flashes"), ("不含：甲", "Without: 甲"),
        ("Series: ETF 资金流向", "Series: ETF flows"), ("比特币 height", "Bitcoin height"),
        ("1 ETH = 2,185.95 美元，source，", "1 ETH = $2,185.95, source"), ("Search: 甲", None), ("近 7 天", "Last 7 days"), ("近 9 天", "last 9 days"), ("币种", "Coin"), ("最新区块", "Latest block"),
        ("2026-03-01 至 2026-03-02", "2026-03-01 to 2026-03-02"), ("plain", "plain"),
        ("甲乙丙", None), ("甲突破 0.15 美元，24 小时 6.2%", None), ("BTC 突破关键位", None), ("涉及金额，甲", None),
        ("地址 被盗", None), ("13月5日", None), ("甲，乙", None), ("刚刚，甲", None), ("某机构转出 3 亿美元", None),
    ],
)  # fmt: skip
def test_sentences_of_the_rooms_below(chinese: str, said: str | None) -> None:
    assert spoken(chinese) == said


@pytest.mark.parametrize(
    ("outlets", "said"), [("aa", "1 outlet, 2 reports"), ("ab", "2 outlets, 2 reports")]
)
def test_one_is_said_in_the_singular(
    client: Client, make: Make, tell: Tell, outlets: str, said: str
) -> None:
    story = tell(*(make("甲", source=outlet) for outlet in outlets))
    body = client.get(f"/en{story.get_absolute_url()}").content.decode()
    assert f"<span>{said}</span>" in body


@pytest.mark.usefixtures("in_english")
def test_only_whole_texts_are_said_in_english() -> None:
    assert (
        english("<i>：只展示标题，正文请到原站阅读。</i>")
        == "<i>: Headlines only; read the text at the outlet. </i>"
    )
    page = '<b> 刚刚\n</b><i title="币种" data-x="币种">币种新闻</i><code>币种</code><p lang="zh">币种</p>'
    said = '<b> just now\n</b><i title="Coin" data-x="币种">币种新闻</i><code>币种</code><p lang="zh">币种</p>'
    assert english(page) == said


def leftovers(body: str) -> list[str]:
    """The Chinese of a page that is none of what is reported."""
    body = re.sub(
        r"<(script|style|pre|code|svg)\b.*?</\1>|<dl class=.syntax__list.>.*?</dl>|<!--.*?-->",
        "",
        body,
        flags=re.DOTALL,
    )
    body = re.sub(r"<(\w+)\b[^>]*\slang=\"zh[\w-]*\"[^>]*>[^<]*</\1>", "", body)
    texts = re.findall(r">([^<]+)<", body)
    texts += re.findall(
        r"\s(?:title|alt|placeholder|aria-label|content|data-[\w-]+)=\"([^\"]*)\"", body
    )
    texts = [text for text in texts if text.strip() not in EXAMPLES]
    return sorted({text.strip() for text in texts if HAN.search(text.translate(REPORTED))})


def test_every_page_is_english_but_for_the_reports(
    client: Client,
    stocked: list[str],  # noqa: F811 - the fixture
) -> None:
    left = {
        path: found
        for path in stocked
        if (found := leftovers(client.get(f"/en{path}", follow=True).content.decode()))
    }
    assert left == {}


def test_what_outlets_and_editors_wrote_stays_as_they_wrote_it(
    client: Client, make: Make, tell: Tell
) -> None:
    first, later = make("BTC 突破 7 万美元", source="a"), make("比特币突破 7 万美元", source="b")
    story = tell(first, later)
    page = client.get(f"/en/story/{story.pk}/").content.decode()
    words = [re.sub("<[^>]+>", "", one) for one in re.findall(r'lag__words">(.*?)</p>', page, re.S)]
    assert [one.strip().replace("\xa0", " ") for one in words] == [first.title, later.title]
    Topic.objects.create(
        slug="t", title="专题", lede="BTC 突破 7 万美元", state="open", latest=story,
        latest_at=first.sorted_at,
    )  # fmt: skip
    page = client.get("/en/topic/").content.decode()
    assert re.findall('topics__lede"[^>]*>([^<]*)<', page) == ["BTC 突破 7 万美元"]
    [news] = re.findall('topics__news"[^>]*>(.*?)</span>', page)
    assert re.sub("<[^>]+>", "", news).replace("\xa0", " ") == first.title


@pytest.mark.usefixtures("in_english")
def test_marks_within_another_language_change_nothing() -> None:
    told = '<a lang="zh-Hans"><b>比特币</b>突破<wbr>关口 <del>快讯</del></a>'
    assert english(f"{told}<b>快讯</b>") == f"{told}<b>{english('快讯')}</b>"


def test_the_text_of_a_report_stays_whole(client: Client, make: Make) -> None:
    one = make("标题", policy="full", html="<p>BTC 突破 7 万美元</p><h2>快讯</h2>", text="BTC 突破")
    page = client.get(f"/en/a/{one.pk}/").content.decode()
    assert re.findall('<div class="prose"[^>]*>(.*?)</div>', page) == [one.html]
    assert ">Flashes<" in page
