"""Holding a value against a JSON Schema, as far as our description uses it."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "$ref", "type", "title", "description", "examples", "default", "properties", "required",
    "items", "anyOf", "enum", "format", "minimum", "maximum", "minLength", "maxLength", "pattern",
    "additionalProperties", "const",
}  # fmt: skip


def resolve(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference leads to."""
    while "$ref" in schema:
        place: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        schema = place
    return schema


def faults(
    value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$"
) -> Iterator[str]:
    """What is wrong with a value, by its place; members that are not described are wrong too."""
    schema = resolve(schema, root)
    assert set(schema) <= KNOWN, set(schema) - KNOWN
    if "anyOf" in schema:
        if not any(not list(faults(value, one, root, at)) for one in schema["anyOf"]):
            yield f"{at}: none of the alternatives"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not one of {schema['enum']}"
    kind = schema["type"]
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{at}: {value!r} is no {kind}"
        return
    if kind == "string":
        yield from _text(value, schema, at)
    if kind == "array":
        for number, one in enumerate(value):
            yield from faults(one, schema["items"], root, f"{at}[{number}]")
    if kind == "object":
        yield from _members(value, schema, root, at)


def _text(value: str, schema: dict[str, Any], at: str) -> Iterator[str]:
    match schema.get("format"):
        case "date-time":
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value):
                yield f"{at}: {value} is no time in UTC"
            else:
                datetime.fromisoformat(value)
        case "date":
            date.fromisoformat(value)


def _members(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    described = schema.get("properties", {})
    other = schema.get("additionalProperties")
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name} is missing"
    for name, one in value.items():
        if name in described:
            yield from faults(one, described[name], root, f"{at}.{name}")
        elif isinstance(other, dict):
            yield from faults(one, other, root, f"{at}.{name}")
        else:
            yield f"{at}.{name} is not described"
