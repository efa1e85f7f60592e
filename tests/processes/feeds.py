"""Feeds written as files, for a server that only serves files."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed; empty parts are left out. `published` as RSS writes it."""

    title: str
    guid: str = ""
    link: str = ""
    text: str = ""
    published: str = ""

    def xml(self) -> str:
        parts = {
            "title": self.title,
            "link": self.link,
            "description": self.text,
            "pubDate": self.published,
        }
        lines = "".join(f"<{name}>{escape(v)}</{name}>" for name, v in parts.items() if v)
        guid = f'<guid isPermaLink="false">{escape(self.guid)}</guid>' if self.guid else ""
        return f"<item>{lines}{guid}</item>"


def write_feeds(folder: Path, outlets: Mapping[str, Sequence[Item]]) -> int:
    """Write each outlet's items as feeds of at most LONGEST items; gives the number of feeds."""
    sources = []
    for slug, items in outlets.items():
        feeds = []
        for start in range(0, len(items), LONGEST):
            key = f"{slug}-{start // LONGEST}"
            part = "".join(item.xml() for item in items[start : start + LONGEST])
            text = f'<rss version="2.0"><channel><title>{key}</title>{part}</channel></rss>'
            (folder / f"{key}.xml").write_text(text, "utf-8")
            feeds.append({
                "key": key, "title": key, "url": f"{{base}}/{key}.xml", "alternates": [],
                "kind": "flash", "enabled": True, "disabled_reason": "",
            })  # fmt: skip
        sources.append({
            "slug": slug, "name": slug, "home": "https://outlet.example/", "language": "zh-Hans",
            "text_policy": "full", "credit": slug, "zone": "Asia/Shanghai", "boilerplate": [],
            "feeds": feeds,
        })  # fmt: skip
    (folder / "sources.json").write_text(json.dumps(sources), "utf-8")
    return sum(len(source["feeds"]) for source in sources)
