"""An event in lists: once, with its outlets, its figures and why it matters."""

import re
from datetime import timedelta

from django.test import Client

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.search.rebuild import rebuild
from tests.site.conftest import DOUBT, EVIL, NOON, Make, Tell
from tests.site.test_front import shown, text


def test_a_story_stands_once_with_its_outlets_in_order(
    client: Client, make: Make, tell: Tell
) -> None:
    first = make("同题", source="one", published_at=NOON)
    at = NOON + timedelta(hours=2, minutes=5)
    same = make("同题", source="two", published_at=NOON + timedelta(minutes=2))
    later = make("后来的题", source="three", published_at=at)
    again = make("同题", source="two", published_at=NOON + timedelta(minutes=9))
    gone = make("同题", source="gone", is_hidden=True)
    story = tell(later, same, first, gone, again)
    body = text(client, "/")
    assert shown(body) == [first.pk]
    assert f'href="/story/{story.pk}/">同' in body
    line = body.split('<ul class="outlets">')[1].split("</ul>")[0]
    assert re.findall(r'href="/a/(\d+)/"', line) == [str(first.pk), str(same.pk), str(later.pk)]
    assert re.findall(r'outlets__lag num">([^<]*)<', line) == ["+2 分钟", "+2 小时"]
    assert line.count('class="first">首发') == 1
    assert "另" not in line, "all three are named"
    assert "gone" not in line


def test_an_outlets_own_page_leads_to_its_own_words(client: Client, make: Make, tell: Tell) -> None:
    one, two = make("甲", source="one"), make("乙", source="two")
    more = make("乙二", source="two")
    story = tell(one, two, more)
    body = text(client, "/source/two/")
    assert shown(body) == [more.pk], "an event stands once on a page"
    assert "另有 1 篇同一件事的报道" in body
    assert f'href="/story/{story.pk}/">共 2 家' in body


def test_a_lag_needs_both_times(client: Client, make: Make, tell: Tell) -> None:
    one = make("题", source="one")
    tell(one, make("题", source="two", published_at=None, sorted_at=NOON))
    body = text(client, "/")
    assert body.count("outlets__lag") == 1
    assert "时间未标" in body
    assert "outlets__lag num" not in body
    assert 'class="first"' not in body, "the other may have been earlier"


def test_why_it_matters_is_said(client: Client, make: Make, tell: Tell) -> None:
    one = make("要", source="one", is_important=True)
    tell(one, importance=70, reasons=["2 家媒体报道", f"涉及 {EVIL}", "丙", "丁"])
    Article.objects.update(is_important=True)
    body = text(client, "/")
    assert 'class="seal">重要' in body
    assert "2\u00a0家媒体报道，涉及 &lt;script&gt;" in body
    assert "丁" not in body, "a list gives three reasons"
    Article.objects.update(locked_fields=["is_important"])
    assert "编辑选为重要消息" in text(client, "/")


def test_figures_that_the_headline_lacks_are_chips(client: Client, make: Make) -> None:
    fact = {"kind": "money", "unit": "USD", "start": 0, "end": 3}
    facts = [
        {**fact, "value": "5", "text": "5 美元", "place": "title"},
        {**fact, "value": "5", "text": "五美元", "place": "text"},
        {**fact, "value": "7", "text": f"7{EVIL}", "place": "text"},
        {**fact, "value": "8", "text": "8 美元", "place": "text"},
        {**fact, "kind": "percent", "unit": "%", "value": "9", "text": "9%", "place": "text"},
    ]
    make("题 5 美元", facts=facts)
    body = text(client, "/")
    assert re.findall(r'facts__key">([^<]*)<', body) == ["金额", "比例"]
    assert re.findall(r'<data value="([^"]*)"', body) == ["7 USD", "8 USD", "9 %"]
    assert "<script>alert" not in body
    Source.objects.update(text_policy="headline")
    assert "<data" not in text(client, "/"), "of headline outlets nothing of the text is shown"


def test_a_doubtful_amount_is_marked(client: Client, make: Make) -> None:
    make("题", doubts=[DOUBT])
    body = text(client, "/")
    assert "金额存疑" in body
    assert "11,780 ETH，文中称2.575 亿美元，按当时价格约 2,575.05 万美元" in body


def test_a_search_finds_an_event_once(client: Client, make: Make, tell: Tell) -> None:
    one = make("比特币突破十万", source="one", excerpt="比特币")
    two = make("比特币破十万", source="two", excerpt="比特币", doubts=[{**DOUBT, "text": EVIL}])
    story = tell(one, two, importance=60, reasons=["2 家媒体报道"])
    Article.objects.update(is_important=True)
    rebuild()
    body = text(client, "/search/?q=比特币&order=newest")
    assert body.count('class="hit__title"') == 1
    assert f'href="/a/{two.pk}/"' in body, "the hit leads to the words that were found"
    assert "另有 1 家报道" in body
    assert f'href="/story/{story.pk}/"' in body
    assert f'href="/a/{one.pk}/"' in body, "the other outlet's report is listed"
    assert "2\u00a0家媒体报道" in body
    assert "金额存疑" in body
    assert "<script>alert" not in body
