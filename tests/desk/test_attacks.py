"""What a stranger, or a link that an editor follows, may try at the desk."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

PASSWORD = "a-long-password"
NAMES = ("articles_article", "articles_tag", "feeds_feed", "feeds_source")


@pytest.fixture
def someone(db) -> User:
    return User.objects.create_user("someone", password=PASSWORD, is_staff=True)


def enter(client: Client, **extra: str):
    words = {"username": "someone", "password": PASSWORD, **extra}
    return client.post(reverse("admin:login"), words)


def test_21_signing_in_changes_the_key_of_the_session(someone) -> None:
    client = Client()
    client.cookies["sessionid"] = "x" * 32
    enter(client)
    first = client.cookies["sessionid"].value
    assert first != "x" * 32
    enter(client)
    stranger = Client()
    stranger.cookies["sessionid"] = "x" * 32
    assert stranger.get(reverse("admin:index")).status_code == 302


def test_21_signing_out_ends_the_session(someone) -> None:
    client = Client()
    enter(client)
    kept = client.cookies["sessionid"].value
    assert client.get(reverse("admin:index")).status_code == 200
    client.post(reverse("admin:logout"))
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(reverse("admin:index")).status_code == 302


def test_21_a_new_password_ends_the_other_sessions(someone) -> None:
    client = Client()
    enter(client)
    someone.set_password("another-long-password")
    someone.save()
    assert client.get(reverse("admin:index")).status_code == 302


def test_11_nobody_is_signed_out_by_a_link(someone) -> None:
    client = Client()
    enter(client)
    assert client.get(reverse("admin:logout")).status_code == 405
    assert client.get(reverse("admin:index")).status_code == 200


def test_11_every_form_of_the_desk_wants_its_token(someone) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert enter(strict).status_code == 403
    assert strict.post(reverse("admin:logout")).status_code in {302, 403}


@pytest.mark.parametrize(
    "to", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x"]
)
def test_12_signing_in_leads_nowhere_else(someone, to: str) -> None:
    answer = enter(Client(), next=to)
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/admin/")


@pytest.mark.parametrize("name", NAMES)
def test_16_nobody_sees_the_desk_without_an_account(client, article, feed, tag, name: str) -> None:
    for view in ("changelist", "add"):
        assert client.get(reverse(f"admin:{name}_{view}")).status_code == 302
    for view in ("change", "history", "delete"):
        answer = client.post(reverse(f"admin:{name}_{view}", args=["1"]), {"title": "x"})
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_16_fields_that_are_not_in_the_form_can_not_be_set(editor, feed) -> None:
    page = reverse("admin:feeds_feed_change", args=[feed.pk])
    words = {
        "source": feed.source_id, "title": "新名", "url": feed.url, "kind": feed.kind,
        "enabled": "on", "alternates": "", "state": "ok", "moved_to": "https://evil.example/",
        "key": "stolen", "etag": "x", "locked_fields": "[]",
    }  # fmt: skip
    editor.post(page, words)
    feed.refresh_from_db()
    assert (feed.title, feed.state, feed.moved_to, feed.etag) == ("新名", "new", "", "")
    assert feed.key is None


@pytest.mark.parametrize("wild", ["\x00", "9" * 40, "'", "[", "x" * 3000])
@pytest.mark.parametrize("name", NAMES)
def test_wild_parameters_are_answered(editor, article, feed, tag, name: str, wild: str) -> None:
    page = reverse(f"admin:{name}_changelist")
    for field in ("q", "p", "o", "kind", "kind__exact", "source__id__exact", "is_hidden__exact",
                  "day", "state__exact", "e", "all"):  # fmt: skip
        answer = editor.get(page, {field: wild})
        assert answer.status_code in {200, 302, 400, 404}, field
    assert editor.get(f"{page}{'9' * 40}/change/").status_code in {302, 404}


@pytest.mark.parametrize("wild", ["\x00", "9" * 40, "'"])
def test_wild_terms_of_autocompletion_are_answered(editor, article, tag, wild: str) -> None:
    asked = {"term": wild, "app_label": "articles", "model_name": "articletag", "field_name": "tag"}
    assert editor.get(reverse("admin:autocomplete"), asked).status_code in {200, 400, 403, 404}
