"""Which answer belongs to which address: feeds, pages, chain and market figures. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from newsroom.demo.answer import Answer
from newsroom.demo.faults import fault_at
from newsroom.demo.figures import bitcoin, ethereum, prices
from newsroom.demo.outlets import DemoFeed, Outlet, outlet_by_slug, outlets
from newsroom.demo.render.atom import render_atom
from newsroom.demo.render.jsonfeed import render_json
from newsroom.demo.render.pages import render_article, render_home, render_index, render_missing
from newsroom.demo.render.rss import render_rss
from newsroom.demo.timeline import items_at

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"
# No charset here for RSS: the XML declaration alone names GBK and Big5, as such feeds do.
FORMATS = {
    "rss": (render_rss, "application/xml"),
    "atom": (render_atom, "application/atom+xml; charset=utf-8"),
    "json": (render_json, "application/feed+json; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """The state of the demo: when it began, what time it is, and its address without a slash."""

    started: datetime
    now: datetime
    base: str


def _missing(path: str) -> Answer:
    return Answer(404, HTML, render_missing(path))


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(status, JSON, json.dumps(value, ensure_ascii=False).encode())


def _feed(outlet: Outlet, feed: DemoFeed, at: Moment) -> Answer:
    shown = [item for item in items_at(outlet, at.started, at.now) if item.feed == feed.key]
    if feed.format == "broken":
        fault = fault_at(at.now, render_rss(outlet, feed, shown, at.base, at.now))
        return Answer(fault.status, fault.content_type, fault.body)
    render, content_type = FORMATS[feed.format]
    changed = max((item.updated for item in shown), default=at.started)
    if feed.dates == "relative":
        # "N分钟前" rewrites the document every minute, so that is when it changed.
        changed = max(changed, at.now.replace(second=0, microsecond=0))
    return Answer(200, content_type, render(outlet, feed, shown, at.base, at.now), changed)


def _page(slug: str, rest: str, at: Moment) -> Answer | None:
    outlet = outlet_by_slug(slug)
    if outlet is None:
        return None
    items = items_at(outlet, at.started, at.now)
    if rest == "":
        changed = max((item.updated for item in items), default=at.started)
        return Answer(200, HTML, render_home(outlet, items), changed)
    item = next((item for item in items if item.path == f"/{slug}/{rest}"), None)
    return Answer(200, HTML, render_article(outlet, item), item.updated) if item else None


def _block(path: str, at: Moment) -> Answer:
    tip = bitcoin.height_at(at.started, at.now)
    height = bitcoin.height_of(path.removeprefix("/api/block/"), tip)
    if height is None:
        return Answer(404, "text/plain", b"Block not found")
    return _json(bitcoin.block(height, at.started))


def _chain(path: str, at: Moment) -> Answer | None:
    tip = bitcoin.height_at(at.started, at.now)
    if path.startswith("/api/block/"):
        return _block(path, at)
    plain = {
        "/api/blocks/tip/height": str(tip),
        "/api/blocks/tip/hash": bitcoin.block_hash(tip),
    }
    if path in plain:
        return Answer(200, "text/plain", plain[path].encode())
    values: dict[str, Callable[[], Any]] = {
        "/api/blocks": lambda: bitcoin.blocks(tip, at.started, 10),
        "/api/v1/blocks": lambda: bitcoin.blocks(tip, at.started),
        "/api/v1/difficulty-adjustment": lambda: bitcoin.adjustment(at.started, at.now),
        "/api/v1/mining/hashrate/3d": lambda: bitcoin.mining(at.started, at.now),
        "/api/v1/mining/hashrate/1m": lambda: bitcoin.mining(at.started, at.now, 30),
        "/api/mempool": lambda: bitcoin.mempool(at.started, at.now),
        "/api/v1/fees/recommended": lambda: bitcoin.fees(at.started, at.now),
    }
    if path in values:
        return _json(values[path]())
    return _older_blocks(path, tip, at)


def _older_blocks(path: str, tip: int, at: Moment) -> Answer | None:
    """`/api/v1/blocks/:height` and `/api/blocks/:height`: a page of blocks down from there."""
    head, _, height = path.rpartition("/")
    counts = {"/api/v1/blocks": 15, "/api/blocks": 10}
    if head not in counts or not (height.isascii() and height.isdecimal()) or len(height) > 9:
        return None
    return _json(bitcoin.blocks(min(int(height), tip), at.started, counts[head]))


def _past_prices(path: str, query: str, at: Moment) -> Answer | None:
    coin, _, rest = path.removeprefix("/api/v3/coins/").partition("/")
    if not path.startswith("/api/v3/coins/") or rest != "market_chart":
        return None
    days = parse_qs(query).get("days", [""])[0]
    if not (days.isascii() and days.isdecimal()) or not 1 <= int(days[:4]) <= 365:
        return _json({"error": "Invalid days parameter"}, 422)
    told = prices.market_chart(coin, int(days), at.started, at.now)
    return _json(told) if told else _json({"error": "coin not found"}, 404)


def _prices(query: str, at: Moment) -> Answer:
    asked = parse_qs(query)
    ids, currencies = (",".join(asked.get(key, [])) for key in ("ids", "vs_currencies"))
    if not ids or not currencies:
        return _json({"error": "Missing parameter ids or vs_currencies"}, 422)
    return _json(prices.simple_price(ids.split(","), currencies.split(","), at.started, at.now))


def answer_get(target: str, at: Moment) -> Answer:
    """The answer to `GET target`; `target` is the path with its query."""
    parts = urlsplit(target)
    path = parts.path
    if path == "/":
        return Answer(200, HTML, render_index(outlets()), at.started)
    if path in ("/price", "/api/v3/simple/price"):
        return _prices(parts.query, at)
    for outlet in outlets():
        for feed in outlet.feeds:
            if feed.path == path:
                return _feed(outlet, feed, at)
    slug, _, rest = path.removeprefix("/").partition("/")
    if found := _past_prices(path, parts.query, at):
        return found
    return _chain(path, at) or _page(slug, rest, at) or _missing(path)


def answer_post(target: str, body: bytes, at: Moment) -> Answer:
    """The answer to `POST target`: only `/eth`, JSON-RPC."""
    if urlsplit(target).path != "/eth":
        return _missing(target)
    try:
        request = json.loads(body)
    except ValueError:
        failed = {"code": -32700, "message": "parse error"}
        return _json({"jsonrpc": "2.0", "id": None, "error": failed})
    return _json(ethereum.answer_rpc(request, at.started, at.now))
