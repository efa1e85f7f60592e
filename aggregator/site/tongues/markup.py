"""Texts in markup, told apart from everything else: what stands between tags, and what tags say.

For HTML as our templates write it, and for the feeds in XML. Pure; linear in the markup.
"""

import re
from collections.abc import Callable, Iterator

_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+"
_TOKEN = re.compile(
    # What is no text: comments, code, scripts (but what they tell search engines), readers' input.
    rf"<!--.*?-->|<!{_ATTRIBUTES}>|<!\[CDATA\[.*?\]\]>"
    rf"|<(?P<raw>script(?![^<>]*ld\+json)|style|code|pre|textarea|guid|id|loc)\b{_ATTRIBUTES}>.*?</(?P=raw)>"
    # What says that it is of another language or of none, and holds nothing but text and marks in it.
    rf"|<(?P<other>\w+)\b(?=[^<>]*\s(?:translate=\"no\"|lang=\"(?!zh-Hant)[\w-]+\")){_ATTRIBUTES}>"
    r"(?:[^<]++|(?!</(?P=other)>)</?(?:b|del|em|i|ins|mark|strong|wbr)>)*+</(?P=other)>"
    # The same of a whole text, which is a <div> of ours and holds none.
    rf"|<div\b(?=[^<>]*\slang=\"(?!zh-Hant)[\w-]+\"){_ATTRIBUTES}>.*?</div>"
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

Write = Callable[[str], str]


def rewritten(markup: str, *, text: Write, said: Write) -> Iterator[str]:
    """The markup in pieces, each text (with its <wbr>) and each attribute people read rewritten."""
    for found in _TOKEN.finditer(markup):
        if words := found["text"]:
            yield text(words)
        elif tag := found["tag"]:
            yield _tag(tag, said)
        else:
            yield found[0]


def _tag(tag: str, said: Write) -> str:
    def attribute(found: re.Match[str]) -> str:
        return f'{found[1]}="{said(found[2])}"'

    if tag.startswith("<meta"):
        return _CONTENT.sub(attribute, tag) if _META.search(tag) else tag
    return _READ.sub(attribute, tag)
