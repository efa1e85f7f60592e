"""The description of the API is sound, and every endpoint keeps to it."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from aggregator.api.examples import example
from aggregator.api.reference import reference
from aggregator.articles.models import Tag
from aggregator.chain.models import Snapshot
from aggregator.market.models import Price
from tests.api.conftest import Ask
from tests.api.schema import KNOWN, faults, resolve
from tests.site.conftest import NOON, Make, Tell

DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def root(client: Client, db: None) -> dict[str, Any]:
    answer = client.get(DESCRIPTION)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    found: dict[str, Any] = answer.json()
    return found


def operations(root: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    assert all(set(methods) == {"get"} for methods in root["paths"].values())
    return [(path, methods["get"]) for path, methods in root["paths"].items()]


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [one for value in node.values() for one in references(value)]
    if isinstance(node, list):
        return [one for value in node for one in references(value)]
    return []


def test_it_is_openapi(root: dict[str, Any]) -> None:
    assert root["openapi"] == "3.1.0"
    assert set(root) == {"openapi", "info", "paths", "components", "servers", "security"}
    assert {"title", "version", "description"} <= set(root["info"])
    assert root["servers"] == [{"url": "http://testserver"}]
    for one in references(root):
        assert resolve({"$ref": one}, root), one
    names = [operation["operationId"] for _, operation in operations(root)]
    assert len(names) == len(set(names)) == 15
    assert root["security"] == [{}, {"key": []}]


def test_every_operation_is_described(root: dict[str, Any]) -> None:
    for path, operation in operations(root):
        assert operation["summary"], path
        assert operation["tags"], path
        assert {"200", "304", "400", "401", "429", "500"} <= set(operation["responses"]), path
        named = set(re.findall(r"\{(\w+)\}", path))
        assert named == {p["name"] for p in operation["parameters"] if p["in"] == "path"}, path
        for one in operation["parameters"]:
            assert one["in"] in {"path", "query"}
            assert one["required"] or one["in"] == "query"
            assert one.get("description") or one["in"] == "path", (path, one["name"])


def test_every_schema_is_described_and_its_example_fits(root: dict[str, Any]) -> None:
    for name, schema in root["components"]["schemas"].items():
        assert schema["type"] == "object", name
        for key, member in schema["properties"].items():
            assert set(member) <= KNOWN, (name, key)
            assert member["description"], (name, key)
            for value in member.get("examples", ()):
                assert not list(faults(value, member, root)), (name, key)
        if name != "Problem":
            assert not list(faults(example(schema, root), schema, root)), name


@pytest.fixture
def stocked(make: Make, tell: Tell, bitcoin: Tag, settings: Any, ask: Ask) -> dict[str, str]:
    """Something for every endpoint to answer with, and what to put for the paths' parameters."""
    settings.OPTIONS = {**settings.OPTIONS, "BITCOIN_PROVIDER": "esplora"}
    fact = {"kind": "money", "value": "1", "unit": "USD", "text": "1 美元", "place": "title"}
    full = {
        "policy": "full",
        "html": "<p>x</p>",
        "excerpt": "x",
        "facts": [fact],
        "tags": [bitcoin],
    }
    slug = ask("series").json()["items"][0]["slug"]
    tell(
        make(source="one", author="作者", is_important=True, **full),
        make(source="two", policy="headline", published_at=None, sorted_at=NOON, url=""),
        make(source="three", kind="article"),
        series_slug=slug, series_name="名", series_level="BTC 日 usd=1~1",
    )  # fmt: skip
    Price.objects.create(coin="bitcoin", usd=1, provider="x", observed_at=NOON)
    Snapshot.objects.create(network="bitcoin", provider="x", figures={}, observed_at=NOON)
    one = ask("articles").json()["items"][0]
    return {
        "/articles/{id}": str(one["id"]), "/stories/{id}": str(one["story_id"]), "/tags/{slug}": "bitcoin",
        "/sources/{slug}": "one", "/series/{slug}": slug, "/prices/{coin}": "bitcoin",
        "/chains/{network}": "bitcoin",
    }  # fmt: skip


def test_every_endpoint_answers_as_described(
    client: Client, root: dict[str, Any], stocked: dict[str, str]
) -> None:
    for path, operation in operations(root):
        if path == "/api/v1/search":
            continue  # needs an index: test_search
        for end, value in stocked.items():
            if path.endswith(end):
                path = re.sub(r"\{\w+\}", value, path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        body = answer.json()
        assert not list(faults(body, schema, root)), path
        assert "items" not in body or body["items"], path
        assert set(operation["responses"]["200"]["headers"]) <= set(answer.headers), path


def test_every_problem_is_as_described(client: Client, root: dict[str, Any], db: None) -> None:
    schema = root["components"]["schemas"]["Problem"]
    for path in ("nothing", "articles?limit=0", "articles?cursor=x", "search?q=x", "stories/1"):
        answer = client.get(f"/api/v1/{path}")
        assert answer["Content-Type"] == "application/problem+json"
        assert not list(faults(answer.json(), schema, root)), path


@pytest.mark.django_db
def test_the_page_says_all_of_it(client: Client) -> None:
    answer = client.get("/api/")
    assert answer.status_code == 200
    body = answer.content.decode()
    shown = reference()
    for section in shown.sections:
        for endpoint in section.endpoints:
            assert f'id="{endpoint.id}"' in body
            assert f"GET {endpoint.path}<" in body
    for kind in shown.problems:
        assert f'id="problem-{kind.name}"' in body
    for shape in shown.shapes:
        assert f'id="shape-{shape.name}"' in body
    targets = set(re.findall(r'id="([^"]+)"', body))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= targets
    assert "<script>" not in body
    assert "cdn" not in body


@pytest.mark.django_db
def test_the_examples_of_the_page_can_be_asked(client: Client, bitcoin: Tag) -> None:
    for section in reference().sections:
        for endpoint in section.endpoints:
            json.loads(endpoint.example)
            address = endpoint.curl.split("'")[1].removeprefix("http://testserver")
            assert client.get(address).status_code in {200, 404, 503}, address
