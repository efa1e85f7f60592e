"""The site's search, for programs."""

import pytest
from django.test import Client

from aggregator.articles.models import Article
from aggregator.search.rebuild import rebuild
from tests.api.conftest import Ask
from tests.api.schema import faults
from tests.site.conftest import Make, Tell


@pytest.mark.django_db
def test_without_an_index_it_says_when_to_come_back(ask: Ask) -> None:
    answer = ask("search", q="比特币")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_found_is_as_described(client: Client, ask: Ask, make: Make, tell: Tell) -> None:
    told, alone = make("比特币涨了", policy="headline", excerpt="密"), make("比特币跌了")
    tell(told, make("别的事", source="two"))
    rebuild()
    answer = ask("search", q="比特币", order="newest")
    assert answer.status_code == 200
    body = answer.json()
    assert body["total"] == 2
    assert [hit["article"]["id"] for hit in body["items"]] == [alone.pk, told.pk]
    assert [hit["reports"] for hit in body["items"]] == [None, 2]
    assert body["items"][1]["article"]["excerpt"] is None
    root = client.get("/api/v1/openapi.json").json()
    assert not list(faults(body, {"$ref": "#/components/schemas/Found"}, root))


def test_every_page_of_a_search(client: Client, ask: Ask, make: Make) -> None:
    for number in range(5):
        make(f"比特币第 {number} 条")
    rebuild()
    seen, address = [], "/api/v1/search?q=比特币&limit=2"
    while address:
        page = client.get(address).json()
        seen += [hit["article"]["id"] for hit in page["items"]]
        address = (page["next"] or "").removeprefix("http://testserver")
    assert sorted(seen) == sorted(Article.objects.values_list("pk", flat=True))
    following = ask("search", q="比特币", limit=2).json()["next"]
    cursor = following.rpartition("cursor=")[2].replace("%3A", ":")
    assert ask("search", q="别的", cursor=cursor).status_code == 400
    assert (
        ask("search", q="比特币", cursor=f"{cursor}x")
        .json()["type"]
        .endswith("#problem-bad-cursor")
    )


def test_what_was_hidden_since_is_left_out(ask: Ask, make: Make) -> None:
    make("比特币涨了")
    rebuild()
    Article.objects.update(is_hidden=True)
    assert ask("search", q="比特币").json()["items"] == []


def test_a_search_for_nothing_is_refused(ask: Ask, make: Make) -> None:
    make()
    rebuild()
    answer = ask("search", q="，。")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "q 里没有可以查找的字。"
