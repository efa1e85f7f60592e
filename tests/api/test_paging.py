"""Pages of lists: nothing twice, nothing left out, no cursor of anybody's own."""

import pytest
from django.test import Client

from aggregator.api import cursors
from aggregator.api.problems import Problem
from aggregator.articles.models import Tag
from tests.api.conftest import Ask
from tests.site.conftest import NOON, Make


def walk(client: Client, start: str) -> list[dict[str, object]]:
    found, address = [], start
    while address:
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200, answer.content
        page = answer.json()
        assert page["items"]
        found += page["items"]
        address = page["next"]
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_every_article_comes_once_also_of_one_moment(
    client: Client, make: Make, limit: int
) -> None:
    for number in range(7):
        make(f"第 {number} 条", published_at=NOON, source="one")
    make("别家", source="two")
    found = walk(client, f"/api/v1/articles?limit={limit}&source=one&from=2026-03-25T04:00:00Z")
    assert [one["title"] for one in found] == [f"第 {n} 条" for n in (6, 5, 4, 3, 2, 1, 0)]


def test_tags_are_walked_in_order(client: Client, db: None) -> None:
    for slug in ("c", "a", "b"):
        Tag.objects.create(slug=slug, name=slug, kind="topic")
    assert [one["slug"] for one in walk(client, "/api/v1/tags?limit=1&kind=topic")] == [
        "a",
        "b",
        "c",
    ]


def test_new_articles_do_not_move_the_pages(client: Client, make: Make) -> None:
    make("一")
    make("二")
    following = client.get("/api/v1/articles?limit=1").json()["next"]
    make("三")
    page = client.get(following.removeprefix("http://testserver")).json()
    assert [one["title"] for one in page["items"]] == ["一"]


def test_a_cursor_belongs_to_its_list_and_filters(ask: Ask, make: Make) -> None:
    make("一", kind="flash")
    make("二", kind="flash")
    following = ask("articles", limit=1, kind="flash").json()["next"]
    cursor = following.partition("cursor=")[2].replace("%3A", ":")
    assert ask("articles", kind="flash", cursor=cursor).status_code == 200
    for path, query in (("articles", {}), ("articles", {"kind": "article"}), ("stories", {}),
                        ("tags", {}), ("stats/prices/bitcoin", {})):  # fmt: skip
        answer = ask(path, cursor=cursor, **query)
        assert answer.status_code == 400, path
        assert answer.json()["type"] == "http://testserver/api/#problem-bad-cursor"
        assert cursor not in answer.content.decode()
    for wrong in (cursor[:-1], cursor + "A", "x", "a:b:c", "." + cursor, "比特币"):
        assert ask("articles", kind="flash", cursor=wrong).status_code == 400


@pytest.mark.parametrize("place", [["x"], [1], ["2026-03-25", "y"], [], {"a": 1}, "text", None])
def test_a_signed_place_of_another_shape_is_refused(place: object) -> None:
    cursor = cursors.write(place, "list")  # type: ignore[arg-type]
    with pytest.raises(Problem):
        cursors.read_moment(cursor, "list")
    if place != ["x"]:
        with pytest.raises(Problem):
            cursors.read_text(cursor, "list")
