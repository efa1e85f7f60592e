"""One linear walk over the markup of a feed, before any parser sees it.

It finds where items begin and end, how deep tags nest and whether the document is whole, so that
an endless feed is cut and a truncated one closed again before the real parser spends time on it.
"""

import re
from dataclasses import dataclass

from aggregator.feeds.errors import ParseError

DEEPEST = 200
WALKED_MOST = 500_000
"""Tags looked at in one document; 10,000 real items have a quarter of that."""
KEPT_MOST = 50_000
"""Tags outside CDATA given to the real parser, which takes up to 70 µs for a broken one."""
_TAG = re.compile(
    r"""<(/?)([A-Za-z_][\w.:\-]*+)((?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)(/?)>"""
)
_OPAQUE = (("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>"))
_VOID = {"br", "hr", "img", "input", "wbr"}
_ITEMS = {"item", "entry"}


@dataclass(frozen=True, slots=True)
class Outline:
    """`text` with at most the allowed items, closed properly; `total` whole items were there.

    `truncated` says that the document stopped before its root was closed.
    """

    text: str
    total: int
    truncated: bool


@dataclass(slots=True)
class _Walk:
    """Where the walk is: tags seen, whole items, the ends of the last item kept and read."""

    limit: int
    marks: int = 0
    total: int = 0
    item_depth: int = 0
    kept_end: int = 0
    kept_marks: int = 0
    last_end: int = 0
    last_marks: int = 0
    open_after_last: tuple[str, ...] = ()
    root_closed: bool = False


def outline(text: str, *, limit: int, url: str) -> Outline:
    """`text` begins at the root tag. Raises ParseError when tags nest too deep or never end."""
    walk = _Walk(limit)
    stack: list[str] = []
    at = 0
    while (at := text.find("<", at)) >= 0 and not walk.root_closed:
        at = _step(text, at, stack, walk)
        walk.marks += 1
        if walk.marks > WALKED_MOST:
            raise _too_many(WALKED_MOST, url)
        if len(stack) > DEEPEST:
            raise ParseError(
                f"{url} 的标签嵌套超过 {DEEPEST} 层，已拒绝解析；"
                "请打开该地址确认它确实是订阅源，必要时联系信源修复。"
            )
    if walk.marks - (walk.last_marks - walk.kept_marks) > KEPT_MOST:
        raise _too_many(KEPT_MOST, url)
    tail = text[walk.last_end :]
    if not walk.root_closed:
        tail = "".join(f"</{name}>" for name in reversed(walk.open_after_last or tuple(stack)))
    if not walk.total:
        return Outline(text, 0, not walk.root_closed)
    return Outline(text[: walk.kept_end] + tail, walk.total, not walk.root_closed)


def _step(text: str, at: int, stack: list[str], walk: _Walk) -> int:
    """Take what starts at `at`; the position to go on from (the end of the text: broken off)."""
    for start, end in _OPAQUE:
        if text.startswith(start, at):
            close = text.find(end, at + len(start))
            return close + len(end) if close >= 0 else len(text)
    tag = _TAG.match(text, at)
    if tag is None:
        return at + 1
    closing, name, _, empty = tag.groups()
    if closing:
        _close(name, tag.end(), stack, walk)
    elif not empty and name.lower() not in _VOID:
        stack.append(name)
        if not walk.item_depth and _local(name) in _ITEMS:
            walk.item_depth = len(stack)
    return tag.end()


def _close(name: str, end: int, stack: list[str], walk: _Walk) -> None:
    if name not in stack:
        return
    while stack.pop() != name:
        pass
    if walk.item_depth and len(stack) < walk.item_depth:
        walk.item_depth = 0
        if _local(name) in _ITEMS:
            walk.total += 1
            walk.last_end, walk.last_marks = end, walk.marks
            walk.open_after_last = tuple(stack)
            if walk.total <= walk.limit:
                walk.kept_end, walk.kept_marks = end, walk.marks
    walk.root_closed = not stack


def _too_many(most: int, url: str) -> ParseError:
    return ParseError(f"{url} 的标签超过 {most} 个，不像订阅源，已拒绝解析；请打开该地址核对内容。")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
