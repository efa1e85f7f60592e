"""Searching in a real browser: what fits, what unfolds, and what needs no script."""

from typing import Any
from urllib.parse import quote

import pytest
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.search.rebuild import rebuild
from tests.site.conftest import Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HASH = "0x" + "ab" * 32
WIDE, PHONE = 1440, 390
QUERIES = (
    "",
    "破产",
    "破产 近7天 kind:快讯",
    f"破产 {HASH} " + "a" * 150,
    "不存在的词汇 kind:文章 重要:是",
    "-破产",
    "…",
)


@pytest.fixture
def stocked(make: Make, tell: Tell) -> None:
    """Two pages of hits, a story of four outlets, names and headlines that are far too long."""
    now = timezone.now()
    tags = [
        Tag.objects.create(slug=f"coin-{n}", name=f"很长的币名{n}" * 5, kind="coin")
        for n in range(12)
    ]
    told = [
        make(f"破产 {HASH}{n}", source=f"{'outlet' * 8}{n}", tags=tags, published_at=now)
        for n in range(4)
    ]
    tell(*told)
    for n in range(40):
        make(f"破产 第 {n} 条 {'长' * 90}", excerpt="破产" + HASH * 3, tags=tags, published_at=now)
    rebuild()


def beyond(page: Any) -> int:
    """By how much the page is wider than its window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(320, "light"), (PHONE, "dark"), (768, "light"), (1024, "dark"), (WIDE, "light")],
)
def test_every_search_fits(
    live_server: Any, page: Any, complaints: list[str], stocked: None, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for query in QUERIES:
        page.goto(f"{live_server.url}/search/?q={quote(query)}")
        assert page.locator("h1").count() == 1
        for summary in page.locator("details > summary:visible").all():
            summary.click()
        assert beyond(page) == 0, query
    assert complaints == []


def test_facets_stand_beside_on_wide_screens_and_fold_on_phones(
    live_server: Any, page: Any, stocked: None
) -> None:
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(f"{live_server.url}/search/?q=破产")
    column, folded = page.locator(".facets--column"), page.locator(".facets__more")
    assert (column.is_visible(), folded.is_visible()) == (True, False)
    hits, facets = page.locator(".hits").bounding_box(), column.bounding_box()
    assert facets["x"] + facets["width"] <= hits["x"]
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert (column.is_visible(), folded.is_visible()) == (False, True)
    value = folded.locator(".facet__value").first
    assert not value.is_visible()
    folded.locator("summary").first.click()
    assert value.is_visible()


def test_fingers_find_their_targets(live_server: Any, browser: Any, stocked: None) -> None:
    phone = browser.new_context(viewport={"width": PHONE, "height": 900}, has_touch=True)
    page = phone.new_page()
    page.goto(f"{live_server.url}/search/?q={quote('破产 kind:快讯')}")
    for summary in page.locator(".facets__more > summary, .others > summary").all():
        summary.click()
    targets = ".chip, .tabs a, .facet__value, .facets__more > summary, .others > summary, .pager a"
    heights = [
        one.bounding_box()["height"] for one in page.locator(targets).all() if one.is_visible()
    ]
    assert len(heights) > 15
    assert min(heights) >= 44
    phone.close()


def test_the_whole_way_works_by_keyboard_and_without_javascript(
    live_server: Any, browser: Any, stocked: None
) -> None:
    plain = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900})
    page = plain.new_page()
    page.goto(f"{live_server.url}/search/")
    page.locator("#q").fill("破产")
    page.keyboard.press("Enter")
    assert "共 44 篇报道" in page.locator(".search-bar").inner_text()
    others = page.locator(".others").first
    row = others.locator(".others__row").first
    assert not row.is_visible()
    others.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.is_visible()
    page.locator(".facets--column .facet__value", has_text="快讯").focus()
    page.keyboard.press("Enter")
    assert page.locator("#q").input_value() == "破产 kind:快讯"
    page.locator(".query-chips .chip", has_text="快讯").click()
    assert page.locator("#q").input_value() == "破产"
    first = page.locator(".hit__title").all_inner_texts()
    page.locator("a[rel=next]").click()
    assert set(first).isdisjoint(page.locator(".hit__title").all_inner_texts())
    page.locator(".pager a", has_text="第一页").click()
    assert page.locator(".hit__title").all_inner_texts() == first
    plain.close()
