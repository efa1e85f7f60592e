"""A reader's ways through the site, in a real browser."""

from typing import Any

import pytest

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.stories.models import Story
from tests.site.stock import LONG, stocked  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("stocked"),
]
# Every kind of page; those of topics and of 关于 are in test_topic_browser.
PATHS = (
    "/",
    "/?coin=bitcoin&kind=flash",
    "/?mine=1",
    "/en/",
    "/zh-hant/",
    "/coin/",
    "/coin/bitcoin/",
    "/who/blackrock/",
    "/tag/etf/",
    "/chain/",
    "/series/",
    "/series/etf-flows/",
    "/series/fear-greed/",
    "/first/",
    "/source/",
    "/source/full/",
    "/search/",
    "/feeds/",
    "/api/",
    "/settings/",
    "/settings/?reset=1",
    "/more/",
    "/offline/",
)
WIDTHS = (320, 390, 768, 1440)
OPEN = """() => { for (const one of document.querySelectorAll("details:not(.menu)")) one.open = true }"""
BEYOND = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


def paths() -> tuple[str, ...]:
    """The paths of all pages, of what is in the stock too."""
    for slug, kind in (("blackrock", "company"), ("etf", "topic")):
        tag = Tag.objects.create(slug=slug, name=slug, kind=kind)
        for article in Article.objects.all()[:3]:
            ArticleTag.objects.create(article=article, tag=tag, sorted_at=article.sorted_at)
    told = Article.objects.get(title=LONG + "0")
    alone = Article.objects.filter(report__isnull=True).latest("pk")
    story = Story.objects.get()
    of_stock = [one.get_absolute_url() for one in (told, alone, story)]
    return (*of_stock, f"/vote/{story.pk}/", *PATHS)


def test_every_page_fits_and_breaks_no_policy(
    live_server: Any, page: Any, complaints: list[str]
) -> None:
    wide = {}
    for path in paths():
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert page.goto(live_server.url + path).status == 200, path
        assert page.locator("h1").count() == 1, path
        page.evaluate(OPEN)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if beyond := page.evaluate(BEYOND):
                wide[path, width] = beyond
    assert wide == {}
    assert complaints == []


def test_one_menu_is_open_at_a_time_and_fits(live_server: Any, page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live_server.url)
    summaries = page.locator(".event .menu > summary")
    for summary in (summaries.nth(0), summaries.nth(1)):
        summary.click()
        assert page.locator("details.menu[open]").count() == 1
        assert page.evaluate(BEYOND) == 0
        page.keyboard.press("Escape")
        assert page.locator("details.menu[open]").count() == 0


def test_more_is_put_below_without_a_new_page(
    live_server: Any, page: Any, complaints: list[str]
) -> None:
    page.goto(live_server.url)
    first = page.locator(".event__title").count()
    page.click(".timeline__more a")
    # Not wait_for_function: it polls by eval, which the pages' policy forbids.
    page.locator(".event__title").nth(first).wait_for()
    titles = page.locator(".event__title").all_inner_texts()
    assert len(titles) == len(set(titles))
    assert page.url.rstrip("/") == live_server.url
    assert complaints == []


def test_more_is_a_page_of_its_own_without_javascript(live_server: Any, browser: Any) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(live_server.url)
    titles = plain.locator(".event__title").all_inner_texts()
    plain.click(".timeline__more a")
    assert set(titles).isdisjoint(plain.locator(".event__title").all_inner_texts())
    plain.context.close()


def test_the_theme_is_kept(live_server: Any, page: Any, complaints: list[str]) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)
    page.click("[data-theme-toggle]")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert complaints == []


def test_the_keyboard_reaches_the_text_first(live_server: Any, page: Any) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
