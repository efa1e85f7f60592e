"""Whole answers in Traditional Chinese: pages, feeds, JSON. Pure: text in, text out.

Texts and the attributes that people read are converted; addresses, data and code are not, so an
address of the site works the same in every script. A page goes through OpenCC once.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise

from aggregator.site.taiwan import taiwan

LANG = "zh-Hant-TW"

_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+"
_TOKEN = re.compile(
    # What is no text: comments, code, scripts (but what they tell search engines), readers' input.
    rf"<!--.*?-->|<!{_ATTRIBUTES}>|<!\[CDATA\[.*?\]\]>"
    rf"|<(?P<raw>script(?![^<>]*ld\+json)|style|code|pre|textarea|guid|id|loc)\b{_ATTRIBUTES}>.*?</(?P=raw)>"
    # What says that it is of another language or of none, and holds nothing but text.
    rf"|<(?P<other>\w+)\b(?=[^<>]*\s(?:translate=\"no\"|lang=\"(?!zh-Hant)[\w-]+\")){_ATTRIBUTES}>"
    rf"[^<]*</(?P=other)>"
    # A tag; a text with the places where its lines may break.
    rf"|(?P<tag></?[a-zA-Z]{_ATTRIBUTES}>)|(?P<text>(?:[^<]++|<wbr>)++|<)",
    re.DOTALL,
)
_READ = re.compile(
    r"(?<=\s)(title|alt|placeholder|label|term|aria-(?:label|description|valuetext))=\"([^\"]*)\""
)
_CONTENT = re.compile(r"(?<=\s)(content)=\"([^\"]*)\"")
_META = re.compile(
    r"(?:name|property)=\"(?:description|author|application-name|apple-mobile-web-app-title"
    r"|(?:og|twitter):(?:title|description|site_name|image:alt))\""
)
_LANG = re.compile(
    r"^(<html\b[^>]*?\s(?:xml:)?lang=)\"[\w-]*\"|^(<feed\b[^>]*?\sxml:lang=)\"[\w-]*\""
)
# An address in a feed: a whole JSON string, or where a link in escaped markup leads.
_ADDRESS = re.compile(r'"https?://[^"]*"|(?:href|src)=(?:&quot;|\\"|").*?(?=&quot;|\\"|")')
_BREAK = "<wbr>"
_EDGE = "\x1f"  # between texts that go through OpenCC together; no page has one

Say = Callable[[str], str]


def traditional(markup: str) -> str:
    """A page, a piece of one, or an XML feed in Traditional Chinese, said so in its `lang`."""
    return _at_once(markup.replace(_EDGE, ""), _markup)


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
    for found in _TOKEN.finditer(markup):
        if text := found["text"]:
            yield from _between(text, lambda words: _lines(words, say))
        elif tag := found["tag"]:
            yield _tag(tag, say)
        else:
            yield found[0]


def _tag(tag: str, say: Say) -> str:
    def said(found: re.Match[str]) -> str:
        return f'{found[1]}="{say(found[2])}"'

    if tag.startswith("<meta"):
        return _CONTENT.sub(said, tag) if _META.search(tag) else tag
    return _LANG.sub(rf'\1\2"{LANG}"', _READ.sub(said, tag))


def _between(text: str, say: Say) -> Iterator[str]:
    """The text with everything converted but the addresses in it."""
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
    words = text.split(_BREAK)
    parts = [say(word) for word in words]
    whole = say("".join(words))
    if len(words) > 1 and len(whole) == sum(map(len, words)):
        ends = list(accumulate(map(len, words)))
        parts = [whole[start:end] for start, end in pairwise([0, *ends])]
    return _BREAK.join(parts)
