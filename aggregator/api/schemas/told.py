"""A field of an answer, said once for the schema and the documentation."""

from typing import Any

from pydantic import Field
from pydantic.config import JsonDict


def told(description: str, example: Any = None, extra: JsonDict | None = None) -> Any:
    """A field with its description (a message of the catalogues) and an invented example.

    Without an example the documentation shows null, or puts one together from the parts.
    `extra`: further members of the schema.
    """
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=extra)
