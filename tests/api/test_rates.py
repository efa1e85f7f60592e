"""Who may ask how often: strangers by network, holders of keys by tier."""

from datetime import timedelta

import pytest
import redis
from django.test import Client

from aggregator.api import gate, keys, rate
from aggregator.api.models import ApiKey
from aggregator.api.rate import take
from tests.api.conftest import key
from tests.site.conftest import NOON


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers may ask twice a minute, holders of a basic key three times."""
    monkeypatch.setattr(gate, "ANONYMOUS", 2)
    monkeypatch.setattr(gate, "LIMITS", {"basic": 3, "partner": 4})


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
