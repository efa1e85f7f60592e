"""Charts in a real browser: with a script, without one, on a phone, by hand and by eye."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Article, Tag
from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from aggregator.site.charts.drawing import WIDE
from tests.site.conftest import Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIVE = ".chart--main .chart__live"


@pytest.fixture
def stocked(make: Make, tell: Tell, settings: Settings) -> datetime:
    """A month of prices with a gap, a day of a network, two stories about Bitcoin."""
    settings.OPTIONS = settings.OPTIONS | {
        "BITCOIN_PROVIDER": "none",
        "ETHEREUM_PROVIDER": "rpc",
        "ETHEREUM_URL": "http://node.example/",
    }
    now = timezone.now()
    bitcoin = Tag.objects.create(slug="bitcoin", name="比特币", kind="coin", ticker="BTC")
    Price.objects.bulk_create(
        Price(
            coin="bitcoin",
            usd=70_000 + 100 * (n % 24),
            change_24h=1,
            provider="价源",
            observed_at=now - timedelta(hours=n),
        )
        for n in range(720)
        if not 60 < n < 80
    )
    for n in range(24):
        Snapshot.objects.create(
            network="ethereum",
            provider="节点",
            height=25_000_000,
            figures={"base_fee": 1 + n / 10, "gas_price": 2},
            observed_at=now - timedelta(hours=n),
        )
    for hours, vital in ((30, True), (100, False)):
        at = now - timedelta(hours=hours)
        one = make(f"{hours} 小时前的事", published_at=at, tags=[bitcoin])
        one.tagged.update(about=True)
        tell(one, make("同题", source="other", published_at=at), started_at=at)
        Article.objects.filter(pk=one.pk).update(is_important=vital)
    return now


def begin(page: Any) -> None:
    """Give the sign of life that a chart waits for."""
    page.mouse.move(1, 1)
    page.mouse.move(2, 2)


def test_the_crosshair_says_value_and_time_and_pins_lead_on(
    live_server: Any, page: Any, complaints: list[str], stocked: datetime
) -> None:
    page.goto(f"{live_server.url}/coin/bitcoin/")
    begin(page)
    page.locator(f"{LIVE} canvas").wait_for()
    after = page.locator(LIVE).bounding_box()
    still = after["width"] * WIDE.height / WIDE.width
    assert after["height"] == pytest.approx(still, abs=1.5), "so that the page does not move"
    assert page.locator(".chart--main .chart__wide").is_hidden()
    page.mouse.move(after["x"] + after["width"] / 3, after["y"] + after["height"] / 2)
    said = page.locator(".chart--main .chart__said")
    said.wait_for()
    assert "美元" in said.inner_text()
    assert "月" in said.inner_text() or "/" in said.inner_text()
    pins = page.locator(f"{LIVE} .chart__pin")
    assert [pin.inner_text() for pin in pins.all()] == ["1", "2"]
    assert "chart__pin--vital" in pins.nth(1).get_attribute("class")
    pins.first.click()
    page.wait_for_url("**/story/*/")
    assert "小时前的事" in page.locator("h1").inner_text()
    assert complaints == []


def test_spans_are_links(live_server: Any, page: Any, stocked: datetime) -> None:
    page.goto(f"{live_server.url}/coin/bitcoin/")
    page.locator(".tabs a", has_text="30 天").click()
    page.wait_for_url("**/coin/bitcoin/?span=30d")
    begin(page)
    page.locator(f"{LIVE} canvas").wait_for()
    assert "30d" in page.locator(".chart--main").get_attribute("data-chart")


def test_the_still_chart_needs_no_script(live_server: Any, browser: Any, stocked: datetime) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/coin/bitcoin/?span=7d")
    drawing = page.locator(".chart--main .chart__wide svg")
    assert drawing.is_visible()
    assert "比特币近 7 天的价格" in drawing.get_attribute("aria-label")
    assert drawing.locator(".trace").count() == 2, "a gap in the middle"
    assert drawing.locator(".pin").count() == 2
    page.set_viewport_size({"width": 390, "height": 800})
    assert drawing.is_hidden()
    assert page.locator(".chart--main .chart__narrow svg").is_visible()
    context.close()


def test_a_chart_that_is_far_away_fetches_nothing(
    live_server: Any, page: Any, stocked: datetime
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto(f"{live_server.url}/chain/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "uPlot.esm" in url or ".json" in url]
    page.locator("figure[data-chart]").first.scroll_into_view_if_needed()
    page.locator(".chart__live canvas").first.wait_for()
    assert [url for url in asked if "uPlot.esm" in url]


def test_the_still_chart_stays_when_the_points_do_not_come(
    live_server: Any, page: Any, stocked: datetime
) -> None:
    page.route("**/points.json*", lambda route: route.fulfill(status=500, body="no"))
    with page.expect_console_message(lambda message: "stays still" in message.text):
        page.goto(f"{live_server.url}/coin/bitcoin/")
        begin(page)
    assert page.locator(".chart__wide svg").first.is_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (390, "dark"), (768, "light"), (1440, "dark")]
)
def test_pages_fit_and_break_no_policy(
    live_server: Any, page: Any, complaints: list[str], stocked: datetime, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for path in ("/coin/bitcoin/", "/coin/", "/chain/", "/source/"):
        page.goto(live_server.url + path)
        begin(page)
        page.wait_for_load_state("networkidle")
        beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(beyond) == 0, path
    assert complaints == []


def test_a_change_of_theme_redraws(live_server: Any, page: Any, stocked: datetime) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{live_server.url}/coin/bitcoin/")
    begin(page)
    canvas = page.locator(f"{LIVE} canvas")
    canvas.wait_for()
    before = canvas.evaluate("one => one.toDataURL()")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "before => document.querySelector('.chart--main canvas')?.toDataURL() !== before",
        arg=before,
    )
    assert page.locator(f"{LIVE} .chart__pin").count() == 2
