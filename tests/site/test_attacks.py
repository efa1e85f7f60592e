"""What a stranger may try on the reader's pages."""

import pytest
from django.db import connection
from django.test import Client

from tests.site.conftest import EVIL, Make

WILD = [
    "\x00",
    "\ud800",
    "%00",
    "比" * 5000,
    "-1",
    "9" * 40,
    "[",
    "'",
    '" OR 1=1',
    "../../etc",
    "{{7*7}}",
]


@pytest.mark.parametrize("wild", WILD)
def test_wild_parameters_are_answered(client: Client, make: Make, wild: str) -> None:
    one = make()
    value = wild.encode("utf-8", "surrogatepass")
    for path in ("/", "/feed.xml", "/feed.json", "/search/", f"/a/{one.pk}/", "/source/outlet/"):
        for name in ("after", "kind", "important", "q", "order", "tag"):
            answer = client.get(path, {name: value})
            assert answer.status_code in {200, 400, 503}, (path, name)
            assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/a/99999999999999999999999999/", "/a/0/", "/a/-1/", "/a/1%00/", "/tag/%00/", "/tag/%ff/",
        "/source/%00/", f"/tag/{'a' * 5000}/", "/a/１/", "/%2e%2e/%2e%2e/etc/passwd", "/a/1/../../",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_wild_paths_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        *(f"/?{name}=a%00b" for name in ("coin", "topic", "source")),
        "/feed.xml?coin=a%00b",
        *(f"/settings/?{name}=a%00b" for name in ("watch", "mute", "mute_source")),
        f"/settings/?watch={'b' * 300}",
        "/search/suggest/?q=%00", "/search/?q=a%00b", "/search/?q=a&source=%00&tag=%00",
        "/live/items/?ids=%00", "/live/poll/?after=%00", "/api/v1/tags?prefix=%00",
        "/og/tag/%00.png", "/admin/login/?next=%00",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_no_database_is_asked_for_a_name_with_nul(client: Client, address: str) -> None:
    assert client.get(address).status_code in {200, 400, 404, 503}


@pytest.mark.parametrize("path", ["/", "/search/", "/settings/", "/zh-hant/"])
@pytest.mark.django_db
def test_more_parameters_than_are_read_are_refused_with_all_headers(
    client: Client, path: str
) -> None:
    answer = client.get(f"{path}?{'&' * 1500}")
    assert answer.status_code == 400
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../newsroom/settings.py",
        "/static/%2e%2e/secret_key",
        "/static/..%2f..%2fsecret_key",
        "/static//etc/passwd",
        "/static/....//secret_key",
        "/media/x",
        "/secret_key",
        "/newsroom.sqlite3",
        "/.git/config",
    ],
)
@pytest.mark.django_db
def test_23_no_file_of_ours_is_read_through_an_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_16_what_is_hidden_is_nowhere(client: Client, make: Make) -> None:
    shown = make("可见的一条")
    hidden = make("藏起来的一条", html="<p>秘密</p>", text="秘密", is_hidden=True)
    for path in ("/", "/feed.xml", "/feed.json", "/source/outlet/", f"/a/{shown.pk}/",
                 f"/a/{hidden.pk}/", "/?kind=flash", "/search/?q=藏起来"):  # fmt: skip
        body = client.get(path).content.decode()
        assert "藏起来的一条" not in body, path
        assert "秘密" not in body, path


def test_16_fields_of_an_article_can_not_be_set_from_outside(client: Client, make: Make) -> None:
    one = make("藏起来的一条", is_hidden=True)
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(f"/a/{one.pk}/?is_hidden=0", {"is_hidden": "0"})
        assert answer.status_code in {400, 405}
    one.refresh_from_db()
    assert one.is_hidden


@pytest.mark.parametrize("path", ["/", "/about/", "/search/?q=a", "/feed.xml", "/source/outlet/"])
def test_11_reading_changes_nothing(client: Client, make: Make, path: str) -> None:
    make()
    with connection.execute_wrapper(refuse_writes):
        client.get(path)
    assert client.cookies.get("sessionid") is None


def refuse_writes(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "WITH")), sql
    return execute(sql, params, many, context)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil", ""])
def test_14_no_foreign_host_reaches_a_page(client: Client, make: Make, host: str) -> None:
    make()
    for headers in ({"host": host}, {"x-forwarded-host": host or "x", "host": "testserver"}):
        for path in ("/", "/feed.xml", "/feed.json"):
            body = client.get(path, headers=headers).content.decode()
            assert "evil" not in body


def test_13_a_forwarded_address_means_nothing(client: Client, make: Make) -> None:
    make()
    plain = client.get("/feed.xml").content
    said = {"x-forwarded-for": "10.0.0.1", "x-real-ip": EVIL, "x-forwarded-proto": "https"}
    assert client.get("/feed.xml", headers=said).content == plain
    assert EVIL not in client.get("/", headers=said).content.decode()


def test_22_links_out_have_no_opener(client: Client, make: Make) -> None:
    one = make()
    body = client.get(f"/a/{one.pk}/").content.decode()
    links = [tag for tag in body.split("<a ")[1:] if "outlet.example" in tag.partition(">")[0]]
    assert links
    assert all("noopener noreferrer" in tag.partition(">")[0] for tag in links)
