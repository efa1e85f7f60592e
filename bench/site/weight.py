"""What a first view costs on the wire: the page, and every style and script that it asks for."""

import gzip
import re
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin

_LINKED = re.compile(
    r"<link[^>]+rel=\"?stylesheet\"?[^>]+href=\"?([^\" >]+)|<script[^>]+src=\"?([^\" >]+)"
)
_IMPORTED = re.compile(r"""(?:from|import)\s*["'](\.[^"']+|/[^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes as sent, packed: of the page, of styles, of scripts with the modules they import."""

    page: int
    styles: int
    scripts: int

    @property
    def all(self) -> int:
        """Of everything."""
        return self.page + self.styles + self.scripts


def weigh(url: str) -> Weight:
    """Ask for the page as a browser does that has nothing yet, without pictures."""
    page, size = _got(url)
    found = [urljoin(url, style or script) for style, script in _LINKED.findall(page)]
    sizes: dict[str, int] = {}
    while found:
        one = found.pop()
        if one not in sizes:
            text, sizes[one] = _got(one)
            if one.endswith(".js"):
                found += [urljoin(one, name) for name in _IMPORTED.findall(text)]
    styles = sum(size for name, size in sizes.items() if name.endswith(".css"))
    return Weight(size, styles, sum(sizes.values()) - styles)


def _got(url: str) -> tuple[str, int]:
    """The text, and its bytes as sent."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode(), len(body)
