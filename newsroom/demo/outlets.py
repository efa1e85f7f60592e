"""The invented outlets of the demo and how each writes its feeds (`outlets.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.demo.errors import DemoContentError

OUTLETS_FILE = Path(__file__).with_name("outlets.toml")


@dataclass(frozen=True, slots=True)
class DemoFeed:
    """One feed address. `dates` is a style of `render.dates`, `path` starts with a slash."""

    key: str
    title: str
    path: str
    kind: str
    format: str
    dates: str
    encoding: str = "UTF-8"
    guids: bool = True
    relative_links: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """One invented outlet. `opening` is put before every flash, with {month} and {day}."""

    key: str
    name: str
    language: str
    text_policy: str
    credit: str
    zone: str
    opening: str
    boilerplate: tuple[str, ...]
    feeds: tuple[DemoFeed, ...]

    @property
    def slug(self) -> str:
        """The name in addresses; the prefix keeps it apart from every real outlet."""
        return f"demo-{self.key}"

    @property
    def home(self) -> str:
        """The path of the outlet's front page."""
        return f"/{self.slug}/"

    @property
    def tzinfo(self) -> ZoneInfo:
        """The zone in which the outlet writes its times."""
        return ZoneInfo(self.zone)

    @property
    def traditional(self) -> bool:
        """Whether the outlet writes Traditional Chinese."""
        return self.language == "zh-Hant"


def _outlet(row: dict[str, Any]) -> Outlet:
    fields = dict(row)
    feeds = tuple(DemoFeed(**feed) for feed in fields.pop("feed"))
    return Outlet(feeds=feeds, boilerplate=tuple(fields.pop("boilerplate")), **fields)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every demo outlet in file order.

    Raises `DemoContentError` when the file names a field that an outlet or feed does not have.
    """
    rows = tomllib.loads(OUTLETS_FILE.read_text(encoding="utf-8"))["outlet"]
    try:
        return tuple(_outlet(row) for row in rows)
    except (KeyError, TypeError) as error:
        raise DemoContentError(
            f"{OUTLETS_FILE.name} 写法有误：{error}，请对照 Outlet 的字段修改"
        ) from error


def outlet_by_slug(slug: str) -> Outlet | None:
    """The outlet of that slug; None when there is none."""
    return next((outlet for outlet in outlets() if outlet.slug == slug), None)


def sources(base_url: str) -> list[dict[str, Any]]:
    """The demo outlets in the shape of the feed catalogue, addresses under `base_url`."""
    base = base_url.rstrip("/")
    return [
        {
            "slug": outlet.slug,
            "name": outlet.name,
            "home": base + outlet.home,
            "language": outlet.language,
            "text_policy": outlet.text_policy,
            "credit": outlet.credit,
            "zone": outlet.zone,
            "boilerplate": list(outlet.boilerplate),
            "feeds": [
                {
                    "key": f"{outlet.slug}-{feed.key}",
                    "title": feed.title,
                    "url": base + feed.path,
                    "alternates": [],
                    "kind": feed.kind,
                    "enabled": True,
                    "disabled_reason": "",
                }
                for feed in outlet.feeds
            ],
        }
        for outlet in outlets()
    ]
