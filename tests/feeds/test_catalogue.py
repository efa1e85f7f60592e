import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aggregator.feeds.catalogue import SHIPPED, load_catalogue
from aggregator.feeds.errors import CatalogueError


def test_the_shipped_catalogue_holds_the_chinese_press() -> None:
    sources = load_catalogue()
    feeds = [feed for source in sources for feed in source.feeds]
    assert len(feeds) >= 45
    assert sum(feed.enabled for feed in feeds) >= 25
    assert {source.language for source in sources} == {"zh-Hans", "zh-Hant"}
    assert {feed.kind for feed in feeds} == {"flash", "article", "mixed"}
    by_slug = {source.slug: source for source in sources}
    assert "BlockBeats 消息，" in by_slug["blockbeats"].boilerplate
    assert by_slug["blocktempo"].zone == "Asia/Taipei"
    dead = by_slug["cointelegraph-cn"].feeds[0]
    assert not dead.enabled
    assert "410" in dead.disabled_reason


def test_no_outlet_is_reprinted_whole_by_default() -> None:
    assert not [source.slug for source in load_catalogue() if source.text_policy == "full"]


def first(document: Any) -> dict[str, Any]:
    source: dict[str, Any] = document["sources"][0]
    return source


def changed(tmp_path: Path, change: Callable[[Any], object]) -> Path:
    document = json.loads(SHIPPED.read_text("utf-8"))
    change(document)
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda d: first(d).update(slug="Odaily!"), "Odaily!.*slug"),
        (lambda d: first(d).update(home="odaily.news"), "odaily.*home"),
        (lambda d: first(d).update(language="zh"), "odaily.*language"),
        (lambda d: first(d).update(text_policy="all"), "odaily.*text_policy"),
        (lambda d: first(d).update(zone="Asia/Peking"), "odaily.*Asia/Peking"),
        (lambda d: first(d).update(zone="../etc"), "odaily.*时区"),
        (lambda d: first(d).update(credit=" "), "odaily.*credit"),
        (lambda d: first(d).update(name=3), "odaily.*name"),
        (lambda d: first(d).update(feeds=[]), "odaily.*没有任何信源"),
        (lambda d: first(d).update(feeds={}), "odaily.*feeds 应为列表"),
        (lambda d: first(d).update(boilerplate=[""]), "odaily.*boilerplate"),
        (lambda d: first(d).update(colour="red"), "odaily.*未知的字段 colour"),
        (lambda d: first(d).pop("credit"), "odaily.*缺少字段 credit"),
        (lambda d: d["sources"].append("x"), "应为一个对象"),
        (lambda d: d["sources"].append(first(d)), "slug重复：odaily"),
        (lambda d: d["sources"][1].update(feeds=first(d)["feeds"]), "key重复：odaily-flash"),
        (lambda d: first(d)["feeds"][1].update(url=first(d)["feeds"][0]["url"]), "地址重复"),
        (lambda d: first(d)["feeds"][0].update(alternates=["x"]), "odaily-flash.*地址不是完整网址"),
        (lambda d: first(d)["feeds"][0].update(key="A b"), "A b.*key"),
        (lambda d: first(d)["feeds"][0].update(kind="podcast"), "odaily-flash.*kind"),
        (lambda d: first(d)["feeds"][0].update(enabled="yes"), "odaily-flash.*enabled"),
        (lambda d: first(d)["feeds"][0].update(enabled=False), "odaily-flash.*原因"),
        (
            lambda d: first(d)["feeds"][0].update(disabled_reason=None),
            "odaily-flash.*disabled_reason",
        ),
        (lambda d: d.pop("sources"), "缺少 sources"),
    ],
)
def test_a_broken_entry_is_named(
    tmp_path: Path, change: Callable[[Any], object], says: str
) -> None:
    with pytest.raises(CatalogueError, match=says):
        load_catalogue(changed(tmp_path, change))


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_a_missing_or_broken_file_is_said(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "catalogue.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue\.json"):
        load_catalogue(path)
