"""News on an open page, in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.stories.models import Story
from tests.live.conftest import Service, Tells
from tests.live.pages import PILL, change, further, opened, pill, titles
from tests.site.conftest import EVIL, Make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_news_waits_under_the_pill_and_goes_where_it_belongs(
    live_server: Any, page: Any, complaints: list[str], live: Service, news: Tells
) -> None:
    news("前天的事", 2880)
    news("刚才的事", 10)
    opened(live_server, page, live)
    assert titles(page) == ["刚才的事", "前天的事"]
    news("新来的事", 1)
    pill(page, "1 条新快讯")
    news("晚到的事", 20, kind="article")
    pill(page, "2 条新快讯").click()
    page.locator(".event__title a", has_text="晚到的事").wait_for()
    assert titles(page) == ["新来的事", "刚才的事", "晚到的事", "前天的事"]
    assert not page.locator(PILL).is_visible()
    assert page.title().startswith("链讯")
    focused = page.evaluate("document.activeElement.textContent.replaceAll('\\u00a0', ' ')")
    assert focused == "新来的事"
    assert page.locator(".timeline__day").count() == 2
    assert complaints == []


def test_nothing_moves_until_the_reader_asks(
    live_server: Any, page: Any, complaints: list[str], live: Service, news: Tells
) -> None:
    for n in range(12):
        news(f"第 {n} 条", n + 5)
    opened(live_server, page, live)
    place = "document.querySelectorAll('[data-item]')[5].getBoundingClientRect().top"
    page.evaluate("scrollTo(0, 500)")
    before = page.evaluate(place)
    news("新来的事")
    pill(page, "1 条新快讯")
    assert page.evaluate(place) == before
    assert page.title().startswith("(1) ")
    assert page.locator("[data-live-said]").inner_text() == "1 条新快讯"
    page.evaluate("document.dispatchEvent(new CustomEvent('newsroom:show'))")
    page.locator(".event__title a", has_text="新来的事").wait_for()
    assert page.locator("[data-item]").first.is_visible()
    assert complaints == []


def test_a_day_that_was_not_there_gets_its_heading(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("很久以前", 60 * 24 * 9)
    opened(live_server, page, live)
    news("今天的事")
    pill(page, "1 条新快讯").click()
    page.locator(".timeline__day", has_text="今天").wait_for()
    headings = page.locator(".timeline__day").all_inner_texts()
    assert len(headings) == 2
    assert headings[0].startswith("今天")
    assert titles(page) == ["今天的事", "很久以前"]


def test_the_first_news_of_an_empty_page(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    opened(live_server, page, live)
    assert page.locator(".blank__title").is_visible()
    news("第一条")
    pill(page, "1 条新快讯").click()
    page.locator(".event__title a", has_text="第一条").wait_for()
    assert not page.locator(PILL).is_visible()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/?important=1", ["重要的事"]),
        ("/?kind=article", ["长文章"]),
        ("/?coin=bitcoin", ["比特币的事"]),
        ("/source/jia/", ["甲社的事"]),
    ],
)
def test_a_list_hears_what_it_shows(
    live_server: Any, page: Any, live: Service, news: Tells, bitcoin: Tag, path: str,
    expected: list[str],
) -> None:  # fmt: skip
    locked = {"is_important": True, "locked_fields": ["is_important"]}
    news("旧的", 9, source="jia", kind="article", tags=[bitcoin], **locked)
    opened(live_server, page, live, path)
    news("平常的事", 4)
    news("重要的事", 3, **locked)
    news("长文章", 2, kind="article")
    news("比特币的事", 1, tags=[bitcoin])
    news("甲社的事", source="jia")
    pill(page, "1 ").click()
    page.locator(".event__title a", has_text=expected[0]).wait_for()
    assert titles(page) == [*expected, "旧的"]


def test_a_further_outlet_is_shown_where_the_row_stands(
    live_server: Any, page: Any, complaints: list[str], live: Service, news: Tells, make: Make
) -> None:
    news("上面的事", 1)
    story = news("大家的事", 5)
    opened(live_server, page, live)
    link = page.locator(".event__title a", has_text="大家的事")
    link.focus()
    further(story, make("也说这事", source="乙社", published_at=timezone.now()))
    page.locator(".outlets a", has_text="乙社").wait_for()
    assert titles(page) == ["上面的事", "大家的事"]
    assert page.evaluate("document.activeElement.closest('[data-item]') !== null")
    assert not page.locator(PILL).is_visible()
    assert complaints == []


def test_what_is_taken_down_goes_at_once(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    story, waiting = news("不该有的事", 5), None
    opened(live_server, page, live)
    waiting = news("也不该有")
    pill(page, "1 条新快讯")
    change(waiting, is_hidden=True)
    page.locator(PILL).wait_for(state="hidden")
    change(story, is_hidden=True)
    page.locator(".event__gone", has_text="这条已撤下").wait_for()
    assert titles(page) == []


def test_what_is_taken_down_goes_from_above_the_list_too(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    story = news("不该有的要闻", 5, is_important=True, locked_fields=["is_important"])
    Story.objects.filter(pk=story.pk).update(importance=90)
    opened(live_server, page, live)
    assert "不该有的要闻" in page.locator(".lead__top").inner_text()
    change(story, is_hidden=True)
    page.locator(".lead__top .event__gone", has_text="这条已撤下").wait_for()
    assert "不该有的要闻" not in page.locator(".lead").inner_text()


def test_of_an_event_that_goes_on_the_report_taken_down_goes_from_above(
    live_server: Any, page: Any, live: Service, news: Tells, make: Make
) -> None:
    at = timezone.now() - timedelta(minutes=5)
    story = news("不该有的要闻", 5, is_important=True, locked_fields=["is_important"])
    further(story, make("别家的说法", source="other", published_at=at + timedelta(minutes=1)))
    Story.objects.filter(pk=story.pk).update(importance=90)
    opened(live_server, page, live)
    assert "不该有的要闻" in page.locator(".lead__top").inner_text()
    change(story, is_hidden=True)
    page.locator(".lead__top .event__gone", has_text="这条已撤下").wait_for()


def test_a_correction_is_shown(live_server: Any, page: Any, live: Service, news: Tells) -> None:
    story = news("错的标题", 5)
    opened(live_server, page, live)
    change(story, title="对的标题", revised=1)
    page.locator(".event__title a", has_text="对的标题").wait_for()
    assert titles(page) == ["对的标题"]


def test_a_burst_leads_to_the_page_anew(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    for n in range(31):
        news(f"第 {n} 条")
    pill(page, "刷新查看").click()
    page.locator("[data-item]").nth(29).wait_for()
    assert not page.locator(PILL).is_visible()


def test_a_title_is_text_wherever_it_comes(
    live_server: Any, page: Any, complaints: list[str], live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    news(EVIL)
    pill(page, "1 条新快讯").click()
    page.locator(".event__title a", has_text="script").wait_for()
    assert page.locator(".event img").count() == 0
    assert complaints == []
