"""The choice of colours."""

import pytest
from django.test import Client

from aggregator.site.display import display
from aggregator.site.views.display import local_path

pytestmark = pytest.mark.django_db


def test_a_choice_is_kept_and_shown(client: Client) -> None:
    answer = client.post("/display/", {"theme": "dark", "next": "/about/?a=1"})
    assert answer.status_code == 302
    assert answer["Location"] == "/about/?a=1"
    cookie = answer.cookies["theme"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    client.post("/display/", {"market": "green-up"})
    body = client.get("/about/").content.decode()
    assert '<html lang="zh-Hans" data-theme="dark" data-market="green-up">' in body
    client.post("/display/", {"theme": "system"})
    assert "data-theme=" not in client.get("/about/").content.decode().split(">")[1]


def test_a_cookie_that_means_nothing_is_the_usual(client: Client) -> None:
    client.cookies["theme"] = '"><script>alert(1)</script>'
    body = client.get("/about/").content.decode()
    assert '<html lang="zh-Hans" data-market="red-up">' in body
    assert "<script>alert" not in body
    assert display({"theme": "dark"}).other_theme == "light"
    assert display({}).other_theme == "dark"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "///evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        " //evil.example",
        "",
        "about/",
    ],
)
def test_the_way_back_stays_on_this_site(client: Client, target: str) -> None:
    answer = client.post("/display/", {"theme": "dark", "next": target})
    assert answer["Location"] == "/"


def test_a_local_path_is_kept() -> None:
    assert local_path("/search/?q=币") == "/search/?q=%E5%B8%81"


def test_only_known_choices_by_post_with_a_token(client: Client) -> None:
    assert client.get("/display/?theme=dark").status_code == 405
    assert client.post("/display/", {"theme": "pink"}).status_code == 400
    assert client.post("/display/", {}).status_code == 400
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/display/", {"theme": "dark"}).status_code == 403
