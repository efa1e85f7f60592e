"""What a reader has chosen, in one cookie of theirs: no account, nothing kept on the server.

The cookie is a text such as `1.t:dark.s:large.w:bitcoin~ethereum`: the version, then only what
differs from the usual, in one order, lists sorted. So the same choices are the same text, which
needs no quoting in a cookie or an address, and which `static/site/reader.js` writes as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

COOKIE = "reader"
YEAR = 365 * 24 * 3600
LONGEST = 2000
MOST = 50
VERSION = "1"

# The first of each is the usual.
THEMES = ("system", "light", "dark")
MARKETS = ("red-up", "green-up")
SIZES = ("normal", "small", "large", "huge")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}", re.ASCII)

Kept = Literal["watched", "muted_tags", "muted_outlets"]
LISTS: tuple[Kept, ...] = ("watched", "muted_tags", "muted_outlets")


def is_slug(text: str) -> bool:
    """Whether a tag or an outlet may be called so in an address: no other text reaches a query."""
    return _SLUG.fullmatch(text) is not None


class Full(ValueError):  # noqa: N818 - a state, said plainly
    """No more fits: a list has `MOST` names, or the text `LONGEST` characters."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader's choices; the defaults are the usual site.

    keys: whether single keys do something (j, k, ?…). watched and muted_tags hold slugs of tags,
    muted_outlets those of outlets: sorted, each once, at most `MOST`. A slug may name nothing
    (any more).
    """

    theme: str = THEMES[0]
    market: str = MARKETS[0]
    size: str = SIZES[0]
    important_only: bool = False
    keys: bool = True
    watched: tuple[str, ...] = ()
    muted_tags: tuple[str, ...] = ()
    muted_outlets: tuple[str, ...] = ()

    @property
    def cookie(self) -> str:
        """The one text of these choices; "" when all are the usual."""
        parts = [
            f"{mark}:{value}"
            for mark, value, usual in (
                ("t", self.theme, THEMES[0]),
                ("m", self.market, MARKETS[0]),
                ("s", self.size, SIZES[0]),
                ("i", "1" if self.important_only else "", ""),
                ("k", "" if self.keys else "0", ""),
                ("w", "~".join(self.watched), ""),
                ("x", "~".join(self.muted_tags), ""),
                ("o", "~".join(self.muted_outlets), ""),
            )
            if value != usual
        ]
        return ".".join([VERSION, *parts]) if parts else ""

    @property
    def look(self) -> str:
        """Which of the 24 displays a page has, e.g. "sr0": theme, market, size.

        The key of a page that shows the same to every taste.
        """
        return f"{self.theme[0]}{self.market[0]}{SIZES.index(self.size)}"

    @property
    def mutes(self) -> bool:
        """Whether there is anything that this reader does not want to see."""
        return bool(self.muted_tags or self.muted_outlets)

    @property
    def personal(self) -> bool:
        """Whether pages are this reader's own: names watched or muted, or 重要 alone.

        Pages with lists, the rail, or buttons to watch and mute are then not kept.
        """
        return bool(self.important_only or self.watched or self.mutes)

    def having(self, name: Kept, slug: str) -> "Reader":
        """With a name on a list. Raises `Full`; ValueError for what is no slug."""
        if not _SLUG.fullmatch(slug):
            raise ValueError(f"{slug[:80]!r} is no slug; give that of a tag or an outlet")
        slugs = tuple(sorted({*self._list(name), slug}))
        more = self._with(name, slugs)
        if len(slugs) > MOST or len(more.cookie) > LONGEST:
            raise Full(f"{name} takes no more than {MOST} names; take one off first")
        return more

    def without(self, name: Kept, slug: str) -> "Reader":
        """Without a name on a list."""
        return self._with(name, tuple(one for one in self._list(name) if one != slug))

    def _list(self, name: Kept) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, name)
        return found

    def _with(self, name: Kept, slugs: tuple[str, ...]) -> "Reader":
        return replace(self, **{name: slugs})  # type: ignore[arg-type]  # names of LISTS


USUAL = Reader()


def reader(cookies: Mapping[str, str]) -> Reader:
    """The choices of whoever sent these cookies; what means nothing is the usual. Never raises."""
    return read(cookies.get(COOKIE, ""))


def read(text: str) -> Reader:
    """The choices that a text tells, part by part; a part that means nothing is the usual."""
    version, *parts = text.split(".")
    if version != VERSION or len(text) > LONGEST:
        return USUAL
    told = dict(part.split(":", 1) for part in parts if ":" in part)
    return Reader(
        theme=_one_of(THEMES, told.get("t")),
        market=_one_of(MARKETS, told.get("m")),
        size=_one_of(SIZES, told.get("s")),
        important_only=told.get("i") == "1",
        keys=told.get("k") != "0",
        watched=_slugs(told.get("w", "").split("~")),
        muted_tags=_slugs(told.get("x", "").split("~")),
        muted_outlets=_slugs(told.get("o", "").split("~")),
    )


def _one_of(known: tuple[str, ...], value: str | None) -> str:
    return value if value in known else known[0]


def _slugs(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if _SLUG.fullmatch(value)})[:MOST])
