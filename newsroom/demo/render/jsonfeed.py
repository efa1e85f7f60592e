"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsroom.demo.outlets import DemoFeed, Outlet
from newsroom.demo.render.dates import write_date
from newsroom.demo.render.excerpt import excerpt
from newsroom.demo.timeline import DemoItem


def render_json(
    outlet: Outlet, feed: DemoFeed, items: Sequence[DemoItem], base: str, now: datetime
) -> bytes:
    """The JSON Feed document in UTF-8; `base` is the server's address without a slash."""

    def one(item: DemoItem) -> dict[str, Any]:
        return {
            "id": f"{outlet.slug}:{item.id}",
            "url": base + item.path,
            "title": item.title,
            "content_html": item.html,
            "summary": excerpt(item.html),
            "date_published": write_date(feed.dates, item.published, now, outlet.tzinfo),
            "date_modified": write_date(feed.dates, item.updated, now, outlet.tzinfo),
            "tags": list(item.categories),
        }

    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": base + outlet.home,
        "feed_url": base + feed.path,
        "language": outlet.language,
        "authors": [{"name": outlet.name}],
        "items": [one(item) for item in items],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
