"""The feed that never works: what the desk shows of a broken source."""

from dataclasses import dataclass
from datetime import datetime

PERIOD_SECONDS = 90

_BLOCK_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>安全验证</title></head>
<body><h1>请完成安全验证</h1><p>系统检测到访问频率异常，请稍后再试。（演示）</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong answer: status, content type, body."""

    status: int
    content_type: str
    body: bytes


def fault_at(now: datetime, document: bytes) -> Fault:
    """What the broken feed gives at `now`: a web page, an error 500, half of `document`, in turn.

    The half holds the first item whole and breaks off inside the second.
    """
    turn = int(now.timestamp()) // PERIOD_SECONDS % 3
    if turn == 0:
        return Fault(200, "text/html; charset=utf-8", _BLOCK_PAGE.encode())
    if turn == 1:
        return Fault(500, "text/plain; charset=utf-8", "数据库连接失败（演示）\n".encode())
    cut = document.index(b"</item>") + len(b"</item>\n<item><ti")
    return Fault(200, "application/rss+xml; charset=utf-8", document[:cut])
