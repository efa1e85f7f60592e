"""Methods, caching, wrong parameters, other people's pages: what holds for every endpoint."""

import pytest
from django.db import connection
from django.test import Client

from tests.api.conftest import Ask, key
from tests.site.conftest import Make
from tests.site.test_attacks import refuse_writes


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["articles", "articles/1", "openapi.json", "nothing"])
@pytest.mark.django_db
def test_11_nothing_is_changed(method: str, path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = getattr(strict, method)(f"/api/v1/{path}", {"is_hidden": "0"})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"


def test_reading_writes_nothing_and_sets_no_cookie(client: Client, make: Make) -> None:
    make()
    client.cookies["sessionid"] = "anything"
    with connection.execute_wrapper(refuse_writes):
        answer = client.get("/api/v1/articles")
    assert not answer.cookies
    assert "Cookie" not in answer["Vary"]


def test_other_peoples_pages_may_read(client: Client, db: None) -> None:
    asked = {"origin": "https://other.example", "access-control-request-method": "GET",
             "access-control-request-headers": "authorization"}  # fmt: skip
    answer = client.options("/api/v1/articles", headers=asked)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in answer["Access-Control-Allow-Headers"]
    assert not answer.has_header("Access-Control-Allow-Credentials")
    for path in ("articles", "nothing", "openapi.json"):
        answer = client.get(f"/api/v1/{path}", headers={"origin": "https://other.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit-Reset" in answer["Access-Control-Expose-Headers"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_head_is_get_without_a_body(client: Client, make: Make) -> None:
    make()
    got, head = client.get("/api/v1/articles"), client.head("/api/v1/articles")
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == got["ETag"]
    assert head["Content-Length"] == str(len(got.content))
    assert client.head("/api/v1/nothing").status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: Client, make: Make) -> None:
    make()
    got = client.get("/api/v1/articles")
    assert got["Cache-Control"] == "public, max-age=30"
    same = client.get("/api/v1/articles", headers={"if-none-match": f'"x", W/{got["ETag"]}'})
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == got["ETag"]
    assert same["Access-Control-Allow-Origin"] == "*"
    make("又一条")
    assert client.get("/api/v1/articles", headers={"if-none-match": got["ETag"]}).status_code == 200


def test_what_a_key_asked_is_kept_by_no_cache_of_others(client: Client, db: None) -> None:
    _, header = key()
    answer = client.get("/api/v1/series", headers=header)
    assert answer["Cache-Control"] == "private, max-age=30"
    assert "Authorization" in answer["Vary"]


@pytest.mark.django_db
def test_what_breaks_is_told_without_its_details(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret detail")

    monkeypatch.setattr("aggregator.api.series.all_series", broken)
    answer = client.get("/api/v1/series")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "secret detail" not in answer.content.decode()
    assert "secret detail" in caplog.text


def test_14_addresses_are_of_the_site_not_of_the_host_header(client: Client, make: Make) -> None:
    make()
    make()
    for headers in ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}):
        answer = client.get("/api/v1/articles?limit=1", headers=headers)
        assert "evil" not in answer.content.decode()
        if answer.status_code == 200:
            assert answer.json()["next"].startswith("http://testserver/api/v1/")


WILD = ["%00", "\x00", "\ud800", "比" * 5000, "-1", "9" * 400, "1e400", "[", "'", '" OR 1=1', "<script>",
        "../../etc", "{{7*7}}", "NaN", "null", "true "]  # fmt: skip


@pytest.mark.parametrize("wild", WILD)
def test_wild_parameters_are_answered_and_not_repeated(ask: Ask, make: Make, wild: str) -> None:
    make()
    value = wild.encode("utf-8", "surrogatepass")
    for path in ("articles", "stories", "tags", "search", "stats/prices/bitcoin"):
        for name in (
            "limit",
            "cursor",
            "kind",
            "tag",
            "source",
            "from",
            "q",
            "prefix",
            "important",
        ):
            answer = ask(path, **{name: value})
            assert answer.status_code in {200, 400, 404, 503}, (path, name)
            assert answer["Content-Type"].startswith("application/")
            if len(wild) > 3 and answer.status_code == 400 and wild.strip() not in {"null", "true"}:
                assert wild not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        ({"limit": "101"}, "limit", "不能大于 100"),
        ({"limit": "0"}, "limit", "不能小于 1"),
        ({"limit": "many"}, "limit", "写成整数"),
        ({"limit": "9" * 30}, "limit", "不能大于 100"),
        ({"kind": "essay"}, "kind", "只能写 flash、article"),
        ({"important": "perhaps"}, "important", "写 true 或 false"),
        ({"tag": "a b"}, "tag", "只能用字母、数字、连字符和下划线"),
        ({"tag": "a" * 81}, "tag", "最多 80 个字"),
        (
            {"from": "yesterday"},
            "from",
            "写成 RFC 3339 时间，带时区，如 2026-03-25T12:00:00+08:00 或以 Z 结尾",
        ),
        (
            {"from": "2026-03-25T00:00:00"},
            "from",
            "写成 RFC 3339 时间，带时区，如 2026-03-25T12:00:00+08:00 或以 Z 结尾",
        ),
        (
            {"from": "1774400000"},
            "from",
            "写成 RFC 3339 时间，带时区，如 2026-03-25T12:00:00+08:00 或以 Z 结尾",
        ),
        ({"to": "2026-02-30T00:00:00Z"}, "to", "没有这样的日期或时刻"),
        ({"to": "0001-01-01T00:00:00+14:00"}, "to", "没有这样的日期或时刻"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_parameter_is_named_with_its_cure(
    ask: Ask, query: dict[str, str], parameter: str, said: str
) -> None:
    answer = ask("articles", **query)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"parameter": parameter, "detail": said}]
    assert answer.json()["detail"] == f"{parameter} {said}。"


@pytest.mark.parametrize(
    "name", ["tag__name__startswith", "source__feeds__url__regex", "importnat", "is_hidden", "or"]
)
@pytest.mark.django_db
def test_16_unknown_filters_are_refused(ask: Ask, name: str) -> None:
    answer = ask("articles", **{name: "x"})
    assert answer.status_code == 400
    said = answer.json()["errors"][0]
    assert said["parameter"] == ""
    assert "limit、cursor、kind、important、tag、source、from、to" in said["detail"]
    assert name not in answer.content.decode() or name == "or"


@pytest.mark.django_db
def test_a_search_needs_words(ask: Ask) -> None:
    assert ask("search").json()["errors"] == [{"parameter": "q", "detail": "缺少这个参数"}]
    assert ask("search", q="").json()["errors"] == [{"parameter": "q", "detail": "不能为空"}]
