"""The piece of a page that is offered while a reader types."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from aggregator.articles.models import Tag
from aggregator.search.pending import index_pending
from aggregator.search.rebuild import rebuild
from aggregator.search.suggest import standing
from aggregator.search.suggest.hot import note
from tests.site.conftest import EVIL, Make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What is made beside the readers is made here once, so that no thread runs."""
    standing.forget()
    yield
    standing.forget()


def stock() -> None:
    rebuild()
    index_pending()
    standing.refresh(timezone.now())


def body(client: Client, typed: str) -> str:
    return client.get("/search/suggest/", {"q": typed}).content.decode()


def test_tags_searches_and_headlines_are_options_that_lead_on(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    now = timezone.now()
    made = [make(f"比特币报道 {n}", tags=[bitcoin], published_at=now) for n in range(2)]
    for reader in "abc":
        note("比特币 减半", 1, reader, now)
    stock()
    html = body(client, "比特币")
    hrefs = re.findall(r'role="option"\s+tabindex="-1"\s+href="([^"]+)"', html)
    assert hrefs[0] == "/tag/bitcoin/"
    assert "/search/?q=%E6%AF%94%E7%89%B9%E5%B8%81%E5%87%8F%E5%8D%8A" in hrefs
    assert hrefs[-1] == made[0].get_absolute_url()
    assert "#i-coin" in html
    assert re.search(r"比特币</span> <span[^>]*>BTC</span>", html)
    assert "2 篇" in html
    assert "大家在搜" in html
    assert "大饼" in body(client, "dabing")


def test_before_anything_is_typed(client: Client, make: Make, bitcoin: Tag) -> None:
    now = timezone.now()
    make("比特币报道", tags=[bitcoin], published_at=now)
    for reader in "abc":
        note("美联储", 1, reader, now)
    stock()
    html = body(client, "")
    assert html.index("美联储") < html.index("近 24 小时报道最多") < html.index("/tag/bitcoin/")
    assert body(client, "  ") == html


def test_it_is_kept_for_seconds_by_all_and_found_by_no_robot(client: Client) -> None:
    stock()
    answer = client.get("/search/suggest/", {"q": "比特币"})
    assert answer["Cache-Control"] == "public, max-age=30"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    assert client.post("/search/suggest/").status_code == 405


@pytest.mark.parametrize("typed", ["", "qqqqqq", "\0", "%00", "*", '"', "a" * 9999, "\ud83d", "🙂"])
def test_whatever_is_typed_the_answer_is_a_piece_of_a_page(client: Client, typed: str) -> None:
    stock()
    answer = client.get("/search/suggest/", {"q": typed.encode("utf-8", "replace")})
    assert answer.status_code == 200
    assert "role=" not in answer.content.decode()


def test_names_and_headlines_are_escaped(client: Client, make: Make) -> None:
    tag = Tag.objects.create(slug="p-evil", name=EVIL[:80], kind="person", aliases=["坏人" + EVIL])
    make("坏人来了" + EVIL, tags=[tag], published_at=timezone.now())
    stock()
    html = body(client, "坏人")
    assert "/tag/p-evil/" in html
    assert "坏人来了" in html
    assert "<script" not in html
    assert "<img" not in html


def test_what_readers_search_for_becomes_hot(client: Client, make: Make, bitcoin: Tag) -> None:
    make("比特币报道", tags=[bitcoin], published_at=timezone.now())
    stock()
    for number in range(3):
        for asked in ({"q": "比特幣"}, {"q": "以太坊"}, {"q": "比特币 张伟"}):
            client.get("/search/", asked, REMOTE_ADDR=f"203.0.113.{number}")
    standing.refresh(timezone.now())
    html = body(client, "")
    assert "/search/?q=%E6%AF%94%E7%89%B9%E5%B8%81" in html
    assert "以太坊" not in html
    assert "张伟" not in html


def test_only_the_first_page_of_a_reader_counts_once(
    client: Client, make: Make, bitcoin: Tag
) -> None:
    for _ in range(25):
        make("比特币报道", tags=[bitcoin], published_at=timezone.now())
    stock()
    page = client.get("/search/", {"q": "比特币"}).content.decode()
    [more] = re.findall(r'href="([^"]*after=[^"]*)"', page)
    for _ in range(3):
        client.get("/search/", {"q": "比特币"})
    for number in range(3):
        path = "/search/" + more.replace("&amp;", "&")[more.index("?") :]
        assert client.get(path, REMOTE_ADDR=f"203.0.113.{number}").status_code == 200
    standing.refresh(timezone.now())
    assert "大家在搜" not in body(client, "")


def test_without_an_index_tags_are_offered_all_the_same(client: Client) -> None:
    standing.refresh(timezone.now())
    assert "/tag/bitcoin/" in body(client, "btc")


def test_every_search_form_says_where_to_ask(client: Client) -> None:
    for path, forms in (("/about/", 1), ("/search/", 1)):
        page = client.get(path).content.decode()
        assert page.count('data-suggest="/search/suggest/"') == forms
        assert page.count('role="search"') == forms
        assert "site/site.js" in page  # fetches them
