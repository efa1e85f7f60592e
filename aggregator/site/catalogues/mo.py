"""Catalogues as Django reads them: GNU gettext's .mo, little-endian, without a hash table."""

import struct
from collections.abc import Iterable

from aggregator.site.catalogues.po import Entry, header

_MAGIC = 0x950412DE
_HEAD = 7 * 4


def compiled(language: str, entries: Iterable[Entry]) -> bytes:
    """The bytes of a catalogue; entries that are not translated are left out."""
    told = {entry.message.key: "\0".join(entry.forms) for entry in entries if entry.is_told}
    rows = sorted(
        (key.encode(), said.encode()) for key, said in {"": header(language), **told}.items()
    )
    keys, values = [key for key, _ in rows], [said for _, said in rows]
    size = 8 * len(rows)
    first, texts = _table(keys, _HEAD + 2 * size)
    second, more = _table(values, _HEAD + 2 * size + len(texts))
    head = struct.pack("<7I", _MAGIC, 0, len(rows), _HEAD, _HEAD + size, 0, 0)
    return head + first + second + texts + more


def _table(texts: list[bytes], offset: int) -> tuple[bytes, bytes]:
    """Length and place of each text, and the texts, each with a NUL behind it."""
    places, joined = [], b""
    for text in texts:
        places.append(struct.pack("<2I", len(text), offset + len(joined)))
        joined += text + b"\0"
    return b"".join(places), joined
