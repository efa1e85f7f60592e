"""News on an open page, in a real browser."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Article, Tag
from aggregator.live import frames, hub
from aggregator.stories.models import Report, Story
from aggregator.stories.settle import settle
from newsroom import middleware
from tests.live.conftest import Service
from tests.live.test_server import healthy
from tests.site.conftest import EVIL, Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PILL = "[data-live-pill]"
Tells = Callable[..., Story]


@pytest.fixture
def live(
    service: Callable[..., Service], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Service]:
    """A running service whose browsers come back quickly, and pages that know it."""
    monkeypatch.setattr(frames, "RETRY_MS", 100)
    monkeypatch.setattr(hub, "RETURN_MS", (50, 100))
    one = service()
    settings.LIVE_ADDRESS = f":{one.port}/live"
    policy = middleware.READER_POLICY.replace(
        "connect-src 'self'", f"connect-src 'self' http://localhost:{one.port}"
    )
    monkeypatch.setattr(middleware, "READER_POLICY", policy)
    return one


@pytest.fixture
def news(make: Make, tell: Tell) -> Tells:
    """Make an article `minutes` old, alone in its story, as the worker does; give the story."""

    def told(title: str, minutes: float = 0, **fields: Any) -> Story:
        at = timezone.now().replace(microsecond=0) - timedelta(minutes=minutes)
        with transaction.atomic():
            return tell(make(title, published_at=at, **fields))

    return told


def further(story: Story, article: Article) -> None:
    with transaction.atomic():
        Report.objects.create(
            story=story, article=article, component=story.pk, at=article.sorted_at
        )
        settle([story.pk], timezone.now())


def change(story: Story, **fields: Any) -> None:
    with transaction.atomic():
        Article.objects.filter(pk=story.lead_id).update(**fields)
        settle([story.pk], timezone.now())


def titles(page: Any) -> list[str]:
    return [
        text.replace("\xa0", " ") for text in page.locator(".event__title a").all_text_contents()
    ]


def pill(page: Any, text: str) -> Any:
    found = page.locator(PILL, has_text=text)
    found.wait_for()
    return found


def opened(live_server: Any, page: Any, live: Service, path: str = "/") -> None:
    """Open the page and wait until it listens."""
    page.goto(live_server.url + path)
    while healthy(live.port) == 0:
        page.wait_for_timeout(20)


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


def test_a_lost_line_is_said_and_caught_up_with(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    page.route("**/live/poll/**", lambda route: route.abort())
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    live.stop()
    page.locator(".live--lost").wait_for()
    said = page.locator(".live-bar__state").inner_text()
    assert "连接已断" in said
    assert "上次更新" in said
    assert "前" in said
    news("断线时的事")
    live.start()
    page.click("[data-live-retry]")
    pill(page, "1 条新快讯")
    page.locator(".live:not(.live--lost)").wait_for()
    assert page.locator("[data-live-state]").inner_text() == "直播"
    assert not page.locator("[data-live-retry]").is_visible()


def test_a_short_break_is_caught_up_with_by_the_last_id(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    live.stop()
    news("断线时的事")
    live.start()
    pill(page, "1 条新快讯")
    news("之后的事")
    pill(page, "2 条新快讯").click()
    page.locator(".event__title a", has_text="之后的事").wait_for()
    assert titles(page) == ["之后的事", "断线时的事", "旧的"]


def test_without_the_stream_pages_ask(
    live_server: Any, page: Any, settings: Settings, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    news("先来的事")
    live.stop()
    news("后来的事")
    pill(page, "2 条新快讯")
    assert page.locator(".live--lost").count() == 0


def test_a_site_without_a_stream_is_asked_from_the_start(
    live_server: Any, page: Any, complaints: list[str], settings: Settings, news: Tells
) -> None:
    settings.LIVE_ADDRESS = ""
    news("旧的", 30)
    with page.expect_response("**/live/poll/**") as asked:
        page.goto(live_server.url)
    assert asked.value.status == 200
    assert complaints == []


def test_two_tabs_have_one_line(live_server: Any, page: Any, live: Service, news: Tells) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    other = page.context.new_page()
    with other.expect_response("**/live/poll/**"):  # its own catching up: it has no line
        other.goto(live_server.url)
    assert healthy(live.port) == 1
    news("新来的事")
    pill(page, "1 条新快讯")
    pill(other, "1 条新快讯")
    page.close()
    news("再来的事")
    pill(other, "2 条新快讯")
    assert healthy(live.port) == 1


def test_the_back_button_finds_a_page_that_listens(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    page.click(".event__title a")
    page.locator("h1", has_text="旧的").wait_for()
    news("新来的事")
    page.go_back()
    page.locator(PILL, has_text="1 条新快讯").or_(
        page.locator(".event__title a", has_text="新来的事")
    ).first.wait_for()


def test_important_news_rings_for_who_asked(
    live_server: Any, page: Any, live: Service, news: Tells
) -> None:
    news("旧的", 30)
    opened(live_server, page, live)
    page.evaluate(
        "document.addEventListener('newsroom:chime',"
        " () => (document.body.dataset.rang = Number(document.body.dataset.rang ?? 0) + 1))"
    )
    button = page.locator("[data-live-sound]")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    page.locator("body[data-rang='1']").wait_for()  # so that the reader hears what it will be
    assert button.get_attribute("aria-pressed") == "true"
    news("平常的事")
    pill(page, "1 条新快讯")
    news("重要的事", is_important=True, locked_fields=["is_important"])
    page.locator("body[data-rang='2']").wait_for()
    pill(page, "2 条新快讯")
    page.reload()
    assert button.get_attribute("aria-pressed") == "true"


def test_without_scripts_nothing_of_it_shows(live_server: Any, browser: Any, news: Tells) -> None:
    news("旧的", 30)
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(live_server.url)
    assert titles(plain) == ["旧的"]
    assert not plain.locator(".live-bar").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_what_is_said_fits(
    live_server: Any, page: Any, live: Service, news: Tells, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    news("旧的", 30)
    opened(live_server, page, live)
    news("新来的事")
    pill(page, "1 条新快讯")
    page.route("**/live/poll/**", lambda route: route.abort())
    live.stop()
    page.locator(".live--lost").wait_for()
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(beyond) == 0
    assert page.locator("[data-live-ago]").is_visible() == (width > 320)
    for name in ("pill", "retry"):
        box = page.locator(f"[data-live-{name}]").bounding_box()
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= width
