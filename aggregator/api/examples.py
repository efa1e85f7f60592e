"""An invented answer for a schema, put together from the examples of its members. Pure."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that a reference leads to."""
    while "$ref" in schema:
        place: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        schema = place
    return schema


def example(schema: Schema, root: Schema) -> Any:
    """A value that fits the schema: its own example, else its members', else null or one item."""
    if "examples" in schema:
        return schema["examples"][0]
    if "anyOf" in schema:
        kinds = [one for one in schema["anyOf"] if one.get("type") != "null"]
        return example(kinds[0], root) if "$ref" in kinds[0] else None
    schema = resolved(schema, root)
    if schema["type"] == "array":
        return [example(schema["items"], root)]
    return {name: example(one, root) for name, one in schema["properties"].items()}
