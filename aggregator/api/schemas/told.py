"""A field of an answer, said once for the schema and the documentation."""

from typing import Any

from pydantic import Field


def told(description: str, example: Any = None, **more: Any) -> Any:
    """A field with its description (a message of the catalogues) and an invented example.

    Without an example the documentation shows null, or puts one together from the parts.
    """
    shown = {} if example is None else {"examples": [example]}
    return Field(description=description, **shown, **more)
