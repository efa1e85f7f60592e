"""The front page: what is listed, in which order, and how it goes on."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.site.timeline import PAGE
from aggregator.stories.models import Story
from tests.site.conftest import EVIL, NOON, Make, Tell

DOUBT = {
    "text": "11,780 枚 ETH，价值约合 2.575 亿美元",
    "place": "title",
    "start": 0,
    "end": 26,
    "coin": "ETH",
    "amount": "11780",
    "stated": "257500000",
    "unit": "USD",
    "expected": "25750500",
    "factor": "10",
    "note": "与当时价格相比偏高，约差 10 倍",
    "price": "2185.95",
    "price_source": "价源",
    "price_at": "2026-03-25T11:31:00+00:00",
}


def shown(body: str) -> list[int]:
    """Ids of the articles on a page, in order."""
    found = re.findall(r'event__title">.*?href="/(a|story)/(\d+)/"', body)
    leads = dict(Story.objects.values_list("pk", "lead"))
    return [int(pk) if kind == "a" else leads[int(pk)] or 0 for kind, pk in found]


def text(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def more(body: str) -> str:
    found = re.search(r'href="([^"]+)"\s+rel="next"', body)
    return found.group(1).replace("&amp;", "&") if found else ""


def test_newest_comes_first_and_hidden_or_repeated_reports_are_left_out(
    client: Client, make: Make
) -> None:
    old, new = make("旧"), make("新")
    make("藏", is_hidden=True)
    make("重复", is_lead=False)
    assert shown(text(client, "/")) == [new.pk, old.pk]


def test_tabs_show_one_kind_or_the_important(client: Client, make: Make) -> None:
    flash, article = make("快", kind="flash"), make("长", kind="article")
    vital = make("要", kind="flash", is_important=True)
    assert shown(text(client, "/?kind=flash")) == [vital.pk, flash.pk]
    assert shown(text(client, "/?kind=article")) == [article.pk]
    body = text(client, "/?important=1")
    assert shown(body) == [vital.pk]
    assert 'class="seal">重要' in body
    assert len(shown(text(client, "/?kind=nonsense"))) == 3


def test_days_are_those_of_shanghai(client: Client, make: Make) -> None:
    now = timezone.now()
    make("今", published_at=now)
    make("昨", published_at=now - timedelta(days=1))
    make("旧", published_at=NOON.replace(year=2025))
    body = text(client, "/")
    titles = re.findall(r'timeline__day"><b>(.*?)</b>', body)
    assert [title[:3] for title in titles] == ["今天，", "昨天，", "202"]
    assert titles[-1] == "2025年3月25日 星期二"
    assert ">12:00</time>" in body


def test_pages_follow_without_gap_or_double_while_new_articles_arrive(
    client: Client, make: Make
) -> None:
    # Several share a moment, so that the id must decide.
    made = [make(f"第{n}条", published_at=NOON + timedelta(minutes=n // 7)) for n in range(70)]
    wanted = [article.pk for article in reversed(made)]
    seen: list[int] = []
    path = "/"
    while path:
        body = text(client, path)
        seen += shown(body)
        make("新来", published_at=NOON + timedelta(hours=5))
        path = more(body)
    assert seen == wanted
    assert len(seen) == len(set(seen)) > 2 * PAGE


def test_a_tab_keeps_its_choice_over_pages(client: Client, make: Make) -> None:
    for n in range(PAGE + 2):
        make(f"第{n}条", kind="flash")
    make("长", kind="article", published_at=NOON - timedelta(days=1))
    path = more(text(client, "/?kind=flash"))
    body = text(client, path)
    assert "kind=flash" in path
    assert len(shown(body)) == 2
    assert 'name="robots" content="noindex' in body
    assert "回到最新" in body


def test_a_script_gets_the_items_alone(client: Client, make: Make) -> None:
    for n in range(PAGE + 1):
        make(f"第{n}条")
    whole = client.get("/")
    assert "HX-Request" in whole["Vary"]
    body = text(client, more(whole.content.decode()), **{"HX-Request": "true"})
    assert "<html" not in body
    assert len(shown(body)) == 1
    assert "timeline__day" not in body, "the day stands on the page already"


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0:1:2", "a" * 5000, "%00", "%E4%B8%AD"])
def test_a_tampered_cursor_is_refused(client: Client, cursor: str) -> None:
    answer = client.get(f"/?after={cursor}")
    assert answer.status_code == 400
    assert "翻页标记已失效" in answer.content.decode()


def test_a_cursor_serves_its_own_list_only(client: Client, make: Make) -> None:
    for n in range(PAGE + 1):
        make(f"第{n}条")
    path = more(text(client, "/"))
    assert client.get(f"{path}&kind=flash").status_code == 400
    assert client.get(path.replace("/?", "/source/outlet/?")).status_code == 400


@pytest.mark.django_db
def test_an_empty_newsroom_says_that_it_is_reading(client: Client) -> None:
    assert "正在抓取第一批稿件" in text(client, "/")
    assert "还没有重要消息" in text(client, "/?important=1")
    assert "这里还没有稿件" in text(client, "/?kind=article")


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
    assert "3 家媒体" in line
    assert "gone" not in line


def test_an_outlets_own_page_leads_to_its_own_words(client: Client, make: Make, tell: Tell) -> None:
    one, two = make("甲", source="one"), make("乙", source="two")
    more = make("乙二", source="two")
    story = tell(one, two, more)
    body = text(client, "/source/two/")
    assert shown(body) == [more.pk], "an event stands once on a page"
    assert "另有 1 篇同一件事的报道" in body
    assert f'href="/story/{story.pk}/">2 家媒体' in body


def test_a_lag_needs_both_times(client: Client, make: Make, tell: Tell) -> None:
    one = make("题", source="one")
    tell(one, make("题", source="two", published_at=None, sorted_at=NOON))
    body = text(client, "/")
    assert "2 家媒体" in body
    assert "时间未标" in body
    assert "outlets__lag num" not in body
    assert 'class="first"' not in body, "the other may have been earlier"


def test_why_it_matters_is_said(client: Client, make: Make, tell: Tell) -> None:
    one = make("要", source="one", is_important=True)
    tell(one, importance=70, reasons=["2 家媒体报道", f"涉及 {EVIL}", "丙", "丁"])
    Article.objects.update(is_important=True)
    body = text(client, "/")
    assert 'class="seal">重要' in body
    assert "2 家媒体报道，涉及 &lt;script&gt;" in body
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


def test_texts_follow_the_policy_of_the_outlet(client: Client, make: Make) -> None:
    for policy in ("headline", "excerpt", "full"):
        make(source=policy, policy=policy, excerpt=f"{policy}的摘录", html="<p>全文</p>")
    body = text(client, "/")
    assert "headline的摘录" not in body
    assert "excerpt的摘录" in body
    assert "full的摘录" in body
    assert "全文</p>" not in body


def test_nothing_of_an_outlet_becomes_markup(client: Client, make: Make) -> None:
    make(EVIL, source="s", excerpt=EVIL)
    Article.objects.get().source.__class__.objects.update(name=EVIL)
    body = text(client, "/")
    assert "<script>alert" not in body
    assert "<img" not in body


def test_no_more_queries_for_a_full_page(
    client: Client, make: Make, tell: Tell, django_assert_max_num_queries: Callable[..., object]
) -> None:
    made = [make(f"第{n}条", source=f"s{n % 9}", doubts=[DOUBT]) for n in range(90)]
    for n in range(30):
        tell(*made[3 * n : 3 * n + 3])
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        body = text(client, "/")
    assert body.count("3 家媒体") == 30
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        text(client, "/")  # the rail, the figures and the league are kept


def test_head_is_answered_and_other_methods_are_not(client: Client, make: Make) -> None:
    make()
    head = client.head("/")
    assert head.status_code == 200
    assert not head.content
    assert client.post("/").status_code == 405
