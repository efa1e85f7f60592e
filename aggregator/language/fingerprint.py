"""Cutting what an outlet puts before every report, and recognising the same headline again."""

import hashlib
import re
from collections.abc import Sequence

from aggregator.language.folding import folding

_DATE = re.compile(
    r"[\s,:]*(?:(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日)?(?:[上下]午|晚间?|凌晨)?[\s,:、|]*"
)
_LABEL = re.compile(
    r"(?:(?:数据|快讯|消息|突发|独家|最新|市场消息|消息人士|知情人士|金色财经|"
    r"blockbeats(?: ?消息)?|"
    r"odaily(?:星球日报)?(?:讯)?|chaincatcher(?: ?消息)?|foresight news(?: ?消息)?|panews)"
    r" ?[:,|丨] ?)+"
)
_NOISE = re.compile(r"[\W_]+")
_SHORTEST = 6  # fewer letters than this (快讯, 早报) say nothing about the event


def strip_boilerplate(text: str, openings: Sequence[str]) -> str:
    """Cut an outlet's opening ("BlockBeats 消息，5 月 11 日，") with the date that follows it.

    `{date}` in an opening stands for a date, or none ("PANews {date}消息，"). Spaces and width
    do not matter in the comparison. A text that is nothing but its opening comes back whole.
    """
    for opening in sorted(openings, key=len, reverse=True):
        end = _behind(text, opening)
        if end:
            return text[end:].lstrip() or text
    return text


def _behind(text: str, opening: str) -> int:
    """The offset behind an opening and its dates; 0 when the text does not begin with it."""
    end = 0
    for part in opening.split("{date}"):
        step = _after(text[end:], part)
        if not step:
            return 0
        end += step
        rest = folding(text[end : end + 60])
        date = _DATE.match(rest.text)
        end += rest.span(0, date.end())[1] if date and date.end() else 0
    return end


def _after(text: str, opening: str) -> int:
    """The offset behind `opening` at the start of `text`; 0 when it does not stand there."""
    wanted = "".join(folding(opening).text.split()).rstrip(",，:：")
    folded = folding(text[: 4 * len(opening) + 40])
    seen = 0
    for place, char in enumerate(folded.text):
        if seen == len(wanted):
            break
        if char.isspace():
            continue
        if char != wanted[seen]:
            return 0
        seen += 1
        if seen == len(wanted):
            return folded.span(place, place + 1)[1]
    return 0


def fingerprint(title: str) -> str:
    """The same for headlines that differ only in punctuation, width, case, script or opening.

    Digits count: in this trade the number is the event.  "" when too little is left.
    """
    bare = _LABEL.sub("", folding(title).text.strip(), count=1)
    core = _NOISE.sub("", re.sub(r"(?<=\d)\.(?=\d)", "点", bare))
    if len(core) < _SHORTEST:
        return ""
    return hashlib.blake2b(core.encode("utf-8", "replace"), digest_size=16).hexdigest()
