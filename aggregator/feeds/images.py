"""The picture of an item: what the feed names, else the first one in its body."""

import re
from html import unescape

_IMG = re.compile(r"<img\s[^<>]{1,4000}>", re.IGNORECASE)
_SOURCE = re.compile(
    r"""\s(?P<name>src|data-src|data-original|data-lazy-src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""",
    re.IGNORECASE,
)
_PIXEL = re.compile(r"""\s(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]""", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?!#@])", re.IGNORECASE)
LOOKED_AT = 100_000
"""Characters of a body in which its first picture is looked for."""


def is_picture(kind: str, medium: str, url: str) -> bool:
    """Whether a media:content or an enclosure is an image (by MIME type, medium, or ending)."""
    if kind or medium:
        return kind.lower().startswith("image/") or medium.lower() == "image"
    return bool(_PICTURE.search(url))


def pictures_in(html: str) -> list[str]:
    """Addresses of the pictures in `html`, in order; tracking pixels and placeholders left out."""
    found = []
    for tag in _IMG.findall(html[:LOOKED_AT]):
        if _PIXEL.search(tag):
            continue
        sources = {
            m["name"].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _SOURCE.finditer(tag)
        }
        lazy = next((url for name, url in sources.items() if name != "src" and url), "")
        url = lazy or sources.get("src", "")
        if url and not url.lower().lstrip().startswith("data:"):
            found.append(url)
    return found
