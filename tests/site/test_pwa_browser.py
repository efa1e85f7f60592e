"""Reading without a line, in a real browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from aggregator.articles.models import Article
from aggregator.site.views import pwa
from tests.conftest import TELL
from tests.site.conftest import Make, Tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 4
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = """(async () => {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("newsroom-pages-")) continue;
    for (const one of await (await caches.open(name)).keys()) found.push(new URL(one.url).pathname);
  }
  return found;
})()"""


@pytest.fixture(autouse=True)
def offered(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pwa, "_KEPT", MOST)
    settings.OPTIONS = {**settings.OPTIONS, "OFFLINE_READING": True}


@pytest.fixture
def reader(browser: Any, live_server: Any, complaints: list[str]) -> Iterator[Any]:
    """A page under the worker's hand; complaints of the policy alone are kept."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    opened.add_init_script(TELL)
    opened.on("console", lambda m: complaints.append(m.text) if "CSP" in m.text else None)
    opened.goto(f"{live_server.url}/about/")
    opened.evaluate(READY)
    opened.locator("body").wait_for()
    # The worker takes over pages that are open as soon as it is at work.
    opened.evaluate(
        "navigator.serviceWorker.controller ? true : new Promise((done) => "
        "navigator.serviceWorker.addEventListener('controllerchange', done, {once: true}))"
        ".then(() => true)"
    )
    yield opened
    context.close()


def offline(reader: Any) -> None:
    reader.context.set_offline(True)


def read(reader: Any, url: str) -> None:
    """Open a page, and wait until it is kept."""
    reader.goto(url)
    for _ in range(200):
        if reader.evaluate("location.pathname") in reader.evaluate(KEPT):
            return
        reader.evaluate("new Promise((done) => setTimeout(done, 25))")
    raise AssertionError(f"{url} is not kept: {reader.evaluate(KEPT)}")


def test_pages_that_were_read_open_without_a_line(
    reader: Any, live_server: Any, make: Make, tell: Tell, complaints: list[str]
) -> None:
    one = make("读过的一篇")
    story = tell(make("读过的事件", source="a"), make("另一家的说法", source="b"))
    front, article = f"{live_server.url}/", live_server.url + one.get_absolute_url()
    for url in (front, article, live_server.url + story.get_absolute_url()):
        read(reader, url)
    offline(reader)
    reader.goto(article)
    assert reader.locator("h1").inner_text() == "读过的一篇"
    assert reader.locator(".offline-note").is_visible()
    assert reader.evaluate("getComputedStyle(document.body).fontFamily").startswith("-apple"), (
        "its style is there, too"
    )
    reader.goto(front)
    assert reader.locator(".event__title").count() > 0
    reader.goto(f"{live_server.url}/first/")
    assert reader.locator("h1").inner_text() == "没有网络"
    titles = reader.locator("[data-read] a")
    titles.first.wait_for()
    assert set(titles.all_inner_texts()) >= {"读过的一篇", "链讯"}
    titles.filter(has_text="读过的一篇").click()
    reader.wait_for_url(article)
    assert reader.locator("h1").inner_text() == "读过的一篇"
    reader.context.set_offline(False)
    reader.locator(".offline-note").wait_for(state="detached")
    assert complaints == []


def test_the_offline_page_speaks_the_language_of_the_address(reader: Any, live_server: Any) -> None:
    offline(reader)
    reader.goto(f"{live_server.url}/en/series/")
    assert reader.locator("html").get_attribute("lang")
    assert reader.locator(".masthead__logo").get_attribute("href") == "/en/"


def test_the_network_comes_first(reader: Any, live_server: Any, make: Make) -> None:
    one = make("旧标题")
    url = live_server.url + one.get_absolute_url()
    read(reader, url)
    Article.objects.update(title="新标题")
    reader.goto(url)
    assert reader.locator("h1").inner_text() == "新标题"


def test_what_was_taken_down_is_not_read_without_a_line(
    reader: Any, live_server: Any, make: Make
) -> None:
    one = make("后来下线")
    url = live_server.url + one.get_absolute_url()
    read(reader, url)
    Article.objects.update(is_hidden=True)
    reader.goto(url)
    for _ in range(200):
        if one.get_absolute_url() not in reader.evaluate(KEPT):
            break
        reader.evaluate("new Promise((done) => setTimeout(done, 25))")
    assert one.get_absolute_url() not in reader.evaluate(KEPT)


def test_what_was_read_long_ago_is_let_go_and_nothing_of_ones_own(
    reader: Any, live_server: Any, make: Make
) -> None:
    made = [make(f"第 {n} 篇") for n in range(MOST)]
    read(reader, f"{live_server.url}/")
    for one in made:
        read(reader, live_server.url + one.get_absolute_url())
    for path in ("/search/", "/?kind=flash", "/admin/login/", "/a/999999/"):
        reader.goto(live_server.url + path)
    kept = reader.evaluate(KEPT)
    assert len(kept) == MOST
    assert kept[-1] == made[-1].get_absolute_url()
    assert "/" not in kept, "the one read longest ago went first"
    assert not [path for path in kept if "admin" in path or "search" in path]


def test_a_server_without_a_worker_ends_it(
    reader: Any, live_server: Any, make: Make, settings: Settings
) -> None:
    url = live_server.url + make().get_absolute_url()
    settings.OPTIONS = {**settings.OPTIONS, "OFFLINE_READING": False}
    reader.goto(url)
    gone = "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    for _ in range(200):
        if reader.evaluate(gone):
            break
        reader.evaluate("new Promise((done) => setTimeout(done, 25))")
    assert reader.evaluate(gone)
    assert reader.evaluate("caches.keys().then((all) => all.length)") == 0


def test_data_for_machines_breaks_no_policy(
    live_server: Any, page: Any, complaints: list[str], make: Make
) -> None:
    one = make("</script><script>alert(1)</script>\u2028")
    page.goto(live_server.url + one.get_absolute_url())
    told = page.evaluate(
        "[...document.querySelectorAll('script[type=\"application/ld+json\"]')]"
        ".map((one) => JSON.parse(one.textContent)['@type'])"
    )
    assert told == ["BreadcrumbList", "NewsArticle"]
    assert complaints == []
