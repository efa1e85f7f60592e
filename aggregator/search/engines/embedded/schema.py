"""The fields of the embedded index, for the documents of `aggregator.search.document`."""

from typing import Any

import tantivy

from aggregator.search.document import Document
from aggregator.search.engines.engine import COUNTED
from aggregator.search.plan import VALUES

# Raise it when the fields or what is put in them change: the index is then built anew.
SCHEMA_VERSION = 2


def schema() -> Any:
    """The tantivy schema: numbers as columns, words without places, grams with them."""
    builder = tantivy.SchemaBuilder()
    # Signed, because tantivy's delete-by-term takes no notice of an unsigned field.
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("newest", indexed=True, fast=True)
    builder.add_unsigned_field("stamp", fast=True)
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="position")
    for name in VALUES:
        counted = name in COUNTED
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=counted)
    return builder.build()


def as_tantivy(one: Document) -> Any:
    """A document in the engine's own form."""
    found = tantivy.Document()
    found.add_integer("id", one.id)
    found.add_unsigned("newest", one.newest)
    found.add_unsigned("stamp", one.stamp)
    for name in ("title", "text", "grams"):
        found.add_text(name, " ".join(getattr(one, name)))
    for name in VALUES:
        value = getattr(one, name)
        for each in (value,) if isinstance(value, str) else value:
            found.add_text(name, each)
    return found
