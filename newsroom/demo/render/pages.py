"""The demo outlets' own pages: where 阅读原文 leads."""

from collections.abc import Iterable, Sequence
from html import escape

from newsroom.demo.outlets import Outlet
from newsroom.demo.timeline import DemoItem

_PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title></head>
<body>
<p><strong>{notice}</strong></p>
{body}
</body>
</html>
"""


def _page(title: str, body: str, *, lang: str = "zh-Hans") -> bytes:
    notice = (
        "示例頁面：媒體、機構與數字均為虛構，僅供演示。"
        if lang == "zh-Hant"
        else "示例页面：媒体、机构与数字均为虚构，仅供演示。"
    )
    return _PAGE.format(lang=lang, title=escape(title), notice=notice, body=body).encode()


def _row(outlet: Outlet, item: DemoItem) -> str:
    local = item.published.astimezone(outlet.tzinfo)
    return f'<li>{local:%m-%d %H:%M} <a href="{item.path}">{escape(item.title)}</a></li>'


def render_home(outlet: Outlet, items: Sequence[DemoItem]) -> bytes:
    """The outlet's front page: its headlines, newest first."""
    rows = "\n".join(_row(outlet, item) for item in items)
    body = f"<h1>{escape(outlet.name)}</h1>\n<ul>\n{rows}\n</ul>"
    return _page(outlet.name, body, lang=outlet.language)


def render_article(outlet: Outlet, item: DemoItem) -> bytes:
    """The page of one item, with its outlet, time (zone of the outlet) and whole body."""
    local = item.published.astimezone(outlet.tzinfo)
    body = (
        f"<article>\n<h1>{escape(item.title)}</h1>\n"
        f'<p><a href="{outlet.home}">{escape(outlet.name)}</a> '
        f'<time datetime="{local.isoformat()}">{local:%Y-%m-%d %H:%M}</time></p>\n'
        f"{item.html}\n</article>"
    )
    return _page(f"{item.title} - {outlet.name}", body, lang=outlet.language)


def render_index(shown: Iterable[Outlet]) -> bytes:
    """The server's front page: every demo outlet with its feeds."""
    rows = "\n".join(
        f'<li><a href="{outlet.home}">{escape(outlet.name)}</a>：'
        + "、".join(f'<a href="{feed.path}">{escape(feed.title)}</a>' for feed in outlet.feeds)
        + "</li>"
        for outlet in shown
    )
    return _page("示例信源", f"<h1>示例信源</h1>\n<ul>\n{rows}\n</ul>")


def render_missing(path: str) -> bytes:
    """The 404 page; the path is shown escaped."""
    return _page("没有这个页面", f"<h1>没有这个页面</h1>\n<p>{escape(path)}</p>")
