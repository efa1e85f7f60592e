"""What the documentation page says, taken from the description that programs read.

So the page can't say anything that the API does not do. Texts are in the language in force.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from aggregator.api import problems
from aggregator.api.examples import Schema, example
from aggregator.api.service import VERSION, description
from aggregator.api.tiers import ANONYMOUS, LIMITS, Tier

SHOWN = ("kind", "tag", "prefix", "q", "from")  # parameters that stand in example requests
CHANGES = ((VERSION, gettext_noop("首次公开。")),)


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, or a member of an answer. shapes: the schemas that its type links to."""

    name: str
    type: str
    text: str
    required: bool
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. answer: the name of its shape; curl and example: as they can be copied."""

    id: str
    path: str
    title: str
    text: str
    parameters: tuple[Member, ...]
    answer: str
    curl: str
    example: str


@dataclass(frozen=True, slots=True)
class Section:
    """Endpoints of one thing."""

    title: str
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema with its members."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All of the page. tiers: name and requests a minute; problems: the kinds of errors."""

    about: str
    base: str
    sections: tuple[Section, ...]
    shapes: tuple[Shape, ...]
    tiers: tuple[tuple[str, int], ...]
    problems: tuple[problems.Kind, ...]
    changes: tuple[tuple[str, str], ...]


def reference() -> Reference:
    """The documentation, worked out from the description."""
    root: Any = description()
    sections: dict[str, list[Endpoint]] = {}
    for path, methods in root["paths"].items():
        operation = methods["get"]
        sections.setdefault(operation["tags"][0], []).append(_endpoint(path, operation, root))
    tiers = ((_("匿名"), ANONYMOUS), *((_(str(Tier(name).label)), n) for name, n in LIMITS.items()))
    return Reference(
        about=_(root["info"]["description"]),
        base=f"{settings.SITE_URL}/api/v1",
        sections=tuple(Section(_(name), tuple(found)) for name, found in sections.items()),
        shapes=tuple(_shapes(root)),
        tiers=tiers,
        problems=tuple(
            problems.Kind(kind.name, kind.status, _(kind.title), _(kind.cure))
            for kind in problems.KINDS
        ),
        changes=tuple((version, _(text)) for version, text in CHANGES),
    )


def _endpoint(path: str, operation: Schema, root: Schema) -> Endpoint:
    parameters = operation["parameters"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Endpoint(
        id=operation["operationId"],
        path=path,
        title=_(operation["summary"]),
        text=_(operation["description"]) if "description" in operation else "",
        parameters=tuple(_parameter(one) for one in parameters),
        answer=schema["$ref"].rpartition("/")[2],
        curl=f"curl '{settings.SITE_URL}{_asked(path, parameters)}'",
        example=json.dumps(example(schema, root), ensure_ascii=False, indent=2),
    )


def _asked(path: str, parameters: list[Schema]) -> str:
    """An address with examples in place of its parameters."""
    for name, value in (
        ("id", "1024"),
        ("slug", "bitcoin"),
        ("coin", "bitcoin"),
        ("network", "bitcoin"),
    ):
        path = path.replace(f"{{{name}}}", value)
    query = {
        one["name"]: one["examples"][0]
        for one in parameters
        if one["in"] == "query" and one["name"] in SHOWN and "examples" in one
    }
    return f"{path}?{urlencode(query)}" if query else path


def _parameter(one: Schema) -> Member:
    schema, text = one["schema"], one.get("description", "")
    kinds = [value for value in schema.get("enum", ()) if value]
    usual = schema.get("default")
    said = _(text) if text else _(_PATHS[one["name"]])
    if usual not in (None, ""):
        usual = str(usual).lower() if isinstance(usual, bool) else usual
        said = _("%(text)s；默认 %(usual)s") % {"text": said, "usual": usual}
    return Member(one["name"], " | ".join(kinds) or _type(schema), said, one["required"])


_PATHS = {
    "id": gettext_noop("编号"),
    "slug": gettext_noop("标识"),
    "coin": gettext_noop("币种标签的标识"),
    "network": gettext_noop("网络：bitcoin 或 ethereum"),
}


def _shapes(root: Schema) -> Iterator[Shape]:
    for name, schema in root["components"]["schemas"].items():
        required = schema.get("required", ())
        members = (
            Member(key, _type(one), _(one["description"]), key in required, _link(one))
            for key, one in schema["properties"].items()
        )
        yield Shape(name, tuple(members))


def _type(schema: Schema) -> str:
    """ "string", "integer | null", "Article[]"."""
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema["type"] == "array":
        return f"{_type(schema['items'])}[]"
    return str(schema.get("format") or schema["type"])


def _link(schema: Schema) -> str:
    """The schema that a member's type is made of; "" for plain types."""
    for one in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in one:
            return str(one["$ref"].rpartition("/")[2])
    return ""
