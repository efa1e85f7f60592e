"""What the rooms below say, in English: on pages below /en/, whose reports stay Chinese.

A text of a page that is one of their sentences, whole, is said in English; no other is touched.
Words stand in the catalogue (`catalogues.rooms`); sentences with figures in them stand here.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from django.utils.translation import gettext

from aggregator.site.markup import rewritten

_HAN = re.compile("[\u3400-\u9fff]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = dict(zip("一二三四五六日", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], strict=True))
_UNITS = {"天": "d", "小时": "h", "分钟": "min", "秒": "s"}
_LENGTHS = {"小时": "hours", "天": "days", "周": "weeks", "个月": "months", "年": "years"}
_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
_LETTERS = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
_NUMBER = r"([-−]?[\d,]+(?:\.\d+)?)"
_AMOUNT = re.compile(rf"{_NUMBER} ?(万亿|亿|万)? ?(美元|枚)")
_LENGTH = re.compile(r"\d+ (?:天|小时|分钟|秒)(?![\u3400-\u9fff])")
_MOMENT = re.compile(
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|今天|昨天)(?: \d\d:\d\d)?(?![\u3400-\u9fff])"
)
_AGE = re.compile(r"(?:\d+ (?:天|小时|分钟|秒) ?)+前(?:的数据|起没有新数据)?(?![\u3400-\u9fff])")
_RUN = re.compile("(?:[A-Za-z]+ )?[\u3400-\u9fff]+|[\u3400-\u9fff]+")
_EDGES = re.compile(r"([\s：，；、]*)(.*?)([\s：，；。]*)", re.DOTALL)
_MARKS = {ord("，"): ", ", ord("；"): "; ", ord("。"): ". ", ord("、"): ", ", ord("："): ": "}
_NAMES = r"[^，。；：]{1,40}"
_SUM = r"[-−]?[\d,]+(?:\.\d+)? ?(?:万亿|亿|万)? ?(?:美元|枚)?"
_LONGEST = 160  # letters of the longest sentence there is
_SPAN = r"((?:\d+ (?:天|小时|分钟|秒) ?)+)"


def english(markup: str) -> str:
    """A page with the sentences of the rooms below in English. Needs English to be in force."""
    return "".join(rewritten(markup, text=_text, said=_text))


def _text(text: str) -> str:
    if len(text) > _LONGEST or not _HAN.search(text):
        return text
    before, bare, behind = _EDGES.fullmatch(text).groups()  # type: ignore[union-attr]
    bare = " ".join(bare.split())
    said = spoken(bare)
    if said is None and behind.startswith("。"):
        said, behind = spoken(f"{bare}。"), behind[1:]
    if said is None:
        return text
    return f"{before.translate(_MARKS)}{said}{behind.translate(_MARKS)}"


@lru_cache(maxsize=8192)
def spoken(text: str) -> str | None:
    """A sentence of a room below in English; None for Chinese that is none of theirs."""
    if not _HAN.search(text):
        return text
    return _whole(text) or _joined(text) or _mixed(text)


def _whole(text: str) -> str | None:
    """A word or one sentence of theirs."""
    known: str = gettext(text)
    if known != text:
        return known
    for pattern, write in _SENTENCES:
        if found := pattern.fullmatch(text):
            return write(*found.groups(""))
    return None


def _joined(text: str) -> str | None:
    """Several sentences with commas between, each of them theirs."""
    for mark, between in (("。", ". "), ("；", "; "), ("：", ": "), ("，", ", "), (" · ", " · ")):
        parts = text.split(mark)
        if len(parts) > 1:
            said = list(takewhile(lambda one: one is not None, (spoken(p.strip()) for p in parts)))
            if len(said) == len(parts):
                return between.join(part for part in said if part)
    return None


def _mixed(text: str) -> str | None:
    """An English sentence of ours with amounts and names of theirs in it; None if more is left."""
    said = _AMOUNT.sub(lambda found: amount(found[1], found[2] or "", found[3].strip("枚")), text)
    for pattern in (_MOMENT, _AGE, _LENGTH):
        said = pattern.sub(lambda found: _whole(found[0]) or found[0], said)
    said = _RUN.sub(lambda found: _known(found[0]), said)
    return None if _HAN.search(said) else said.translate(_MARKS).strip()


def _known(word: str) -> str:
    """A name of theirs, with the Latin word before it where that is a part of it."""
    said: str = gettext(word)
    latin, _, rest = word.partition(" ")
    return said if said != word or not rest else f"{latin} {gettext(rest)}"


def amount(figure: str, size: str, unit: str) -> str:
    """("2,575", "万", "美元") -> "$25.75M"; below a thousand and without a size as it is."""
    if not size:
        return f"${figure}" if unit else figure
    value = Decimal(figure.replace(",", "").replace("−", "-")) * _SIZES[size]
    whole, letter = next((s, n) for s, n in _LETTERS if abs(value) >= s or s == 10**3)
    short = f"{value / whole:,.2f}".rstrip("0").rstrip(".")
    return f"{'$' if unit else ''}{short}{letter}".replace("$-", "-$")


def span(text: str) -> str:
    """ "3 小时 5 分钟" -> "3 h 5 min"."""
    for unit, said in _UNITS.items():
        text = text.replace(unit, said)
    return text.strip()


def date(near: str, year: str, month: str, day: str, weekday: str = "", clock: str = "") -> str:
    """ "今天，3月25日 星期三" -> "Today, Wed 25 Mar"."""
    parts = [_DAYS.get(weekday, ""), day, _MONTHS[int(month) - 1], year, clock]
    said = " ".join(filter(None, parts))
    return f"{gettext(near)}, {said}" if near else said


def _near(day: str, clock: str) -> str:
    return f"{gettext(day)} {clock}"


def _content(text: str) -> str:
    """What stands within a sentence: a word of ours, or a name from a report."""
    return spoken(text) or text


def _flow(who: str, week: str, way: str, text: str) -> str:
    said = (
        f"{'weekly' if week else 'net'} {'inflow' if way == '入' else 'outflow'} {_content(text)}"
    )
    return f"{who} {said}".strip()


def _sentence(
    pattern: str, write: Callable[..., str] | str
) -> tuple[re.Pattern[str], Callable[..., str]]:
    if isinstance(write, str):
        shape = write
        return re.compile(pattern), lambda *parts: shape.format(*map(_content, parts))
    return re.compile(pattern), write


_SENTENCES = (
    _sentence(rf"{_NUMBER} ?(万亿|亿|万)? ?(美元)?", amount),
    _sentence(rf"\${_NUMBER} ?(万亿|亿|万)", lambda figure, size: amount(figure, size, "美元")),
    _sentence(rf"{_NUMBER} ?(万亿|亿|万)? ?枚", lambda figure, size: amount(figure, size, "")),
    _sentence(rf"{_SPAN}", span),
    _sentence(rf"\+{_SPAN}", lambda text: f"+{span(text)}"),
    _sentence(rf"Last {_SPAN}", lambda text: f"Last {span(text)}"),
    _sentence(rf"{_SPAN}前", lambda text: f"{span(text)} ago"),
    _sentence(rf"{_SPAN}前的数据", lambda text: f"as of {span(text)} ago"),
    _sentence(rf"{_SPAN}前起没有新数据", lambda text: f"nothing new for {span(text)}"),
    _sentence(r"(?:(今天|昨天)，)?(?:(\d{4}) ?年)?(0?[1-9]|1[0-2])月(\d{1,2})日(?: (?:星期|周)([一二三四五六日]))?(?: (\d\d:\d\d))?", date),
    _sentence(r"(今天|昨天) (\d\d:\d\d)", _near),
    _sentence(r"(\d{4}) ?年 ?(0?[1-9]|1[0-2]) ?月", lambda year, month: f"{_MONTHS[int(month) - 1]} {year}"),
    _sentence(r"(\d+) 家媒体报道", "{0} outlets report it"),
    _sentence(rf"(\d+) 家媒体在 ?{_SPAN}内报道", lambda n, text: f"{n} outlets within {span(text)}"),
    _sentence(rf"({_NAMES})等 (\d+) 家媒体 ?标为重要", "marked important by {0} and others ({1})"),
    _sentence(rf"({_NAMES}) ?标为重要", "marked important by {0}"),
    _sentence(rf"涉及 ?({_NAMES})", "about {0}"),
    _sentence(rf"主题为({_NAMES})", "topic: {0}"),
    _sentence(r"主题词“(.+)”", "topic word “{0}”"),
    _sentence(rf"距调整 {_NUMBER} 块", "{0} blocks to adjustment"),
    _sentence(r"预计 ([+−]?[\d.]+%)", "expected {0}"),
    _sentence(r"一小时内确认 ([\d.,]+) sat/vB", "within an hour {0} sat/vB"),
    _sentence(rf"高度 {_NUMBER}", "height {0}"),
    _sentence(r"约 (\d{4}) 年 (0?[1-9]|1[0-2]) 月", lambda year, month: f"about {_MONTHS[int(month) - 1]} {year}"),
    _sentence(r"近 (\d+) 块", "last {0} blocks"),
    _sentence(r"(\S+) 不提供这项数据", "{0} does not give this figure"),
    _sentence(r"(\S+) 没有返回可用的数据", "{0} gave no usable data"),
    _sentence(r"低于当时市价", "below the market price of the time"),
    _sentence(r"高于当时市价", "above the market price of the time"),
    _sentence(rf"相差约 {_NUMBER} ?(万)? ?倍", lambda n, size: f"about {amount(n, size, '')} times apart"),
    _sentence(rf"([A-Z0-9]*) ?跌破 ({_SUM})", "{0} below {1}"),
    _sentence(rf"([A-Z0-9]*) ?突破 ({_SUM})", "{0} above {1}"),
    _sentence(rf"强度 ({_SUM})", "strength {0}"),
    _sentence(rf"([A-Z0-9]*) ?(周)?净流([入出]) ({_SUM})", _flow),
    _sentence(rf"(\d+) 小时 ({_SUM})", "{1} in {0} h"),
    _sentence(rf"{_NUMBER} 分", "{0} points"),
    _sentence(rf"{_NUMBER} 倍", "{0} times"),
    _sentence(r"类型：(快讯|文章)", "Kind: {0}"),
    _sentence(rf"不含：({_NAMES})", "Without: {0}"),
    _sentence(r"链接：(\S+)", "Link: {0}"),
    _sentence(r"地址 ([0-9A-Za-z…]+)", "Address {0}"),
    _sentence(r"自 ([\d-]+)", "from {0}"),
    _sentence(r"至 ([\d-]+)", "until {0}"),
    _sentence(r"([\d-]+) 至 ([\d-]+)", "{0} to {1}"),
    _sentence(r"近 ?(\d+) ?(小时|天|周|个月|年)", lambda n, unit: f"last {n} {_LENGTHS[unit]}"),
)  # fmt: skip
