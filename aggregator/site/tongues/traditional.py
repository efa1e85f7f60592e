"""Whole answers in Traditional Chinese: pages, feeds, JSON. Pure: text in, text out.

Texts and the attributes that people read are converted; addresses, data and code are not, so an
address of the site works the same in every script. A page goes through OpenCC once.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

from aggregator.site.tongues.markup import rewritten
from aggregator.site.tongues.taiwan import taiwan

LANG = "zh-Hant-TW"

_LANG = re.compile(r"(<(?:html|feed)\b[^<>]*?\s(?:xml:)?lang=)\"[\w-]*\"")
# An address in a feed: a whole JSON string, or where a link in escaped markup leads.
_ADDRESS = re.compile(r'"https?://[^"]*"|(?:href|src)=(?:&quot;|\\"|").*?(?=&quot;|\\"|")')
_HAN = re.compile("[\u3400-\u9fff]")
_BREAK = "<wbr>"
_EDGE = "\x1f"  # between texts that go through OpenCC together; no page has one

Say = Callable[[str], str]


def traditional(markup: str) -> str:
    """A page, a piece of one, or an XML feed in Traditional Chinese, said so in its `lang`."""
    converted = _at_once(markup.replace(_EDGE, ""), _markup)
    return _LANG.sub(rf'\1"{LANG}"', converted, count=1)


def traditional_json(text: str) -> str:
    """A JSON document: all but its addresses, and what it says of its language."""
    parts = "".join(_between(text, taiwan))
    return re.sub(r'("language":\s?)"zh[\w-]*"', rf'\1"{LANG}"', parts, count=1)


def _at_once(markup: str, write: Callable[[str, Say], Iterator[str]]) -> str:
    """What `write` makes of the markup with every text converted: once to hear which, then so."""
    heard: dict[str, str] = {}
    for _piece in write(markup, lambda text: heard.setdefault(text, text)):
        pass
    heard.setdefault("", "")
    converted = taiwan(_EDGE.join(heard)).split(_EDGE)
    return "".join(write(markup, dict(zip(heard, converted, strict=True)).__getitem__))


def _markup(markup: str, say: Say) -> Iterator[str]:
    def text(words: str) -> str:
        return "".join(_between(words, lambda some: _lines(some, say)))

    return rewritten(markup, text=text, said=say)


def _between(text: str, say: Say) -> Iterator[str]:
    """The text with everything converted but the addresses in it."""
    if "://" not in text:
        yield say(text)
        return
    last = 0
    for found in _ADDRESS.finditer(text):
        yield say(text[last : found.start()])
        yield found[0]
        last = found.end()
    yield say(text[last:])


def _lines(text: str, say: Say) -> str:
    """A text with the places where it may break.

    The whole is converted, so that 数字<wbr>货币 becomes 數位<wbr>貨幣; where that changes its
    length, no place can be told any more, and each word is converted by itself.
    """
    if not _HAN.search(text):
        return text
    if _BREAK not in text:
        return say(text)
    words = text.split(_BREAK)
    parts = [say(word) for word in words]
    whole = say("".join(words))
    if len(whole) == sum(map(len, words)):
        ends = list(accumulate(map(len, words)))
        parts = [whole[start:end] for start, end in pairwise([0, *ends])]
    return _BREAK.join(parts)
