"""The words of an item: titles and names to plain text, bodies to bounded HTML."""

import re
from html import escape, unescape

import nh3

TITLE_LONGEST = 500
NAME_LONGEST = 60
HTML_LONGEST = 500_000
SENTENCE_LONGEST = 60
EXCERPT_LONGEST = 80

_TAGS = (
    "a abbr article aside b big blockquote body br center cite code dd del div dl dt em figcaption "
    "figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins li link mark meta "
    "noscript object ol p picture pre s script section small source span strike strong style sub "
    "sup svg table tbody td tfoot th thead title tr tt u ul video wbr"
)
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS.split())})(?=[\s/>])[^<>]*>|<!--[^<>]*-->", re.I)
_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote)>", re.IGNORECASE)
# C0/C1 controls, zero-width, bidi, BOM, soft hyphen, surrogates, non-characters: never shown,
# and able to disguise a name.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SENTENCE_END = re.compile(r"[。！？!?；;]|\.(?=\s|$)|\n")


def plain(raw: str, longest: int) -> str:
    """`raw` (plain or HTML) as one line of plain text of at most `longest` characters.

    Only known HTML tags go: "<ETH>" in a headline is a word. Feeds escape once too often, so
    tags are looked for again after unescaping.
    """
    bounded = raw[: longest * 8]
    text = _TAG.sub("", unescape(_TAG.sub("", bounded)))
    text = " ".join(_UNSEEN.sub("", text).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def body_html(raw: str, *, is_text: bool) -> tuple[str, bool]:
    """`raw` as HTML of at most `HTML_LONGEST` bytes of UTF-8, and whether it was cut.

    Bodies without any tag (flash feeds send lines, some a literal backslash and n) become
    paragraphs, so that their lines survive in a browser.
    """
    text = _UNSTORABLE.sub("", raw[:HTML_LONGEST]).strip()
    if is_text or (text and not _TAG.search(text)):
        lines = (text if is_text else unescape(text)).replace("\\n", "\n").splitlines()
        text = "".join(f"<p>{escape(line.strip())}</p>" for line in lines if line.strip())
        text = _UNSTORABLE.sub("", text)
    if len(raw) <= HTML_LONGEST and len(text.encode()) <= HTML_LONGEST:
        return text, False
    text = text.encode()[:HTML_LONGEST].decode("utf-8", "ignore")
    if text.rfind("<") > text.rfind(">"):  # do not leave half a tag
        text = text[: text.rfind("<")]
    return text, True


def body_text(html: str, longest: int = 5_000) -> str:
    """The readable text at the beginning of `html`, one line for a block."""
    broken = _BLOCK_END.sub("\n", html[: longest * 4])
    text = _UNSEEN.sub("", unescape(nh3.clean(broken, tags=set())))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:longest]


def first_sentence(text: str) -> str:
    """The first sentence of plain `text`, without its full stop, at most 60 characters."""
    end = _SENTENCE_END.search(text)
    sentence = text
    if end:
        sentence = text[: end.end() if end[0] in "！？!?" else end.start()]
    return plain(sentence or text, SENTENCE_LONGEST)


def excerpt(text: str) -> str:
    """A short quotation of what a server said, for a message: plain text, ≤ 80 characters."""
    return plain(body_text(text, 2_000), EXCERPT_LONGEST)


def names(raw: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Trimmed, non-empty, without repetition (case folded), at most `most`; order kept."""
    kept: dict[str, str] = {}
    for name in raw:
        clean = plain(name, NAME_LONGEST)
        if clean:
            kept.setdefault(clean.casefold(), clean)
        if len(kept) == most:
            break
    return tuple(kept.values())
