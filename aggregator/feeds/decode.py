"""Bytes of a feed to text: BOM, strict UTF-8, what is declared, then what reads as Chinese.

Chinese outlets declare wrongly: UTF-8 over GBK bytes, GB2312 over Big5, nothing at all. UTF-8 is
strict enough to prove itself, so it is tried before any declaration; the others are compared by
how much of the text is everyday Chinese.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from charset_normalizer import from_bytes

SAMPLE = 65_536
"""Bytes that are enough to judge a legacy encoding."""
TRUSTED = 0.6
"""A right-looking declaration yields only to a rival that reads better than this share."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_STARTS = (
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_XML_DECLARED = re.compile(rb"""<\?xml[^>]{0,120}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""")
_HTTP_DECLARED = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_KNOWN = re.compile(r"gb|big5|utf|iso8859|cp\d|koi8|shift_jis|euc_|mac|tis|ascii|hz")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without BOM; `encoding` as Python names it; `note` in Chinese when bytes were lost."""

    text: str
    encoding: str
    note: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of `body`. Never fails: what nothing can read becomes U+FFFD, and the note says so.

    A multi-byte character cut off at the end of the body is left out.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _lossy(body[len(bom) :], encoding)
    for start, encoding in _WIDE_STARTS:
        if body.lstrip(b" \t\r\n").startswith(start):
            return _lossy(body, encoding)
    if (text := _strict(body, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    mended = body.decode("utf-8", "replace")
    if mended.count("\ufffd") * 20 <= sum(1 for char in mended if char > "\x7f"):
        return Decoded(mended, "utf-8", "正文里有个别损坏的字节，已用“\ufffd”代替。")
    return _legacy(body, _declared(body, content_type))


def _legacy(body: bytes, declared: list[str]) -> Decoded:
    best, best_score = "", 0.0
    for encoding in dict.fromkeys([*declared, "gb18030", "big5hkscs"]):
        text = _strict(body[:SAMPLE], encoding)
        if text is None:
            continue
        score = chinese_share(text)
        if encoding in declared:
            score = max(score, TRUSTED)
        if score > best_score:
            best, best_score = encoding, score
    if best_score < TRUSTED and b"\x00" not in body[:SAMPLE]:  # a NUL: not text at all
        guess = from_bytes(body[:SAMPLE]).best()
        best = (guess.encoding if guess else "") or best or "utf-8"
    return _lossy(body, best or "utf-8")


def chinese_share(text: str) -> float:
    """How much of what is not ASCII is everyday Chinese or its punctuation, 0–1 (0 for none)."""
    wide = [char for char in text if char > "\x7f"]
    everyday = _everyday()
    return sum(char in everyday for char in wide) / len(wide) if wide else 0.0


@cache
def _everyday() -> frozenset[str]:
    """The level-1 characters of GB 2312 (3,755) and Big5 (5,401), and Chinese punctuation."""
    cells = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    simplified = [cell.decode("gb2312", "ignore") for cell in cells]
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    cells = [bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in trails]
    traditional = [cell.decode("big5", "ignore") for cell in cells]
    return frozenset(
        "".join(simplified + traditional) + "，。、；：？！“”‘’（）《》【】「」『』…—·％￥\u3000～"
    )


def _declared(body: bytes, content_type: str) -> list[str]:
    names = _HTTP_DECLARED.findall(content_type)
    names += [name.decode("ascii", "replace") for name in _XML_DECLARED.findall(body[:400])]
    encodings = []
    for name in names:
        try:
            encoding = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if _KNOWN.match(encoding):  # codecs such as zlib or rot13 are not encodings of text
            encodings.append(_WIDER.get(encoding, encoding))
    return encodings


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(body)
    except UnicodeError:
        return None


def _lossy(body: bytes, encoding: str) -> Decoded:
    if (text := _strict(body, encoding)) is not None:
        return Decoded(text, encoding)
    note = f"正文按 {encoding} 解码时有损坏的字节，已用“\ufffd”代替。"
    return Decoded(body.decode(encoding, "replace"), encoding, note)
