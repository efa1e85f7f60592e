"""About 820,000 real texts, the oldest first: crypto news, and headlines of everything else."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.environment import ROOT
from bench.newsroom import BenchError

FILES = {
    "items": "",
    "headlines_zh": "headlines",
    "scale/zhihu_headlines": "zhihu",
    "scale/weibo_headlines": "weibo",
    "scale/xinwenlianbo": "xinwenlianbo",
}
_CRYPTO = ("items", "headlines_zh")
_TAG = re.compile(r"<[^>]+>")
_OTHERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A headline and a body ("" without one); `at` in epoch seconds, `source` a slug.

    `is_crypto`: of a crypto outlet; the rest is there for its mass.
    """

    title: str
    body: str
    at: int
    source: str
    is_crypto: bool


def folder() -> Path:
    """Where the texts are. Raises `BenchError` with a sentence when they are not there."""
    data = Path(os.environ.get("NEWSROOM_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not (data / "news" / "items.jsonl.gz").exists():
        raise BenchError(f"no real texts in {data}; NEWSROOM_REAL_DATA names their folder")
    return data / "news"


def read_texts(most: int) -> list[Text]:
    """The oldest first; with fewer than all wanted, all of crypto and a share of each other."""
    news = folder()
    found = [text for name in _CRYPTO for text in _read(news, name)]
    others = [text for name in FILES if name not in _CRYPTO for text in _read(news, name)]
    room = max(most - len(found), 0)
    step = max(len(others) / room, 1.0) if room else 0.0
    found += [others[int(place * step)] for place in range(min(room, len(others)))]
    return sorted(found[:most], key=lambda text: text.at)


def _read(news: Path, name: str) -> Iterator[Text]:
    with gzip.open(news / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield text_of(name, json.loads(line))


def text_of(name: str, row: dict[str, Any]) -> Text:
    """The text of a row of that file; a day without an hour begins in UTC."""
    moment = datetime.fromisoformat(row["published"] or row["first_seen"])
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    body = _TAG.sub("\n", row["body"] or "")
    source = _OTHERS.sub("-", row["source"].lower()).strip("-")[:60] or "headlines"
    if FILES[name] not in ("", "headlines"):
        source = FILES[name]
    return Text(row["title"], body, int(moment.timestamp()), source, name in _CRYPTO)
