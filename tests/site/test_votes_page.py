"""The ballot of a story."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from aggregator.articles.models import Article
from aggregator.stories.models import Story
from aggregator.votes import limits
from aggregator.votes.models import Vote
from tests.site.conftest import Make, Tell

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def story(make: Make, tell: Tell) -> Story:
    return tell(make("贝莱德转入 ETH", source="one"), make("贝莱德转入 ETH", source="two"))


def cast(client: Client, story: Story, way: str, **more: Any) -> HttpResponse:
    return client.post(f"/vote/{story.pk}/", {"way": way}, **{**JSON, **more})  # type: ignore[return-value]


def test_a_vote_by_script(client: Client, story: Story) -> None:
    before = client.get(f"/vote/{story.pk}/", **JSON)
    assert before.json() | {"token": ""} == {
        "token": "", "up": 0, "down": 0, "bar": 24, "word": "", "own": None,
    }  # fmt: skip
    assert before["Cache-Control"].count("no-store")
    assert "voter" not in before.cookies, "who does not vote is not marked"
    after = cast(client, story, "up")
    assert after.json()["up"] == 1  # type: ignore[attr-defined]
    cookie = after.cookies["voter"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cast(client, story, "up").json()["up"] == 1  # type: ignore[attr-defined]
    again = cast(client, story, "down")
    assert "voter" not in again.cookies
    assert again.json() | {"token": ""} == {  # type: ignore[attr-defined]
        "token": "", "up": 0, "down": 1, "bar": 0, "word": "", "own": "down",
    }  # fmt: skip
    assert cast(client, story, "none").json()["own"] is None  # type: ignore[attr-defined]
    assert not Vote.objects.exists()


def test_a_vote_by_form(client: Client, story: Story) -> None:
    page = client.get(f"/vote/{story.pk}/")
    body = page.content.decode()
    assert "csrfmiddlewaretoken" in body
    assert "收回我的投票" not in body
    assert "noindex" in body
    done = client.post(f"/vote/{story.pk}/", {"way": "up"})
    assert (done.status_code, done["Location"]) == (303, f"/vote/{story.pk}/")
    body = client.get(f"/vote/{story.pk}/").content.decode()
    assert 'value="up"' in body
    assert re.search(r'value="up"\s+aria-pressed="true"', body)
    assert "收回我的投票" in body


def test_pages_show_counts_and_hold_no_token(client: Client, story: Story) -> None:
    page = client.get(f"/story/{story.pk}/").content.decode()
    assert "csrf" not in page.split("<main")[1].split("<footer")[0]
    assert f'data-votes="/vote/{story.pk}/"' in page
    assert page.count(f'href="/vote/{story.pk}/"') == 2, "without a script they are links"
    assert '<span class="num" data-count></span>' in page, "no votes show no number"
    cast(client, story, "up")
    for n in range(4):
        cast(Client(REMOTE_ADDR=f"203.0.{n}.1"), story, "up")
    for path in (f"/story/{story.pk}/", f"/a/{story.lead_id}/"):
        page = client.get(path).content.decode()
        assert '<span class="num" data-count>5</span>' in page
        assert "近期偏利好" in page


def test_asking_does_not_vote(client: Client, story: Story) -> None:
    for method in (client.get, client.head):
        assert method(f"/vote/{story.pk}/?way=up").status_code == 200
    for method in (client.put, client.delete, client.patch):
        assert method(f"/vote/{story.pk}/?way=up").status_code == 405
    assert not Vote.objects.exists()


def test_a_vote_needs_its_token(story: Story) -> None:
    client = Client(enforce_csrf_checks=True)
    assert cast(client, story, "up").status_code == 403
    token = client.get(f"/vote/{story.pk}/", **JSON).json()["token"]
    assert cast(client, story, "up", HTTP_X_CSRFTOKEN="x" * 64).status_code == 403
    assert cast(client, story, "up", HTTP_X_CSRFTOKEN=token).status_code == 200
    assert Vote.objects.count() == 1


def test_a_forged_cookie_is_a_new_voter(client: Client, story: Story) -> None:
    cast(client, story, "up")
    signed = client.cookies["voter"].value
    for forged in ("someone", signed[:-1] + ("A" if signed[-1] != "A" else "B"), "x:" + signed):
        other = Client()
        other.cookies["voter"] = forged
        answer = cast(other, story, "down")
        assert answer.status_code == 200
        assert answer.cookies["voter"].value != forged
    assert Vote.objects.filter(way="up").count() == 1, "nobody's vote was changed"
    assert Vote.objects.filter(way="down").count() == 3


def test_headers_of_a_client_name_no_network(story: Story) -> None:
    statuses = [
        cast(
            Client(), story, "up",
            HTTP_X_FORWARDED_FOR=f"198.51.{n}.1", HTTP_X_REAL_IP=f"198.51.{n}.1",
            HTTP_FORWARDED=f"for=198.51.{n}.1",
        ).status_code
        for n in range(limits.NEWCOMERS.most + 1)
    ]  # fmt: skip
    assert statuses == [200] * limits.NEWCOMERS.most + [429]
    assert cast(Client(REMOTE_ADDR="203.0.113.1"), story, "up").status_code == 200


def test_too_many_votes_are_refused_in_words(client: Client, story: Story) -> None:
    for n in range(limits.VOTER_STORY.most):
        cast(client, story, "up" if n % 2 else "down")
    answer = cast(client, story, "up")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "秒后再试" in answer.json()["error"]  # type: ignore[attr-defined]
    page = client.post(f"/vote/{story.pk}/", {"way": "up"})
    assert page.status_code == 429
    assert "投得太快了" in page.content.decode()
    assert page["Content-Security-Policy"]


def test_without_redis_no_vote_is_taken(
    client: Client, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> bool:
        raise redis.ConnectionError("away")

    monkeypatch.setattr(cache, "add", away)
    assert cast(client, story, "up").status_code == 503
    page = client.post(f"/vote/{story.pk}/", {"way": "up"})
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert "投票暂停" in page.content.decode()
    assert client.get(f"/vote/{story.pk}/").status_code == 200
    assert not Vote.objects.exists()


@pytest.mark.parametrize("way", ["", "UP", "both", "<script>alert(1)</script>"])
def test_no_other_ways(client: Client, story: Story, way: str) -> None:
    answer = cast(client, story, way)
    assert answer.status_code == 400
    page = client.post(f"/vote/{story.pk}/", {"way": way})
    assert page.status_code == 400
    assert "alert(1)" not in page.content.decode() + answer.content.decode()


def test_stories_that_are_not_there(client: Client, story: Story, tell: Tell) -> None:
    assert client.get(f"/vote/{story.pk + 99}/").status_code == 404
    assert client.get(f"/vote/{2**70}/").status_code == 404
    old = tell(merged_into=story)
    moved = client.get(f"/vote/{old.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/vote/{story.pk}/")
    assert cast(client, old, "up").json()["up"] == 1  # type: ignore[attr-defined]
    assert Vote.objects.get().story_id == story.pk
    Article.objects.update(is_hidden=True)
    for answer in (client.get(f"/vote/{story.pk}/"), cast(client, story, "up")):
        assert answer.status_code == 410
        assert "贝莱德" not in answer.content.decode()
    assert client.get(f"/vote/{story.pk}/", **JSON).json()["error"]


def test_the_ballot_in_other_languages(client: Client, story: Story) -> None:
    answer = client.post(f"/en/vote/{story.pk}/", {"way": "up"})
    assert answer["Location"] == f"/en/vote/{story.pk}/"
    assert (
        f'data-votes="/en/vote/{story.pk}/"'
        in client.get(f"/en/story/{story.pk}/").content.decode()
    )


def test_queries_are_bounded(
    client: Client, story: Story, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    cast(client, story, "up")
    with django_assert_max_num_queries(5):
        client.get(f"/vote/{story.pk}/")
    with django_assert_max_num_queries(12):
        cast(client, story, "down")
