"""The outlets that the newsroom knows from the start, from the data file beside this module.

Facts only, and those of third parties: who publishes which feed where, and what was reported of
it. Loading them into the database, without undoing an editor's changes, is not done here.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aggregator.feeds.errors import CatalogueError
from aggregator.feeds.links import is_http

SHIPPED = Path(__file__).with_name("catalogue.json")

LANGUAGES = ("zh-Hans", "zh-Hant")
TEXT_POLICIES = ("headline", "excerpt", "full")
KINDS = ("flash", "article", "mixed")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class FeedSpec:
    """One feed. `alternates` are tried when `url` fails; `disabled_reason` why it is off."""

    key: str
    title: str
    url: str
    alternates: tuple[str, ...]
    kind: str
    enabled: bool
    disabled_reason: str


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One outlet. `zone` is that of dates that name none; `boilerplate` are literal openings of
    its texts that say nothing ("BlockBeats 消息，", with {date} where a date stands inside it);
    `credit` is the line under its texts."""

    slug: str
    name: str
    home: str
    language: str
    text_policy: str
    credit: str
    zone: str
    boilerplate: tuple[str, ...]
    feeds: tuple[FeedSpec, ...]


def load_catalogue(path: Path = SHIPPED) -> tuple[SourceSpec, ...]:
    """All sources of the file at `path`, checked. Raises CatalogueError, naming the entry."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(f"信源目录 {path.name} 无法读取：{error}；请恢复该文件。") from error
    listed = document.get("sources") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise CatalogueError(f"信源目录 {path.name} 缺少 sources 列表；请恢复该文件。")
    return read_sources(listed)


def read_sources(listed: Sequence[object]) -> tuple[SourceSpec, ...]:
    """The sources of a catalogue's list, checked. Raises CatalogueError, naming the entry."""
    sources = tuple(_source(raw, number) for number, raw in enumerate(listed, 1))
    _unique([source.slug for source in sources], "媒体的 slug")
    feeds = [feed for source in sources for feed in source.feeds]
    _unique([feed.key for feed in feeds], "信源的 key")
    _unique([url for feed in feeds for url in (feed.url, *feed.alternates)], "信源地址")
    return sources


def _source(raw: object, number: int) -> SourceSpec:
    where = f"信源目录第 {number} 项"
    known = _known(raw, SourceSpec, where)
    where = f"媒体“{known['slug']}”"
    source = SourceSpec(
        **{name: _text(known, name, where) for name in ("slug", "name", "home", "language")},
        **{name: _text(known, name, where) for name in ("text_policy", "credit", "zone")},
        boilerplate=_texts(known, "boilerplate", where),
        feeds=tuple(_feed(feed, where) for feed in _list(known, "feeds", where)),
    )
    _require(bool(_SLUG.fullmatch(source.slug)), where, "slug 只能用小写字母、数字和连字符")
    _require(is_http(source.home), where, f"home 不是完整网址：{source.home}")
    _require(source.language in LANGUAGES, where, f"language 应为 {' 或 '.join(LANGUAGES)}")
    _require(
        source.text_policy in TEXT_POLICIES,
        where,
        f"text_policy 应为 {'、'.join(TEXT_POLICIES)} 之一",
    )
    _require(bool(source.feeds), where, "没有任何信源")
    try:
        ZoneInfo(source.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CatalogueError(f"{where}：没有 {source.zone} 这个时区；请改用 IANA 名称。") from error
    return source


def _feed(raw: object, source: str) -> FeedSpec:
    known = _known(raw, FeedSpec, f"{source}的信源")
    where = f"{source}的信源“{known['key']}”"
    _require(isinstance(known["enabled"], bool), where, "enabled 应为 true 或 false")
    _require(isinstance(known["disabled_reason"], str), where, "disabled_reason 应为文字")
    feed = FeedSpec(
        **{name: _text(known, name, where) for name in ("key", "title", "url", "kind")},
        alternates=_texts(known, "alternates", where),
        enabled=known["enabled"],
        disabled_reason=known["disabled_reason"],
    )
    _require(bool(_SLUG.fullmatch(feed.key)), where, "key 只能用小写字母、数字和连字符")
    for url in (feed.url, *feed.alternates):
        _require(is_http(url), where, f"地址不是完整网址：{url}")
    _require(feed.kind in KINDS, where, f"kind 应为 {'、'.join(KINDS)} 之一")
    _require(feed.enabled != bool(feed.disabled_reason), where, "停用必须写明原因，启用则不写")
    return feed


def _known(raw: object, spec: type, where: str) -> dict[str, Any]:
    names = {field.name for field in fields(spec)}
    if not isinstance(raw, dict):
        raise CatalogueError(f"{where}：应为一个对象；请对照其他条目修正。")
    for name in sorted(names ^ set(raw)):
        problem = "缺少" if name in names else "多出未知的"
        raise CatalogueError(
            f"{where}（{raw.get('slug') or raw.get('key')}）：{problem}字段 {name}。"
        )
    return raw


def _text(known: dict[str, Any], name: str, where: str) -> str:
    value = known[name]
    if not isinstance(value, str) or not value.strip():
        raise CatalogueError(f"{where}：{name} 应为非空文字；请补全。")
    return value


def _list(known: dict[str, Any], name: str, where: str) -> list[Any]:
    value = known[name]
    if not isinstance(value, list):
        raise CatalogueError(f"{where}：{name} 应为列表；请修正。")
    return value


def _texts(known: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    texts = _list(known, name, where)
    _require(all(isinstance(text, str) and text for text in texts), where, f"{name} 只能有非空文字")
    return tuple(texts)


def _require(holds: bool, where: str, problem: str) -> None:
    if not holds:
        raise CatalogueError(f"{where}：{problem}；请修正后再加载。")


def _unique(values: list[str], what: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise CatalogueError(f"信源目录里{what}重复：{value}；请只保留一处。")
        seen.add(value)
