"""A feed as its format says it, before any cleaning: what the XML and JSON readers both give."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item; every string as the feed has it. `dates` and `images` in order of preference.

    `other_links` are addresses that are only checked, never kept (enclosures, author pages).
    """

    guid: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    body: str = ""
    body_is_text: bool = False
    dates: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    other_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A document: `link` is the site it speaks for, `notes` what its reader says (Chinese)."""

    title: str
    link: str
    items: tuple[RawItem, ...]
    total: int
    notes: tuple[str, ...] = ()
    ttl_seconds: int | None = None
