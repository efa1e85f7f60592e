"""Manifest, service worker and offline page, as the server gives them."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from aggregator.site.views import pwa

pytestmark = pytest.mark.django_db  # the dictionary in force is asked of the database now and then


@pytest.fixture
def offered(settings: Settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "OFFLINE_READING": True}


@pytest.mark.parametrize(("prefix", "lang"), [("", "zh-Hans"), ("/en", "en")])
def test_the_manifest(client: Client, prefix: str, lang: str) -> None:
    answer = client.get(f"{prefix}/manifest.webmanifest")
    assert answer["Content-Type"].startswith("application/manifest+json")
    told = json.loads(answer.content)
    assert (told["lang"], told["start_url"]) == (lang, f"{prefix}/")
    assert (told["display"], told["scope"], told["id"]) == ("standalone", "/", "/")
    assert told["name"]
    assert {icon.get("purpose") for icon in told["icons"]} == {None, "maskable"}
    for icon in told["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert isinstance(found, str)
        size = Image.open(BytesIO(Path(found).read_bytes())).size
        assert icon["sizes"] == f"{size[0]}x{size[1]}"


def config(client: Client) -> dict[str, Any]:
    body = client.get("/sw.js").content.decode()
    found = re.search(r"const CONFIG = (\{.*\});", body)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def test_the_worker(client: Client, offered: None) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Cache-Control"] == "no-cache"
    assert client.get("/sw.js", headers={"if-none-match": answer["ETag"]}).status_code == 304
    told = config(client)
    assert told["offline"] == ["/offline/", "/zh-hant/offline/", "/en/offline/"]
    assert {"/admin/", "/vote/", "/settings/", "/live/"} <= set(told["closed"])


def test_another_static_file_makes_another_version(
    client: Client, offered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = config(client)["version"]
    monkeypatch.setattr(
        "aggregator.site.views.pwa.staticfiles_storage",
        type("Storage", (), {"manifest_hash": "abc"}),
    )
    assert config(client)["version"] != first


def test_an_operator_may_have_none(client: Client, make: Any, settings: Settings) -> None:
    make()
    answer = client.get("/sw.js")
    assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
    assert "pwa.js" not in client.get("/").content.decode()
    settings.OPTIONS = {**settings.OPTIONS, "OFFLINE_READING": True}
    assert "pwa.js" in client.get("/").content.decode()


def test_the_offline_page_asks_nothing_of_the_database(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/offline/")
    body = answer.content.decode()
    assert "没有网络" in body
    assert "noindex" in body
    assert 'class="ticker' not in body
    assert pwa.PAPER in body, "the colour of the frame is that of the page"
