"""What open pages ask for by themselves, and what pages tell their scripts."""

from datetime import timedelta
from typing import Any

import pytest
import redis
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from aggregator.articles.models import Tag
from aggregator.live import stream
from tests.site.conftest import EVIL, NOON, Make, Tell

pytestmark = pytest.mark.django_db


def say(*titles: str) -> list[str]:
    stream.add([{"title": title} for title in titles])
    return [str(place) for place, _ in stream.since(stream.START).events]


def test_events_after_a_place_are_given(client: Client) -> None:
    ids = say("一", "二")
    answer = client.get("/live/poll/", {"after": ids[0]})
    assert answer.json() == {
        "last": ids[1],
        "lost": False,
        "events": [{"place": ids[1], "event": {"title": "二"}}],
    }
    assert answer["Cache-Control"] == "public, max-age=3"
    assert "Set-Cookie" not in answer
    assert "二" in answer.content.decode()


@pytest.mark.parametrize("after", ["", "x", "1", "\x00", "9" * 99 + "-0"])
def test_without_a_place_the_end_is_told(client: Client, after: str) -> None:
    assert client.get("/live/poll/", {"after": after}).json()["last"] == "0-0"
    ids = say("一")
    found = client.get("/live/poll/", {"after": after}).json()
    assert found == {"last": ids[0], "lost": False, "events": []}


def test_too_many_events_are_said_to_be_lost(client: Client) -> None:
    say(*map(str, range(201)))
    found = client.get("/live/poll/", {"after": "1-0"}).json()
    assert (len(found["events"]), found["lost"]) == (200, True)


def test_without_redis_a_page_is_told_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = redis.Redis.from_url("unix:///nowhere.sock")
    monkeypatch.setattr(stream, "client", lambda: nobody)
    answer = client.get("/live/poll/", {"after": "1-0"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert answer["Cache-Control"] == "no-store"
    assert "nowhere" not in answer.content.decode()


def test_items_are_given_as_lists_show_them(client: Client, make: Make, tell: Tell) -> None:
    one = make("先来的", source="jia")
    tell(one, make("同一件", source="yi"))
    late = make("后来的", published_at=NOON + timedelta(days=1))
    hidden = make("隐藏的", is_hidden=True)
    page = client.get("/")
    answer = client.get("/live/items/", {"ids": f"{one.pk},{late.pk},{hidden.pk},987654"})
    text = answer.content.decode()
    assert text.index(f'data-item="{late.pk}"') < text.index(f'data-item="{one.pk}"')
    assert text.count("timeline__day") == 2
    assert "隐藏" not in text
    assert "timeline__more" not in text
    assert ">yi</a>" in text
    assert answer["Cache-Control"] == "public, max-age=30"
    row, shown = (
        told[told.index(f'data-item="{one.pk}"') :].partition("</article>")[0].splitlines()
        for told in (text, page.content.decode())
    )
    assert row == shown


def test_an_outlets_own_list_leads_to_its_own_report(
    client: Client, make: Make, tell: Tell
) -> None:
    one, other = make("先来的", source="jia"), make("同一件", source="yi")
    story = tell(one, other)
    whole = client.get("/live/items/", {"ids": one.pk}).content.decode()
    own = client.get("/live/items/", {"ids": other.pk, "list": "source"}).content.decode()
    assert f'<a href="/story/{story.pk}/">' in whole
    assert f'<a href="/a/{other.pk}/">' in own.replace("\n", "")


def test_items_keep_the_language_of_the_page(client: Client, make: Make) -> None:
    one = make()
    assert f'href="/en/a/{one.pk}/"' in client.get(f"/en/live/items/?ids={one.pk}").content.decode()
    assert 'data-live-items="/en/live/items/"' in client.get("/en/").content.decode()


def test_a_title_stays_text(client: Client, make: Make) -> None:
    one = make(EVIL)
    text = client.get("/live/items/", {"ids": one.pk}).content.decode()
    assert "<script" not in text
    assert "<img" not in text


@pytest.mark.parametrize(
    "ids", ["", "x", "1,", ",1", "1;2", "-1", "１", "1\x00", "9" * 16, ",".join(["1"] * 31), EVIL]
)
def test_what_is_no_list_of_numbers_is_refused(client: Client, ids: str) -> None:
    answer = client.get("/live/items/", {"ids": ids})
    assert (answer.status_code, answer.content) == (400, b"")
    assert "Content-Security-Policy" in answer


def test_nothing_is_changed_by_asking(client: Client) -> None:
    assert client.post("/live/poll/").status_code == 405
    assert client.post("/live/items/?ids=1").status_code == 405


def test_the_queries_do_not_grow(
    client: Client, make: Make, django_assert_max_num_queries: Any
) -> None:
    ids = [make(f"第 {n} 条").pk for n in range(30)]
    with django_assert_max_num_queries(6):
        client.get("/live/items/", {"ids": ",".join(map(str, ids))})


def test_a_page_says_what_it_shows_and_from_when(
    client: Client, make: Make, settings: Settings, bitcoin: Tag
) -> None:
    settings.LIVE_ADDRESS = ":8001/live"
    make(source="jia", tags=[bitcoin])
    before = timezone.now().timestamp()
    text = client.get("/?important=1&kind=flash").content.decode()
    assert 'data-live=":8001/live"' in text
    assert 'data-live-important="1"' in text
    assert 'data-live-kind="flash"' in text
    after = stream.place(text.partition('data-live-after="')[2].partition('"')[0])
    assert after is not None
    assert -16 <= after.milliseconds / 1000 - before <= 0
    assert 'data-live-tags="bitcoin"' in client.get(bitcoin.get_absolute_url()).content.decode()
    assert 'data-live-source="jia"' in client.get("/source/jia/").content.decode()


def test_only_the_newest_page_of_a_list_listens(client: Client, make: Make) -> None:
    for n in range(31):
        make(f"第 {n} 条")
    page = client.get("/").content.decode()
    following = page.partition('<p class="timeline__more">')[2].partition('href="')[2]
    answer = client.get(following.partition('"')[0].replace("&amp;", "&"))
    assert answer.status_code == 200
    assert "data-live=" in page
    assert "data-live=" not in answer.content.decode()
