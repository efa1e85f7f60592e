"""A reader's ways through the site, in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aggregator.articles.models import Article, Tag
from aggregator.stories.models import Story
from tests.site.conftest import DOUBT, Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "一句很长很长的标题" * 12 + "0x52908400098527886E0F7030069857D2E4169EE7"

HASH = "0x" + "ab" * 32
WALLET = {"kind": "transaction", "network": "evm", "checksum": "none", "abbreviated": False}
READ: dict[str, Any] = {
    "kind": "article",
    "text": LONG * 9,
    "summary": LONG,
    "summary_ai": LONG,
    "keywords": ["词" * 30, "A" * 60],
    "facts": [
        {"kind": "money", "value": str(n), "unit": "USD", "text": "9" * 30, "place": "text"}
        for n in range(8)
    ],
    "doubts": [{**DOUBT, "text": LONG, "note": LONG}],
    "addresses": [{**WALLET, "text": HASH, "start": 0, "end": 66}],
}
PATHS = (
    "/",
    "/first/",
    "/series/",
    "/series/etf-flows/",
    "/series/fear-greed/",
    "/tag/bitcoin/",
    "/source/full/",
    "/about/",
    "/search/",
)


@pytest.fixture
def stocked(make: Make, tell: Tell) -> None:
    """Three screens of articles, some of them awkward, and an event of three outlets."""
    tag = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    now = timezone.now()
    for n in range(70):
        make(f"第 {n} 条快讯：比特币报 {90000 + n} 美元", tags=[tag], published_at=now)
    make(LONG, html=f"<p>{LONG}</p>", policy="full", source="full", published_at=now)
    at = {"published_at": now}
    told = [make(LONG + str(n), source=f"outlet{n}", tags=[tag], **at, **READ) for n in range(3)]
    for row in told[0].tagged.all():
        row.evidence = [{"place": "title", "start": 0, "end": 90, "rule": "name"}]
        row.save()
    level = f"BTC 日 usd=-74527400;{'X' * 40} down=67443"
    series = {"series_slug": "etf-flows", "series_level": level, "series_subject": LONG[:200]}
    tell(*told, started_at=now - timedelta(minutes=1), **series)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_breaks_no_policy(
    live_server: Any, page: Any, complaints: list[str], stocked: None, width: int, scheme: str
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
        for summary in page.locator("details > summary").all():
            summary.click()
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path
    assert complaints == []


def test_more_is_put_below_without_a_new_page(
    live_server: Any, page: Any, complaints: list[str], stocked: None
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


def test_more_is_a_page_of_its_own_without_javascript(
    live_server: Any, browser: Any, stocked: None
) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(live_server.url)
    titles = plain.locator(".event__title").all_inner_texts()
    plain.click(".timeline__more a")
    assert set(titles).isdisjoint(plain.locator(".event__title").all_inner_texts())
    plain.context.close()


def test_the_theme_is_kept(
    live_server: Any, page: Any, complaints: list[str], stocked: None
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)
    page.click("[data-theme-toggle]")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert complaints == []


def test_the_keyboard_reaches_the_text_first(live_server: Any, page: Any, stocked: None) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
