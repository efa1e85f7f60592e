"""Addresses and transactions of the chains as terms: whole, and as their two ends."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Every way of cutting an address short keeps at least 0x1234, bc1q6c or 1A1zP1, and 4 at the end.
HEAD, TAIL = 6, 4
_GAP = re.compile(r"[ .…·*⋯]+")
_CASELESS = re.compile(r"0x|bc1|[0-9a-f]{64}|.*\.eth$", re.IGNORECASE)


def address_terms(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The terms of the addresses of an article (`Article.addresses`), each once, in order."""
    found: dict[str, None] = {}
    for row in rows:
        found.update(dict.fromkeys(terms(str(row["text"]), abbreviated=bool(row["abbreviated"]))))
    return tuple(found)


def terms(text: str, *, abbreviated: bool) -> tuple[str, ...]:
    """The terms of one address as it is written: its ends, and all of it unless it is cut short.

    0x4e6b…13f8 gives `0x4e6b…` and `…13f8`, 0x4e6b alone the first of them. A name (vitalik.eth)
    is never cut short, so it has no ends.
    """
    written = text.lower() if _CASELESS.match(text) else text
    if written.endswith(".eth"):
        return (written,)
    head, *rest = _GAP.split(written, maxsplit=1) if abbreviated else (written, written)
    found = [f"{head[:HEAD]}…"] if len(head) >= HEAD else []
    found += [f"…{tail[-TAIL:]}" for tail in rest if len(tail) >= TAIL]
    return tuple(found if abbreviated else (written, *found))
