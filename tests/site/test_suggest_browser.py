"""Suggestions as a reader meets them: keys, pointer, input methods, no JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.search.pending import index_pending
from aggregator.search.rebuild import rebuild
from aggregator.search.suggest import standing
from aggregator.search.suggest.hot import note
from tests.site.conftest import Make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAD, OWN = "#q-head", "#q"
OPTIONS = ".masthead [role=option]"


@pytest.fixture
def stocked(make: Make) -> Iterator[None]:
    standing.forget()
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    now = timezone.now()
    for number in range(3):
        make(f"比特币报道 {number}", tags=[tag], published_at=now)
    for reader in "abc":
        note("美联储", 1, reader, now)
    rebuild()
    index_pending()
    standing.refresh(now)
    yield
    standing.forget()


@pytest.fixture
def asked(page: Any) -> list[str]:
    """What the page asked suggestions for."""
    found: list[str] = []
    page.on("request", lambda r: found.append(r.url) if "/search/suggest/" in r.url else None)
    return found


def type_and_wait(page: Any, text: str, box: str = HEAD) -> None:
    page.locator(box).press_sequentially(text)
    page.locator(f"{box}[aria-expanded=true]").wait_for()


def active(page: Any, box: str = HEAD) -> str:
    """The text of the option that the input points at, "" for none."""
    pointed = page.get_attribute(box, "aria-activedescendant")
    return " ".join(page.inner_text(f"#{pointed}").split()) if pointed else ""


def test_keys_lead_through_the_options(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.goto(live_server.url + "/about/")
    page.keyboard.press("/")
    page.locator(f"{HEAD}[aria-expanded=true]").wait_for()
    assert "美联储" in page.locator(OPTIONS).first.inner_text()
    type_and_wait(page, "bitebi")
    page.locator(OPTIONS, has_text="美联储").wait_for(state="detached")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert active(page) == "比特币 BTC 3 篇"
    selected = page.locator("[aria-selected=true]")
    assert selected.count() == 1
    page.keyboard.press("End")
    last = active(page)
    assert last != "比特币 BTC 3 篇"
    page.keyboard.press("Home")
    assert active(page) == "比特币 BTC 3 篇"
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == last
    page.keyboard.press("Escape")
    assert page.get_attribute(HEAD, "aria-expanded") == "false"
    assert page.input_value(HEAD) == "bitebi"
    page.keyboard.press("ArrowDown")
    page.locator(f"{HEAD}[aria-expanded=true]").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/coin/bitcoin/")
    assert complaints == []


def test_enter_without_a_choice_is_the_plain_search(
    live_server: Any, page: Any, stocked: None
) -> None:
    page.goto(live_server.url + "/about/")
    type_and_wait(page, "比特币")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=%E6%AF%94%E7%89%B9%E5%B8%81")


def test_a_pointer_chooses_and_leaving_closes(live_server: Any, page: Any, stocked: None) -> None:
    page.goto(live_server.url + "/search/")
    type_and_wait(page, "比特币", OWN)
    page.keyboard.press("Tab")
    assert page.get_attribute(OWN, "aria-expanded") == "false"
    page.click(OWN)
    page.keyboard.press("ArrowDown")
    page.locator(".query [role=option]", has_text="比特币报道 2").click()
    page.wait_for_url("**/a/*/")


def test_nothing_is_asked_while_an_input_method_composes(
    live_server: Any, page: Any, asked: list[str], stocked: None
) -> None:
    page.clock.install()
    page.goto(live_server.url + "/about/")
    type_and_wait(page, "比")
    page.locator(OPTIONS, has_text="美联储").wait_for(state="detached")
    before = len(asked)
    devtools = page.context.new_cdp_session(page)
    for text in ("t", "te", "te b", "te bi"):
        said = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        devtools.send("Input.imeSetComposition", said)
    page.keyboard.press("ArrowDown")
    assert active(page) == ""
    page.clock.run_for(1000)  # by the page's own clock, which knows no waiting
    assert len(asked) == before
    devtools.send("Input.insertText", {"text": "特币"})
    page.locator(OPTIONS, has_text="比特币报道 2").wait_for()
    assert page.input_value(HEAD) == "比特币"
    assert len(asked) == before + 1


def test_a_late_answer_to_an_older_text_is_dropped(
    live_server: Any, page: Any, stocked: None
) -> None:
    held: list[Any] = []

    def hold(route: Any) -> None:
        if route.request.url.endswith("q=eth"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/suggest/**", hold)
    page.goto(live_server.url + "/about/")
    with page.expect_request("**/search/suggest/?q=eth"):
        page.locator(HEAD).press_sequentially("eth")
    page.fill(HEAD, "比特币")
    page.locator(OPTIONS, has_text="比特币报道 2").wait_for()
    for route in held:
        route.fulfill(body='<a role="option" href="/">迟到</a>')
    page.keyboard.press("ArrowDown")
    assert page.locator(OPTIONS, has_text="迟到").count() == 0
    assert active(page) == "比特币 BTC 3 篇"


def test_a_server_that_fails_leaves_a_plain_form(
    live_server: Any, page: Any, stocked: None
) -> None:
    page.route("**/search/suggest/**", lambda route: route.fulfill(status=500, body="x"))
    page.goto(live_server.url + "/about/")
    with page.expect_response("**/search/suggest/?q=eth"):
        page.locator(HEAD).press_sequentially("eth")
    assert page.get_attribute(HEAD, "aria-expanded") == "false"
    page.unroute("**/search/suggest/**")
    page.route("**/search/suggest/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator(HEAD).press_sequentially("e")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=ethe")


def test_the_slash_is_a_slash_where_it_is_typed(live_server: Any, page: Any, stocked: None) -> None:
    page.goto(live_server.url + "/search/")
    page.locator(OWN).press_sequentially("a/b")
    assert page.input_value(OWN) == "a/b"
    page.locator(OWN).blur()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.input_value(OWN) == "a/b"


@pytest.mark.parametrize("width", [390, 1440])
def test_the_list_fits_the_page(live_server: Any, page: Any, stocked: None, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + "/search/")
    type_and_wait(page, "比特", OWN)
    box = page.locator(".query .suggest").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 800
    beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(beyond) == 0


def test_without_javascript_the_form_is_plain(
    live_server: Any, browser: Any, stocked: None
) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(live_server.url + "/search/")
    assert plain.get_attribute(OWN, "role") is None
    plain.fill(OWN, "比特币")
    plain.press(OWN, "Enter")
    plain.wait_for_url("**/search/?q=*")
    assert plain.locator(".hit").count() == 3
    plain.context.close()
