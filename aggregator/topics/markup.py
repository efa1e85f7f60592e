"""The little markup that an introduction may have, made into safe HTML. Pure.

Paragraphs stand between blank lines; lines that begin with "- " are a list; `## ` begins a
heading; `**words**` are strong; `[words](https://address)` is a link. Everything else is text.
"""

import html
import re

import nh3

TAGS = {"p", "h2", "ul", "li", "strong", "a", "br"}
LONGEST = 20_000  # characters of an introduction
_BLANK = re.compile(r"\n[ \t]*\n")
# Both patterns are read in linear time: what they repeat cannot hold what ends them.
_STRONG = re.compile(r"\*\*([^*\n]{1,400})\*\*")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()<>]{1,1000})\)")


def to_html(text: str) -> str:
    """The markup of a text: escaped first, so that only what stands above can become a tag."""
    plain = text[:LONGEST].replace("\r\n", "\n").replace("\0", "").strip()
    blocks = (_block(block) for block in _BLANK.split(plain) if block.strip())
    return nh3.clean(
        "\n".join(blocks),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def _block(block: str) -> str:
    lines = [line.strip() for line in block.strip().splitlines()]
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    if lines[0].startswith("## "):
        rest = f"<p>{'<br>'.join(map(_inline, lines[1:]))}</p>" if lines[1:] else ""
        return f"<h2>{_inline(lines[0][3:])}</h2>{rest}"
    return f"<p>{'<br>'.join(map(_inline, lines))}</p>"


def _inline(line: str) -> str:
    escaped = html.escape(line)
    linked = _LINK.sub(r'<a href="\2">\1</a>', escaped)
    return _STRONG.sub(r"<strong>\1</strong>", linked)
