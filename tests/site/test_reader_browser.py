"""A reader's own settings, keys and ways back, in a real browser."""

from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from tests.site.conftest import Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = "document.activeElement.textContent.trim()"


@pytest.fixture
def stocked(make: Make, tell: Tell) -> None:
    """Two pages of flashes, and an event that leads them."""
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    now = timezone.now()
    for n in range(40):
        make(f"第{n}条快讯", tags=[tag], published_at=now, url=f"https://outlet.example/{n}")
    told = [make("大事一件", source=f"s{n}", tags=[tag], published_at=now) for n in range(2)]
    tell(*told, importance=90, reasons=["2 家媒体报道"], started_at=now)
    Article.objects.filter(pk__in=[one.pk for one in told]).update(is_important=True)


def cookie(page: Any) -> str:
    found = [one["value"] for one in page.context.cookies() if one["name"] == "reader"]
    return found[0] if found else ""


def plain_page(browser: Any, **options: Any) -> Any:
    return browser.new_context(java_script_enabled=False, **options).new_page()


def test_the_address_of_a_feed_is_copied(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + "/feeds/")
    page.locator(".feeds__copy").first.click()
    page.locator(".feeds__copy", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/feed.xml")
    assert complaints == []


def test_a_choice_holds_at_once_and_on_the_next_page(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url + "/settings/")
    plain = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.check("input[value=huge]")
    page.check("input[value=green-up]")
    page.check("input[value=dark]")
    assert page.inner_text("[role=status]") == "已保存"
    assert cookie(page) == "1.t:dark.m:green-up.s:huge"
    assert page.get_attribute("html", "data-size") == "huge"
    page.goto(live_server.url)
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "data-market") == "green-up"
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") > plain
    page.goto(live_server.url + "/settings/")
    for value in ("normal", "red-up", "system"):
        page.check(f"input[value={value}]")
    assert cookie(page) == ""
    assert complaints == []


def test_the_same_without_javascript(live_server: Any, browser: Any, stocked: None) -> None:
    page = plain_page(browser)
    page.goto(live_server.url)
    page.click("[data-theme-toggle]")
    page.check("input[value=dark]")
    page.click(".settings__save button")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.goto(live_server.url + "/coin/bitcoin/")
    page.click("a[data-follow=watch]")
    page.click("button[name=watch]")
    assert page.url.endswith("/coin/bitcoin/")
    assert page.inner_text("a[data-follow=watch]").startswith("★ 已关注")
    page.goto(live_server.url)
    page.click(".filter summary")
    page.check("input[name=mine]")
    page.select_option("#f-coin", "bitcoin")
    page.click(".filter__go button")
    assert "mine=1" in page.url
    assert "coin=bitcoin" in page.url
    assert page.locator(".event__title").count() == 30
    page.click(".chips--chosen a:has-text('比特币')")
    assert "coin" not in page.url
    page.context.close()


def test_a_watched_name_is_known_everywhere_and_goes_again(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url + "/coin/bitcoin/")
    page.click("a[data-follow=watch]")
    assert cookie(page) == "1.w:bitcoin"
    assert page.locator("a[data-follow=watch] .follow__on").is_visible()
    assert "unwatch=bitcoin" in page.get_attribute("a[data-follow=watch]", "href")
    page.goto(live_server.url)
    assert "比特币" in page.inner_text(".rail__list >> nth=1")
    page.goto(live_server.url + "/coin/bitcoin/")
    page.click("a[data-follow=watch]")
    assert cookie(page) == ""
    assert complaints == []


def test_an_outlet_is_muted_from_the_menu_of_an_item(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url)
    page.click(".menu__open >> nth=0")
    page.click(".menu[open] [data-follow=mute_source]")
    assert cookie(page) == "1.o:outlet"
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    page.reload()
    assert page.locator(".timeline__row").count() == 0
    assert page.inner_text(".lead__title") == "大事一件"
    assert complaints == []


def test_a_device_takes_the_settings_of_another(
    live_server: Any, page: Any, browser: Any, stocked: None
) -> None:
    page.goto(live_server.url + "/settings/?watch=bitcoin")
    page.click("button[name=watch]")
    link = page.input_value("#set-link")
    path = link[link.index("/settings/") :]
    other = plain_page(browser)
    other.goto(live_server.url + path)
    assert "比特币" in other.inner_text(".settings__changes")
    other.click("button[name=take]")
    assert cookie(other) == "1.w:bitcoin"
    other.context.close()


def test_keys_go_through_the_headlines(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url)
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "大事一件"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "第38条快讯"
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == "第39条快讯"
    for _ in range(30):
        page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "更多", "below the last headline are more of them"
    page.keyboard.press("k")
    headline = page.evaluate(FOCUSED)
    assert headline == "第11条快讯"
    assert page.locator(":focus").bounding_box()["y"] < 900
    page.keyboard.press("o")
    page.locator("h1", has_text=headline).wait_for()
    page.wait_for_load_state()  # no key is heard before the scripts of the new page are there
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/?important=1")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(live_server.url + "/")
    assert complaints == []


def test_keys_are_told_in_a_dialog_and_never_taken_from_who_types(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").get_attribute("aria-labelledby") == "keys-title"
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.click("[data-keys-open]")
    page.click("[data-keys] button")
    page.keyboard.press("/")
    page.keyboard.type("jk?.")
    assert page.input_value("#q-head") == "jk?."
    assert page.locator("dialog[open]").count() == 0
    page.goto(live_server.url + "/settings/")
    page.uncheck("input[name=keys]")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0, "the reader turned keys off"
    assert complaints == []


def test_the_way_back_keeps_its_place(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url)
    page.locator(".event__title a >> nth=20").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 0
    page.click(".event__title a >> nth=20")
    page.locator("h1").wait_for()
    page.go_back()
    page.locator(".timeline__row >> nth=20").wait_for()
    assert abs(page.evaluate("scrollY") - before) < 200
    assert complaints == []


@pytest.mark.parametrize("width", [320, 390])
def test_large_text_fits_a_phone(live_server: Any, page: Any, stocked: None, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/settings/", "/settings/?reset=1", "/more/", "/coin/bitcoin/"):
        page.goto(live_server.url + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path


def test_a_thumb_reaches_everything(live_server: Any, browser: Any, stocked: None) -> None:
    page = plain_page(browser, viewport={"width": 390, "height": 800}, has_touch=True)
    page.goto(live_server.url)
    assert page.locator(".tabs:visible").count() == 1, "one row of lists"
    bar = page.locator(".bottombar a")
    assert bar.all_inner_texts()[-1].strip() == "更多"
    assert all(bar.nth(n).bounding_box()["height"] >= 44 for n in range(5))
    bar.last.click()
    assert page.url.endswith("/more/")
    for name in ("文章", "系列", "谁先报", "设置", "关于链讯"):
        assert page.locator(".index a", has_text=name).first.bounding_box()["height"] >= 44
    page.context.close()
