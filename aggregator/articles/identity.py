"""Is a draft a new article, one we have, or another wording of one we have? Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Protocol

from aggregator.articles.draft import Draft


class Verdict(Enum):
    """What to do with a draft."""

    NEW = "new"
    SAME = "same"
    REVISED = "revised"


class Named(Protocol):
    """What tells two items with one address apart."""

    @property
    def guid_key(self) -> str: ...
    @property
    def title(self) -> str: ...


class Known(Protocol):
    """The columns of an article that say which one it is."""

    pk: int
    url: str
    url_key: str
    guid_key: str
    title: str
    content_hash: str
    feed_id: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict and, unless it is NEW, the article it is about."""

    verdict: Verdict
    article: Known | None = None


def match(
    draft: Draft, feed_id: int, by_url: Mapping[str, Known], by_guid: Mapping[str, Known]
) -> Match:
    """Find the draft among the articles we have.

    The address comes first: outlets change titles, not addresses; unless guid and title both
    differ within a feed: some outlets give many flashes one address, that of a channel. Then the
    guid, unless address and title both differ: some outlets count their guids from 1 again. Only the feed that brought
    an article may change it; else two feeds with different cuts of a text would revise it in
    turn at every poll.
    """
    known = by_url.get(draft.url_key)
    if known is not None and known.feed_id == feed_id and share_only_address(draft, known):
        known = None
    if known is None and draft.guid_key:
        known = by_guid.get(draft.guid_key)
        moved = known is not None and draft.url not in {"", known.url}
        if known is not None and known.title != draft.title and moved:
            known = None
    if known is None:
        return Match(Verdict.NEW)
    owned = known.feed_id in {None, feed_id}
    if known.content_hash == draft.content_hash or not owned:
        return Match(Verdict.SAME, known)
    return Match(Verdict.REVISED, known)


def share_only_address(one: Named, other: Named) -> bool:
    """Say whether two items with one address are two articles: guids and titles both differ."""
    guids = {one.guid_key, other.guid_key}
    return len(guids) == 2 and "" not in guids and one.title != other.title


def apart(drafts: Iterable[Draft]) -> list[Draft]:
    """Give the drafts of a feed, each article once, the last wording of each.

    Of articles that share an address the first is known by it, the others by their guids.
    """
    kept: dict[str, Draft] = {}
    for one in drafts:
        other = kept.get(one.url_key)
        named = by_its_guid(one) if other and share_only_address(one, other) else one
        kept[named.url_key] = named
    return list(kept.values())


def by_its_guid(draft: Draft) -> Draft:
    """Let a draft be known by its guid, because its address is another article's."""
    return replace(draft, url_key=draft.guid_key)
