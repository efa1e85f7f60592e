"""A line that is lost, taken up again or never there; what rings, and what needs no script."""

from typing import Any

import pytest
from pytest_django import Settings

from tests.live.conftest import Service, Tells
from tests.live.pages import PILL, opened, pill, titles
from tests.live.test_server import healthy

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


def test_a_page_that_was_left_while_it_asked_asks_no_more(
    live_server: Any, page: Any, settings: Settings, news: Tells
) -> None:
    settings.LIVE_ADDRESS = ""
    news("旧的", 30)
    held: list[Any] = []
    page.clock.install()
    page.route("**/live/poll/**", lambda route: held.append(route))
    with page.expect_request("**/live/poll/**"):
        page.goto(live_server.url)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    with page.expect_event("requestfinished"):
        held.pop().continue_()
    page.evaluate("fetch('/robots.txt').then((answer) => answer.text())")
    page.clock.fast_forward(60_000)
    page.evaluate("fetch('/robots.txt').then((answer) => answer.text())")
    assert held == []


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
