"""Posters and copying, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.articles.models import Article
from tests.site.conftest import EVIL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "贝莱德向 Coinbase Prime 转入 11,780 枚 ETH 与 634.83 枚 BTC"

# Draws a poster and reads its code back from the pixels.
DRAW = """async ([one, labels]) => {
  const link = document.querySelector('script[src*="share"]').src;
  const { poster } = await import(new URL("./poster.js", link).href);
  const { generate, correction } = await import(
    new URL("../vendor/lean-qr/nano.mjs", link).href);
  const { canvas, code } = await poster({ ...one, at: one.at && new Date(one.at) }, labels);
  const pen = canvas.getContext("2d");
  const all = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  const middle = (start, n) => Math.floor(start + (n + 0.5) * code.step);
  const dark = (x, y) =>
    all[4 * (middle(code.top, y) * canvas.width + middle(code.left, x))] < 128;
  const matrix = generate(one.url, { minCorrectionLevel: correction.M });
  let wrong = 0, inked = 0;
  for (let y = 0; y < matrix.size; y++) for (let x = 0; x < matrix.size; x++) {
    wrong += dark(x, y) !== Boolean(matrix.get(x, y));
  }
  let red = 0;
  for (let n = 4 * 200 * canvas.width; n < 4 * (canvas.height - 500) * canvas.width; n += 4) {
    inked += all[n] < 100;
    red += all[n] > 150 && all[n + 1] < 80;
  }
  return { width: canvas.width, height: canvas.height, size: matrix.size, step: code.step,
    wrong, inked, red };
}"""
LABELS = {"vital": "重要", "source": "来源：", "zone": "北京时间", "scan": "扫码看出处与后续"}


def test_the_poster_can_be_seen_and_scanned(
    visit: Callable[[str], Any], live_server: Any, one: Article, complaints: list[str]
) -> None:
    page = visit(f"/a/{one.pk}/")
    page.click("[data-share]")
    image = page.locator(".poster__image")
    image.wait_for()
    assert image.evaluate("async (one) => { await one.decode(); return one.naturalWidth }") == 1080
    assert TITLE in image.get_attribute("alt")
    save = page.locator("[data-save]")
    assert save.get_attribute("href").startswith("data:image/png;base64,")
    with page.expect_download() as saving:
        save.click()
    assert saving.value.suggested_filename.endswith(".png")
    page.mouse.click(5, 5)
    page.locator("dialog.sheet").wait_for(state="hidden")
    assert complaints == []


@pytest.mark.parametrize(
    "title", ["短", TITLE, "一句很长很长的标题" * 20, "0x" + "ab" * 120, EVIL, "👨‍👩‍👧 🇨🇳 emoji"]
)
def test_posters_of_any_title(
    visit: Callable[[str], Any], one: Article, complaints: list[str], title: str
) -> None:
    page = visit(f"/a/{one.pk}/")
    url = f"https://news.example/a/{one.pk}/"
    poster = {
        "words": [title], "title": title, "summary": title * 4, "outlet": EVIL, "at": None,
        "vital": False, "url": url,
    }  # fmt: skip
    drawn = page.evaluate(DRAW, [poster, LABELS])
    assert drawn["wrong"] == 0, "the code is the address, module by module"
    assert drawn["step"] >= 6
    assert drawn["inked"] > 500
    assert drawn["red"] == 0, "cinnabar means 重要 alone"
    assert 1350 <= drawn["height"] <= 2100
    vital = page.evaluate(DRAW, [{**poster, "vital": True, "at": "2026-03-25T11:31:00Z"}, LABELS])
    assert vital["red"] > 1000
    assert complaints == []


def test_copying_gives_title_credit_and_link(
    visit: Callable[[str], Any], live_server: Any, page: Any, one: Article
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(f"/a/{one.pk}/")
    page.click(".reading__acts [data-share-copy]")
    page.locator(".share__said", has_text="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        f"{TITLE}\n\n贝莱德旗下地址转入两种币。\n\n来源：full\nhttp://testserver/a/{one.pk}/"
    )


def test_copying_the_address_of_a_feed_leaves_no_complaint(
    visit: Callable[[str], Any], page: Any, one: Article, complaints: list[str]
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("/feeds/")
    page.locator(".feeds__copy").first.click()
    page.locator(".feeds__copy", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "http://testserver/feed.xml"
    assert complaints == []


def test_an_item_of_a_list_is_shared_from_where_it_stands(
    visit: Callable[[str], Any], one: Article, complaints: list[str]
) -> None:
    page = visit("/")
    title = page.locator(".event__title a").last.inner_text()
    page.locator("[data-share]").last.click()
    image = page.locator(".poster__image")
    image.wait_for()
    assert title.replace("\xa0", " ") in image.get_attribute("alt")
    page.keyboard.press("Escape")
    page.locator("dialog.sheet").wait_for(state="hidden")
    assert complaints == []
