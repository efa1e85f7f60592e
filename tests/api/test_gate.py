"""Methods, keys, rates, caching, other people's pages: what holds for every endpoint."""

from datetime import timedelta

import pytest
import redis
from django.db import connection
from django.test import Client

from aggregator.api import gate, keys, rate
from aggregator.api.models import ApiKey
from aggregator.api.rate import network, take
from tests.api.conftest import Ask
from tests.site.conftest import NOON, Make
from tests.site.test_attacks import refuse_writes


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers may ask twice a minute, holders of a basic key three times."""
    monkeypatch.setattr(gate, "ANONYMOUS", 2)
    monkeypatch.setattr(gate, "LIMITS", {"basic": 3, "partner": 4})


def key(tier: str = "basic") -> tuple[ApiKey, dict[str, str]]:
    row = ApiKey(name="程序", tier=tier)
    secret = keys.seal(row, NOON)
    row.save()
    return row, {"authorization": f"Bearer {secret}"}


def test_a_stranger_is_counted_and_told_when_to_come_back(
    client: Client, db: None, two: None, clock: list
) -> None:
    clock.append(NOON + timedelta(seconds=15))
    first, second, third = (client.get("/api/v1/series") for _ in range(3))
    assert first.status_code == second.status_code == 200
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("2", "1")
    assert (second["RateLimit-Remaining"], second["RateLimit-Reset"]) == ("0", "45")
    assert third.status_code == 429
    assert third["Retry-After"] == third["RateLimit-Reset"] == "45"
    assert third["Content-Type"] == "application/problem+json"
    assert third["Cache-Control"] == "no-store"
    body = third.json()
    assert (body["limit"], body["window_seconds"], body["retry_after"]) == (2, 60, 45)
    assert body["detail"] == "匿名访问每分钟 2 次，这一分钟已用完，45 秒后恢复。"
    clock.append(NOON + timedelta(seconds=60))
    assert client.get("/api/v1/series").status_code == 200


def test_13_a_forwarded_address_gets_nobody_more(client: Client, db: None, two: None) -> None:
    codes = [
        client.get(
            "/api/v1/series",
            headers={
                "x-forwarded-for": f"10.0.0.{n}",
                "x-real-ip": f"10.1.0.{n}",
                "forwarded": f"for={n}",
            },
        ).status_code
        for n in range(3)
    ]
    assert codes == [200, 200, 429]
    assert client.get("/api/v1/series", REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("", "local"),
        ("unix:", "local"),
    ],
)
def test_whom_an_address_is_counted_with(address: str, counted: str) -> None:
    assert network(address) == counted


def test_a_key_has_its_own_allowance(client: Client, db: None, two: None) -> None:
    _, basic = key()
    _, partner = key("partner")
    assert [client.get("/api/v1/series", headers=basic).status_code for _ in range(4)] == [
        200,
        200,
        200,
        429,
    ]
    assert client.get("/api/v1/series", headers=partner)["RateLimit-Limit"] == "4"
    assert client.get("/api/v1/series")["RateLimit-Remaining"] == "1"
    said = client.get("/api/v1/series", headers=basic).json()["detail"]
    assert said.startswith("普通档密钥每分钟 3 次")


def test_a_wrong_key_is_refused_and_counted_with_its_network(
    client: Client, db: None, two: None
) -> None:
    row, good = key()
    secret = good["authorization"]
    wrong = {"authorization": secret[:-1] + ("A" if secret[-1] != "A" else "B")}
    answer = client.get("/api/v1/series", headers=wrong)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert row.prefix not in answer.content.decode()
    assert client.get("/api/v1/series", headers={"authorization": "Basic x"}).status_code == 401
    assert client.get("/api/v1/series", headers=wrong).status_code == 429


def test_a_revoked_key_is_told_so(client: Client, db: None) -> None:
    row, header = key()
    ApiKey.objects.update(revoked_at=NOON)
    answer = client.get("/api/v1/series", headers=header)
    assert (answer.status_code, answer.json()["detail"]) == (401, "这把密钥已停用。")
    row.refresh_from_db()
    assert row.last_used_at is None


def test_a_key_is_not_kept_and_its_use_is_noted_by_the_hour(
    client: Client, db: None, clock: list
) -> None:
    row, header = key()
    secret = header["authorization"].removeprefix("Bearer ")
    assert secret not in str(ApiKey.objects.values().get())
    for minutes, noted in ((0, 0), (59, 0), (60, 60)):
        clock.append(NOON + timedelta(minutes=minutes))
        client.get("/api/v1/series", headers=header)
        row.refresh_from_db()
        assert row.last_used_at == NOON + timedelta(minutes=noted)


@pytest.mark.parametrize(
    "secret", ["", "lx_", "lx_0123456789ab_" + "a" * 40, "比特币", "\0", "x" * 9000]
)
def test_what_is_no_key_finds_none(db: None, secret: str) -> None:
    assert keys.find(secret, NOON) is None


def test_without_redis_everybody_is_answered_uncounted(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        def add(self, *_: object) -> None:
            raise redis.ConnectionError("away")

    monkeypatch.setattr(rate, "cache", Away())
    answer = client.get("/api/v1/series")
    assert answer.status_code == 200
    assert not answer.has_header("RateLimit-Limit")
    assert "not counted" in caplog.text


def test_the_count_is_of_one_minute_of_the_clock(db: None) -> None:
    at = NOON + timedelta(seconds=59)
    assert take("x", 1, at) == rate.Allowance(1, 0, 1, refused=False)
    assert take("x", 1, at) == rate.Allowance(1, 0, 1, refused=True)
    assert take("x", 1, at + timedelta(seconds=1)) == rate.Allowance(1, 0, 60, refused=False)


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
