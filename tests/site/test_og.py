"""Pictures of pages."""

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from aggregator.articles.models import Article, Tag
from aggregator.site.og import card as cards
from aggregator.site.views import og
from tests.site.conftest import EVIL, Make, Tell


def picture(answer: Any) -> Image.Image:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    found = Image.open(BytesIO(answer.content))
    assert found.size == (1200, 630)
    return found


def has(found: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Whether a colour, or one next to it, is in a picture."""
    counted = found.convert("RGB").getcolors(1200 * 630) or []
    near = [one for _n, one in counted if max(map(abs, map(int.__sub__, one, colour))) < 10]  # type: ignore[arg-type]
    return bool(near)


CINNABAR = (181, 40, 26)


@pytest.mark.parametrize(
    "title", ["题", "比" * 500, EVIL, "🚀", "0x" + "a" * 498, "龍\u202eABC\u0000"]
)
def test_every_headline_makes_a_picture(client: Client, make: Make, title: str) -> None:
    one = make(title.replace("\0", ""))
    found = picture(client.get(f"/og/article/{one.pk}.png"))
    assert has(found, (248, 247, 243))
    assert not has(found, CINNABAR)


def test_important_is_cinnabar(client: Client, make: Make) -> None:
    one = make(is_important=True)
    assert has(picture(client.get(f"/og/article/{one.pk}.png")), CINNABAR)


def test_the_version_is_of_what_is_said(
    client: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make()
    address = cards.address("article", one.pk, cards.of_article(one))
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=86400"
    assert client.get(f"/og/article/{one.pk}.png")["Cache-Control"] == "public, max-age=300"
    Article.objects.update(title="改")
    changed = client.get(address)
    assert changed["Cache-Control"] == "public, max-age=300", "another picture than was named"
    assert changed["ETag"] != answer["ETag"]
    assert changed.content != answer.content


def test_what_is_kept_is_not_drawn_again(
    client: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make()
    path = f"/og/article/{one.pk}.png"
    first = client.get(path)
    drawn: list[cards.Card] = []
    monkeypatch.setattr(og, "png", lambda card: drawn.append(card) or b"")
    assert client.get(path).content == first.content
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    cache.clear()
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, drawn) == (304, [])


def test_nothing_of_the_query_is_drawn(client: Client, make: Make) -> None:
    one = make()
    path = f"/og/article/{one.pk}.png"
    plain = client.get(path).content
    cache.clear()
    assert client.get(f"{path}?title=hacked&v=%00&text=x").content == plain


def test_a_story(client: Client, make: Make, tell: Tell) -> None:
    first, second = make("甲报", source="a"), make("乙报", source="b")
    story = tell(first, second, lead=second, outlet_count=2)
    path = f"/og/story/{story.pk}.png"
    whole = picture(client.get(path))
    Article.objects.filter(pk=second.pk).update(is_hidden=True)
    other = client.get(path)
    assert picture(other).tobytes() != whole.tobytes(), "told by the report that is left"
    Article.objects.update(is_hidden=True)
    assert client.get(path).status_code == 410


def test_what_is_hidden_is_gone(client: Client, make: Make) -> None:
    one = make("藏起来的标题", is_hidden=True)
    answer = client.get(f"/og/article/{one.pk}.png")
    assert answer.status_code == 410
    assert "藏起来" not in answer.content.decode()


@pytest.mark.django_db
def test_a_tag_and_the_site(client: Client, bitcoin: Tag) -> None:
    tag = picture(client.get("/og/tag/bitcoin.png"))
    site = picture(client.get("/en/og/site/default.png"))
    assert tag.tobytes() != site.tobytes()
    assert cards.of_tag(Tag(name="证监会", kind="regulator")).kicker == "监管机构"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place",
    [
        "article/1",
        "story/1",
        "story/x",
        "tag/nobody",
        "site/other",
        "nothing/1",
        f"article/{2**80}",
        "article/²",
        "article/-1",
    ],
)
def test_no_such_page_no_such_picture(client: Client, place: str) -> None:
    assert client.get(f"/og/{place}.png").status_code == 404


def test_a_picture_asks_little(
    client: Client, make: Make, tell: Tell, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = make()
    with django_assert_num_queries(1):
        client.get(f"/og/article/{one.pk}.png")
    story = tell(one)
    with django_assert_num_queries(1):
        client.get(f"/og/story/{story.pk}.png")
    assert client.post(f"/og/article/{one.pk}.png").status_code == 405
