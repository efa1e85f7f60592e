"""接口密钥: shown once, revoked for good."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from aggregator.api.keys import find
from aggregator.api.models import ApiKey
from tests.desk.conftest import NOON

ADD = "/admin/api/apikey/add/"
FORM = {"name": "看板", "contact": "", "tier": "basic"}


def made(chief: Client) -> tuple[ApiKey, str]:
    answer = chief.post(ADD, FORM)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    secret = re.search(r"lx_[0-9a-f]{12}_[\w-]{40}", answer.content.decode())
    assert secret
    return ApiKey.objects.get(), secret[0]


def test_a_key_is_shown_once_and_works(chief: Client) -> None:
    key, secret = made(chief)
    assert find(secret, NOON) == key
    for path in (
        reverse("admin:api_apikey_changelist"),
        reverse("admin:api_apikey_change", args=[key.pk]),
    ):
        body = chief.get(path).content.decode()
        assert key.prefix in body
        assert secret not in body
        assert key.digest not in body
    assert secret not in str(LogEntry.objects.values())


def test_a_key_is_changed_without_becoming_another(chief: Client) -> None:
    key, secret = made(chief)
    address = reverse("admin:api_apikey_change", args=[key.pk])
    assert chief.post(address, {**FORM, "tier": "partner", "digest": "x"}).status_code == 302
    found = find(secret, NOON)
    assert found is not None
    assert (found.tier, found.name) == ("partner", "看板")
    assert chief.post(address, {**FORM, "tier": "partner"}).status_code == 302


def test_a_revoked_key_stays_revoked(chief: Client) -> None:
    key, secret = made(chief)
    address = reverse("admin:api_apikey_revoke", args=[key.pk])
    assert chief.get(address).status_code == 405
    assert (
        "停用立即生效"
        in chief.get(reverse("admin:api_apikey_change", args=[key.pk])).content.decode()
    )
    assert "已停用，立即生效" in chief.post(address, follow=True).content.decode()
    revoked = find(secret, NOON)
    assert revoked is not None
    assert revoked.revoked_at is not None
    assert LogEntry.objects.filter(change_message__contains="停用密钥").exists()
    assert "早已停用" in chief.post(address, follow=True).content.decode()
    page = chief.get(reverse("admin:api_apikey_change", args=[key.pk])).content.decode()
    assert "停用立即生效" not in page
    assert ApiKey.objects.get().revoked_at == revoked.revoked_at


def test_no_key_is_deleted(chief: Client) -> None:
    key, _ = made(chief)
    assert (
        chief.post(reverse("admin:api_apikey_delete", args=[key.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert ApiKey.objects.exists()


@pytest.mark.parametrize("who", ["editor", "stranger"])
def test_only_who_may_makes_keys(who: str, request: pytest.FixtureRequest, chief: Client) -> None:
    client: Client = request.getfixturevalue(who)
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, FORM).status_code == 403
    assert not ApiKey.objects.exists()
    key, _ = made(chief)
    assert client.post(reverse("admin:api_apikey_revoke", args=[key.pk])).status_code in {403, 302}
    key.refresh_from_db()
    assert key.revoked_at is None
