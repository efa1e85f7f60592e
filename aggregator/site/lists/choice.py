"""Which list a reader asks for: the filters of the front page, as they stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from aggregator.articles.models import Article, Tag
from aggregator.feeds.models import Source
from aggregator.site.reader import USUAL, Reader, is_slug

FILTERS = ("kind", "important", "coin", "topic", "source", "mine")


class NoSuchList(ValueError):  # noqa: N818 - a state, said plainly
    """The address names a coin, a topic or an outlet that we don't have."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind ("" for both), 重要 alone, a coin, another tag, an outlet, what the reader watches.

    They narrow one another.
    """

    kind: str = ""
    important: bool = False
    coin: Tag | None = None
    topic: Tag | None = None
    source: Source | None = None
    mine: bool = False

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags that an article must carry."""
        return tuple(tag for tag in (self.coin, self.topic) if tag)

    @property
    def values(self) -> dict[str, str]:
        """The filters as the address writes them, those alone that are set."""
        asked = {
            "kind": self.kind,
            "important": "1" if self.important else "",
            "coin": self.coin.slug if self.coin else "",
            "topic": self.topic.slug if self.topic else "",
            "source": self.source.slug if self.source else "",
            "mine": "1" if self.mine else "",
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The list's query string; "" for the whole timeline."""
        return urlencode(self.values)

    @property
    def name(self) -> str:
        """What cursors of this list are signed for."""
        return f"front:{self.query}"

    @property
    def plain(self) -> bool:
        """Whether nothing is left out."""
        return not self.values

    @property
    def nav(self) -> str:
        """Which entry of the navigation is this list: all, important, a kind; "" for a mixture."""
        names = list(self.values)
        if len(names) > 1:
            return ""
        return self.kind or (names[0] if names else "all")

    @property
    def lists(self) -> tuple[str, ...]:
        """The narrowest lists that tell of everything new here; `pagecache.changes` names them."""
        if self.tags or self.source:
            own = (f"source:{self.source.slug}",) if self.source else ()
            return (*own, *(f"tag:{tag.slug}" for tag in self.tags))
        return ("front:important" if self.important else f"front:{self.kind}".rstrip(":"),)

    def without(self, name: str) -> "Choice":
        """The list with one filter taken away."""
        usual: object = {"kind": "", "important": False, "mine": False}.get(name)
        return replace(self, **{name: usual})  # type: ignore[arg-type]  # names of FILTERS


def choice(asked: Mapping[str, str], reader: Reader = USUAL) -> Choice:
    """What the address asks for; a kind that we don't have means all of them.

    A reader of 重要 alone gets that where the address sets no filter; `important=0` is everything.
    Raises `NoSuchList`. Two queries at most, for names in the address.
    """
    kind = asked.get("kind", "")
    told = {name: asked[name] for name in ("coin", "topic") if asked.get(name)}
    coin, topic = _tags(told.get("coin", ""), told.get("topic", ""))
    unasked = not any(asked.get(name) for name in FILTERS)
    return Choice(
        kind=kind if kind in Article.Kind.values else "",
        important=asked.get("important") == "1" or (unasked and reader.important_only),
        coin=coin,
        topic=topic,
        source=_source(asked.get("source", "")),
        mine=asked.get("mine") == "1",
    )


def _tags(coin: str, topic: str) -> tuple[Tag | None, Tag | None]:
    wanted = {slug for slug in (coin, topic) if slug}
    known = Tag.objects.filter(slug__in=filter(is_slug, wanted)) if wanted else ()
    rows = {tag.slug: tag for tag in known}
    for slug, is_coin in ((coin, True), (topic, False)):
        if slug and (slug not in rows or (rows[slug].kind == Tag.Kind.COIN) is not is_coin):
            raise NoSuchList(f"no tag {slug[:80]!r} of this kind; choose one that the panel lists")
    return rows.get(coin), rows.get(topic)


def _source(slug: str) -> Source | None:
    if not slug:
        return None
    found = Source.objects.filter(slug=slug).first() if is_slug(slug) else None
    if found is None:
        raise NoSuchList(f"no outlet {slug[:80]!r}; choose one that the panel lists")
    return found
