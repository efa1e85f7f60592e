"""Sentences of a text, with what says nothing left out."""

import re
from dataclasses import dataclass

_END = re.compile(r"[。！？!?；]+[”」』’）)]*|\n+|(?<=[a-z0-9][.]) (?=[A-Z])")
# Lines that outlets put around a text: credits, disclaimers, adverts.
_FURNITURE = re.compile(
    r"^(?:作者|撰文|编译|编辑|原文|原标题|来源|整理|翻译|校对|文[丨|/｜:：]|责编|图源|本文作者|声明|免责|"
    r"风险提示|以上内容|本文(?:仅|不构成|为)|转载|关注|点击|扫码|加入|更多|相关阅读|推荐阅读|目录)|"
    r"不构成(?:任何)?投资建议|不承担任何|版权(?:归|所有)|点击(?:下载|查看|阅读)|https?://"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the stretch `start:end` of the whole, trimmed; `paragraph` counts from 0."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of plain text (a line is a paragraph) in order, without furniture."""
    found: list[Sentence] = []
    paragraph = place = 0
    for end in _END.finditer(text):
        stop = end.start() if end.group().isspace() else end.end()
        _take(found, text, place, stop, paragraph)
        paragraph += "\n" in end.group()
        place = end.end()
    _take(found, text, place, len(text), paragraph)
    return found


def _take(found: list[Sentence], text: str, start: int, end: int, paragraph: int) -> None:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    trimmed = raw.strip()
    if trimmed and not _FURNITURE.search(trimmed):
        found.append(Sentence(trimmed, start, start + len(trimmed), paragraph))
