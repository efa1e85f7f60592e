"""A reader's ways through the site, in a real browser."""

from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.stories.models import Story
from tests.site.stock import LONG, stocked  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("stocked"),
]
PATHS = (
    "/",
    "/first/",
    "/series/",
    "/series/etf-flows/",
    "/series/fear-greed/",
    "/coin/bitcoin/",
    "/coin/",
    "/chain/",
    "/source/",
    "/source/full/",
    "/about/",
    "/search/",
    "/?coin=bitcoin&kind=flash",
    "/?mine=1",
    "/settings/",
    "/settings/?reset=1",
    "/more/",
)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_breaks_no_policy(
    live_server: Any, page: Any, complaints: list[str], width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(live_server.url)
    article = page.get_attribute(".event__title a", "href")
    told = Article.objects.get(title=LONG + "0").get_absolute_url()
    story = Story.objects.get().get_absolute_url()
    for path in (article, told, story, *PATHS):
        page.goto(live_server.url + path)
        assert page.locator("h1").count() == 1
        for summary in page.locator("details:not(.menu) > summary").all():
            summary.click()
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path
    assert complaints == []


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
