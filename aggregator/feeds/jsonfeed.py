"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from aggregator.feeds.images import is_picture
from aggregator.feeds.raw import RawFeed, RawItem


def read_json(text: str, *, limit: int) -> RawFeed | None:
    """The feed in `text`; None when it is no JSON, or JSON of another kind."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):  # broken, or nested to exhaust the stack
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    if "jsonfeed.org/version/1" not in _text(document, "version"):
        return None
    items = [item for item in document["items"] if isinstance(item, dict)]
    return RawFeed(
        title=_text(document, "title"),
        link=_text(document, "home_page_url"),
        items=tuple(_item(item) for item in items[:limit]),
        total=len(items),
    )


def _item(item: dict[str, Any]) -> RawItem:
    attachments = _dicts(item, "attachments")
    people = [*_dicts(item, "authors"), *_dicts({"author": [item.get("author")]}, "author")]
    html = _text(item, "content_html")
    images = [_text(item, "image"), _text(item, "banner_image")]
    images += [
        _text(one, "url")
        for one in attachments
        if is_picture(_text(one, "mime_type"), "", _text(one, "url"))
    ]
    tags = item.get("tags")
    others = [_text(one, "url") for one in attachments + people]
    return RawItem(
        guid=_text(item, "id"),
        links=tuple(filter(None, (_text(item, "url"), _text(item, "external_url")))),
        title=_text(item, "title"),
        body=html or _text(item, "content_text") or _text(item, "summary"),
        body_is_text=not html,
        dates=tuple(filter(None, (_text(item, "date_published"), _text(item, "date_modified")))),
        authors=tuple(filter(None, (_text(person, "name") for person in people))),
        categories=tuple(tag for tag in tags if isinstance(tag, str))
        if isinstance(tags, list)
        else (),
        images=tuple(filter(None, images)),
        other_links=tuple(filter(None, others)),
    )


def _text(thing: dict[str, Any], name: str) -> str:
    """A string, or the digits of a whole number (ids are often numbers, against the letter)."""
    value = thing.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _dicts(thing: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = thing.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
