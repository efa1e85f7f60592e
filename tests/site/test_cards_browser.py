"""Cards of names in running text, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.stories.models import Story
from tests.browser import NODE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"


def test_a_card_opens_and_closes(
    visit: Callable[[str], Any], one: Article, complaints: list[str]
) -> None:
    page = visit(f"/a/{one.pk}/")
    card, name = page.locator("#entity-card"), page.locator("a.entity").first
    name.hover()
    card.wait_for()
    assert "贝莱德" in card.inner_text()
    assert name.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert name.get_attribute("aria-expanded") is None
    page.mouse.move(5, 5)
    name.hover()
    card.wait_for()
    card.hover()  # the way into the card does not close it
    page.mouse.click(5, 700)
    card.wait_for(state="detached")
    assert complaints == []


def test_a_card_by_keyboard(visit: Callable[[str], Any], one: Article) -> None:
    page = visit(f"/a/{one.pk}/")
    card, name = page.locator("#entity-card"), page.locator("a.entity").first
    focused = "document.activeElement"
    page.locator(".credit__link").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"{focused}.matches('a.entity')"):
            break
    card.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.querySelector('#entity-card').contains({focused})")
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate(f"{focused}.matches('a.entity')"), "focus goes back to the name"
    page.keyboard.press("Tab")
    page.locator("a.entity[data-card='/card/bitcoin/'][aria-expanded=true]").wait_for()
    assert name.get_attribute("aria-expanded") is None, "one card at a time"
    page.locator("#main").evaluate("() => document.querySelector('.masthead a').focus()")
    card.wait_for(state="detached")


def test_a_card_by_touch(live_server: Any, browser: Any, one: Article) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/a/{one.pk}/")
    card, name = page.locator("#entity-card"), page.locator("a.entity").first
    name.tap()
    card.wait_for()
    assert page.url.endswith(f"/a/{one.pk}/"), "the first tap does not leave"
    box = card.bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844), "from below"
    card.tap(position={"x": 8, "y": 8})
    assert card.is_visible(), "its own edge is not outside"
    page.touchscreen.tap(195, 40)
    card.wait_for(state="detached")
    assert page.url.endswith(f"/a/{one.pk}/")
    name.tap()
    card.get_by_role("link", name="全部报道").tap()
    page.wait_for_url("**/blackrock/")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(
    visit: Callable[[str], Any], page: Any, one: Article, scheme: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run make test, which brings it")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    story = Story.objects.get()
    for path in (f"/a/{one.pk}/", f"/story/{story.pk}/", f"/vote/{story.pk}/"):
        visit(path)
        if path.startswith("/a/"):
            page.locator("a.entity").first.focus()
        found = axe(page)
        assert found == [], path
        if page.locator("[data-share]").count():
            page.click("[data-share]")
            page.locator(".poster__image").wait_for()
            assert axe(page) == [], f"{path} sharing"


def axe(page: Any) -> list[str]:
    page.evaluate(AXE.read_text())
    result = page.evaluate("axe.run()")
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
