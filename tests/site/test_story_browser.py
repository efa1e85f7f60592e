"""Votes, cards of names, sharing: in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.stories.models import Story
from aggregator.votes import limits
from aggregator.votes.models import Vote
from tests.browser import NODE
from tests.site.conftest import DOUBT, EVIL, Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "贝莱德向 Coinbase Prime 转入 11,780 枚 ETH 与 634.83 枚 BTC"
ADDRESS = "0x52908400098527886E0F7030069857D2E4169EE7"
AXE = NODE / "node_modules" / "axe-core" / "axe.min.js"

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


@pytest.fixture
def one(make: Make, tell: Tell) -> Article:
    """A report of a story, with a whole text that names a company and a coin."""
    html = "<p>贝莱德今天买入 BTC。</p>" + "<p>另起一段，说些别的。</p>" * 30
    now = timezone.now()
    made = make(
        TITLE, policy="full", source="full", html=html, text="贝莱德今天买入 BTC。",
        excerpt="贝莱德旗下地址转入两种币。", published_at=now, doubts=[DOUBT],
        addresses=[{
            "kind": "address", "network": "evm", "checksum": "valid", "abbreviated": False,
            "text": ADDRESS, "start": 0, "end": 42,
        }],
    )  # fmt: skip
    for slug, kind, name, start, end in (
        ("blackrock", "company", "贝莱德", 0, 3),
        ("bitcoin", "coin", "比特币", 8, 11),
    ):
        tag = Tag.objects.create(slug=slug, name=name, kind=kind)
        find = {"place": "text", "start": start, "end": end, "rule": "name"}
        ArticleTag.objects.create(article=made, tag=tag, sorted_at=now, evidence=[find], about=True)
    tell(made, make(TITLE + "，另一家", source="two", published_at=now))
    cache.clear()
    return made


@pytest.fixture
def visit(live_server: Any, page: Any) -> Callable[[str], Any]:
    def go(path: str) -> Any:
        page.goto(live_server.url + path)
        return page

    return go


def count(page: Any, way: str) -> str:
    return str(page.locator(f"[data-way={way}] [data-count]").inner_text())


def test_a_vote_is_cast_kept_and_taken_back(
    visit: Callable[[str], Any], one: Article, complaints: list[str]
) -> None:
    page = visit(f"/a/{one.pk}/")
    up = page.get_by_role("button", name="利好")
    up.click()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    assert (count(page, "up"), count(page, "down")) == ("1", "0")
    page.reload()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    page.get_by_role("button", name="利空").click()
    page.locator("[data-way=down][aria-pressed=true]").wait_for()
    assert (count(page, "up"), count(page, "down")) == ("0", "1")
    page.locator("[data-way=down]").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Space")
    page.locator("[data-way=down][aria-pressed=false]").wait_for()
    assert count(page, "down") == ""
    assert not Vote.objects.exists()
    assert complaints == []


def test_a_double_click_votes_once(visit: Callable[[str], Any], one: Article) -> None:
    page = visit(f"/a/{one.pk}/")
    page.locator("[data-way=up]").dblclick()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    assert Vote.objects.get().way == "up"
    assert count(page, "up") == "1"


def test_a_second_tab_knows_of_the_vote(
    visit: Callable[[str], Any], page: Any, one: Article
) -> None:
    visit(f"/a/{one.pk}/")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("[data-way=up]").click()
    page.locator("[data-way=up][aria-pressed=true]").wait_for()
    other.locator("[data-way=up][aria-pressed=true]").wait_for()
    other.locator("[data-way=down]").click()
    other.locator("[data-way=down][aria-pressed=true]").wait_for()
    page.locator("[data-way=down][aria-pressed=true]").wait_for()
    assert Vote.objects.get().way == "down", "one reader, one vote"


def test_a_refusal_is_said_beside_the_buttons(
    visit: Callable[[str], Any], one: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "VOTER", limits.Limit("voter", 0, 60))
    page = visit(f"/a/{one.pk}/")
    page.locator("[data-way=up]").click()
    note = page.locator(".votes__note")
    note.wait_for()
    assert "秒后再试" in note.inner_text()
    assert page.locator("[data-way=up]").get_attribute("aria-pressed") == "false"


def test_a_vote_without_javascript(live_server: Any, browser: Any, one: Article) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/a/{one.pk}/")
    page.click("[data-way=up]")
    page.click("button[value=down]")
    assert page.locator("button[value=down]").get_attribute("aria-pressed") == "true"
    page.click("text=回到这件事")
    assert count(page, "down") == "1"
    assert page.locator("[data-share-copy]").first.is_hidden()
    page.click("[data-share]")
    assert page.url.endswith(Story.objects.get().get_absolute_url())
    context.close()


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
