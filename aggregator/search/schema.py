"""The fields of the index.

`title` and `text` hold words cut by `aggregator.language.segment` and handed to tantivy as a
pre-tokenised string. A part of a long word has the long word's own position, so a phrase hits
whether it was written with the long word or ends or begins inside it; words joined by spaces
and cut again by tantivy would lose that. Measured on tantivy 0.27: 以太坊基金会, 以太坊 and 基金会
at position 0 and 宣布 at 1 are hit by 以太坊基金会宣布, by 基金会宣布 and by every word alone.
"""

from typing import Any

import tantivy

# Raise it when the fields or what is put in them change: the index is then built anew.
SCHEMA_VERSION = 1

_ID_BITS = 32


def schema() -> Any:
    """The tantivy schema.

    id: the article's; newest: see `newest_key`; stamp: `updated_at` in microseconds since 1970;
    title, text: words; tags: slugs; names: every folded name of the tags; source: slug; kind;
    important, lead: 0 or 1.
    """
    builder = tantivy.SchemaBuilder()
    # Signed, because tantivy's delete-by-term takes no notice of an unsigned field.
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("newest", indexed=True, fast=True)
    builder.add_unsigned_field("stamp", fast=True)
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    for name in ("tags", "names", "source", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("important", indexed=True, fast=True)
    builder.add_unsigned_field("lead", indexed=True, fast=True)
    return builder.build()


def newest_key(seconds: int, article_id: int) -> int:
    """One number that orders by time (epoch seconds, from 1970), then by article."""
    return max(seconds, 0) << _ID_BITS | article_id


def id_of_newest_key(key: int) -> int:
    """The article that `newest_key` was made for."""
    return key & ((1 << _ID_BITS) - 1)
