"""The plain opening of a body, for the summary fields of feeds."""

from html import unescape
from re import compile as pattern

_FIRST_PARAGRAPH = pattern(r"(?s)<p>(.*?)</p>")
_TAG = pattern(r"<[^>]+>")


def excerpt(html: str, limit: int = 120) -> str:
    """The first paragraph of `html` as plain text, cut to `limit` characters with "……"."""
    found = _FIRST_PARAGRAPH.search(html)
    text = unescape(_TAG.sub("", found.group(1) if found else html)).strip()
    return text if len(text) <= limit else text[:limit].rstrip("，、；： ") + "……"
