"""The page of an event."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article, Revision, Tag
from aggregator.feeds.models import Source
from aggregator.market.models import Price
from aggregator.stories.models import Story
from tests.site.conftest import DOUBT, EVIL, NOON, Make, Tell
from tests.site.test_front import text


def test_outlets_stand_in_the_order_they_spoke(client: Client, make: Make, tell: Tell) -> None:
    late = make("贝莱德转入 ETH", source="late", published_at=NOON + timedelta(hours=3, minutes=5))
    early = make("贝莱德转入 ETH", source="early", published_at=NOON)
    mid = make("贝莱德再次转入 ETH", source="mid", published_at=NOON + timedelta(minutes=31))
    body = text(client, f"/story/{tell(late, early, mid).pk}/")
    rows = body.split('<ol class="lag">')[1].split("</ol>")[0]
    names = re.findall(r'lag__outlet"><a href="/source/(\w+)/', rows)
    assert names == ["early", "mid", "late"]
    assert rows.count('class="first">首发') == 1
    assert "<b>+31 分钟</b>" in rows
    assert "<b>+3 小时</b>" in rows
    assert "<em>再次</em>" in rows, "what differs from the first headline is marked"
    assert "标题相同" in rows.split("late")[-1]
    assert "从首发起 3 小时 5 分钟内" in body
    assert "3 家媒体，3 篇报道" in body


def test_a_report_of_another_day_is_dated(client: Client, make: Make, tell: Tell) -> None:
    one = make("甲", source="one", published_at=NOON)
    two = make("乙", source="two", published_at=NOON + timedelta(days=1))
    rows = text(client, f"/story/{tell(one, two).pk}/").split('<ol class="lag">')[1]
    assert re.findall(r"<time[^>]*>([^<]*)</time>", rows.split("</ol>")[0])[0] == "12:00"
    assert "3月26日 12:00</time>" in rows


def test_what_the_reports_say_together(
    client: Client, make: Make, tell: Tell, bitcoin: Tag
) -> None:
    coin = {"kind": "coin", "value": "634", "unit": "BTC", "text": "634 枚 BTC", "place": "text"}
    Price.objects.create(coin="bitcoin", usd=71286, provider="价源", observed_at=timezone.now())
    one = make(
        "甲", source="one", facts=[coin], doubts=[DOUBT], tags=[bitcoin], has_figures=True,
        excerpt="据监测，转入 634 枚。",
    )  # fmt: skip
    two = make("乙", source="two", facts=[coin], revised=1, doubts=[DOUBT])
    Revision.objects.create(article=two, title=f"旧题{EVIL}", seen_at=NOON)
    story = tell(one, two, importance=80, reasons=["2 家媒体报道"])
    Article.objects.update(is_important=True)
    body = text(client, f"/story/{story.pk}/")
    assert "数量，2 篇写到" in body
    assert body.count("金额存疑") == 1, "one doubt, though two reports share it"
    assert "1 ETH = 2,185.95 美元，价源" in body
    assert "据监测，转入 634 枚。" in body
    assert 'data-part="outlet">one</span>' in body
    assert "2\u00a0家媒体报道" in body
    assert 'href="/coin/bitcoin/">比特币' in body
    assert "文中的币" in body
    assert "<del>旧题" in body.replace("<wbr>", "")
    assert "<script>alert" not in body
    assert "发布后改动过" in body


def test_headline_outlets_lend_no_text(client: Client, make: Make, tell: Tell) -> None:
    one = make("甲", source="one", excerpt="正文摘录", doubts=[{**DOUBT, "place": "text"}])
    story = tell(one, make("乙", source="two"))
    Source.objects.update(text_policy="headline")
    body = text(client, f"/story/{story.pk}/")
    assert "正文摘录" not in body
    assert "金额存疑" not in body


def test_a_series_is_linked_with_its_earlier_entries(
    client: Client, make: Make, tell: Tell
) -> None:
    series = {"series_slug": "fear-greed", "series_name": "恐慌与贪婪指数"}
    old = tell(make("指数报 30"), started_at=NOON - timedelta(days=1), **series)
    assert old.lead
    one, two = make("指数报 34", source="one"), make("指数 34", source="two")
    story = tell(one, two, started_at=NOON, **series)
    body = text(client, f"/story/{story.pk}/")
    assert 'href="/series/fear-greed/"' in body
    assert f'href="/a/{old.lead.pk}/">指数' in body
    assert 'href="/series/fear-greed/"' in text(client, f"/a/{one.pk}/")


def test_one_report_is_its_article(client: Client, make: Make, tell: Tell) -> None:
    one = make("独家")
    answer = client.get(f"/story/{tell(one).pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/a/{one.pk}/")


def test_merged_stories_lead_to_what_became_of_them(client: Client, make: Make, tell: Tell) -> None:
    story = tell(make("甲", source="one"), make("乙", source="two"))
    between = tell(merged_into=story)
    old = tell(merged_into=between)
    answer = client.get(f"/story/{old.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/story/{story.pk}/")
    Story.objects.filter(pk=story.pk).update(merged_into=old)
    assert client.get(f"/story/{old.pk}/").status_code == 410, "a circle ends"


def test_hidden_is_gone_and_unknown_is_not_found(client: Client, make: Make, tell: Tell) -> None:
    story = tell(make("不可见的标题", source="one"), make("不可见的标题", source="two"))
    Article.objects.update(is_hidden=True)
    answer = client.get(f"/story/{story.pk}/")
    assert answer.status_code == 410
    body = answer.content.decode()
    assert "这件事的报道都已下线" in body
    assert "不可见的标题" not in body
    assert client.get(f"/story/{story.pk + 1}/").status_code == 404
    assert client.get(f"/story/{2**70}/").status_code == 404
    assert client.get(f"/story/{tell().pk}/").status_code == 410


def test_nothing_of_an_outlet_becomes_markup(client: Client, make: Make, tell: Tell) -> None:
    one = make(EVIL, source="one", excerpt=EVIL)
    story = tell(one, make(f"{EVIL}又", source="two"), importance=90, reasons=[EVIL])
    Source.objects.filter(slug="one").update(name=EVIL)
    Article.objects.update(is_important=True)
    body = text(client, f"/story/{story.pk}/")
    assert "<script>alert" not in body
    assert "<img" not in body


@pytest.mark.parametrize("size", [2, 40])
def test_queries_do_not_grow_with_the_reports(
    client: Client,
    make: Make,
    tell: Tell,
    bitcoin: Tag,
    size: int,
    django_assert_num_queries: Callable[..., object],
) -> None:
    Price.objects.create(coin="bitcoin", usd=1, provider="价源", observed_at=timezone.now())
    series = {"series_slug": "fear-greed", "series_name": "恐慌与贪婪指数"}
    for n in range(20):
        make(f"相关{n}", tags=[bitcoin])
    tell(make("早前"), started_at=NOON - timedelta(days=1), **series)
    made = [
        make("同题", source=f"s{n}", tags=[bitcoin], has_figures=True, revised=1, doubts=[DOUBT])
        for n in range(size)
    ]
    Revision.objects.create(article=made[0], title="旧", seen_at=NOON)
    story = tell(*made, started_at=NOON, **series)
    with django_assert_num_queries(10):  # type: ignore[attr-defined]
        text(client, f"/story/{story.pk}/")


def test_sixty_reports_stay_legible(client: Client, make: Make, tell: Tell) -> None:
    made = [
        make(f"转入 {n} 枚", source=f"s{n}", published_at=NOON + timedelta(minutes=n * n))
        for n in range(59)
    ]
    late = make("无时间的", source="late", published_at=None, sorted_at=NOON)
    body = text(client, f"/story/{tell(*made, late).pk}/")
    seen, folded = body.split('<ol class="lag">')[1:3]
    assert seen.count("lag__row") - seen.count("lag__row--first") == 12
    assert "另有 48 篇报道" in seen
    assert (folded.split("</ol>")[0]).count("lag__outlet") == 48
    assert "横轴前密后疏" in body, "a scale that is no plain one says so"
    bars = [int(width) for width in re.findall(r'width="(\d+)" height="2"', body)]
    assert bars == sorted(bars)
    assert bars[0] == 0
    assert bars[2] > 60, "the first minutes are not pressed together"
    assert bars[-1] == 416
    assert "时间未标" in folded.split("/source/late/")[1].split("</li>")[0]


def test_a_short_telling_has_a_plain_scale(client: Client, make: Make, tell: Tell) -> None:
    made = [
        make("甲", source=f"s{n}", published_at=NOON + timedelta(minutes=10 * n)) for n in range(5)
    ]
    body = text(client, f"/story/{tell(*made).pk}/")
    assert "横轴" not in body
    assert "另有" not in body
    assert re.findall(r'width="(\d+)" height="2"', body) == ["0", "104", "208", "312", "416"]


def test_names_stand_under_their_kind(client: Client, make: Make, tell: Tell, bitcoin: Tag) -> None:
    someone = Tag.objects.create(slug="someone", name="某人", kind="person")
    ether = Tag.objects.create(slug="ethereum", name="以太坊", kind="coin")
    one = make("甲", source="one", tags=[someone, bitcoin])
    body = text(client, f"/story/{tell(one, make('乙', source='two', tags=[ether])).pk}/")
    names = body.split('class="names"')[1].split("</dl>")[0]
    assert re.findall(r"<dt>(\w+)</dt>", names) == ["币种", "人物"]
    assert names.index("比特币") < names.index("某人")
    assert "以太坊" in names.split("人物")[0]


def test_addresses_of_all_reports_say_who_names_them(
    client: Client, make: Make, tell: Tell
) -> None:
    row = {"network": "tron", "kind": "address", "checksum": "valid", "abbreviated": False}
    shared, lone, hidden = ({**row, "text": f"T{letter * 33}"} for letter in "abc")
    one = make("甲", source="one", addresses=[lone, shared])
    two = make("乙", source="two", addresses=[shared])
    three = make("丙", source="three", policy="headline", addresses=[hidden])
    body = text(client, f"/story/{tell(one, two, three).pk}/")
    assert body.index(shared["text"]) < body.index(lone["text"]), "what most name first"
    assert "one、two" in body
    assert hidden["text"] not in body


def test_figures_that_disagree_are_put_side_by_side(client: Client, make: Make, tell: Tell) -> None:
    money = {"kind": "money", "unit": "USD", "place": "text"}
    one = make("甲", source="one", facts=[{**money, "value": "257500000", "text": "2.575 亿美元"}])
    two = make("乙", source="two", facts=[{**money, "value": "25750000", "text": "2,575 万美元"}])
    body = text(client, f"/story/{tell(one, two).pk}/")
    said = body.split("各家数字")[1].split("</section>")[0]
    assert "说法不一" in said
    assert said.index("2.575 亿美元") < said.index("one") < said.index("2,575 万美元")


def test_what_is_shared_follows_the_policy(client: Client, make: Make, tell: Tell) -> None:
    story = tell(make("甲", source="one", excerpt="一段摘录"), make("乙", source="two"))
    body = text(client, f"/story/{story.pk}/")
    assert re.search(rf'href="/story/{story.pk}/"\s+data-share>', body)
    assert 'data-summary="一段摘录"' in body
    Source.objects.update(text_policy="headline")
    assert "data-summary" not in text(client, f"/story/{story.pk}/")
