"""The conditions that a reader can name, and what their values mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from aggregator.language import find_addresses, fold
from aggregator.search.query.dates import Stretch, stretch
from aggregator.search.query.known import Known, Named
from aggregator.search.query.query import ClauseKind

# The names of the fields, folded, so Traditional ones are in.
NAMES: dict[str, str] = {
    **dict.fromkeys(("tag", "tags", "标签"), "tag"),
    **dict.fromkeys(("coin", "币种", "币", "代币"), "coin"),
    **dict.fromkeys(("topic", "主题", "话题"), "topic"),
    **dict.fromkeys(("source", "site", "来源", "媒体", "出处"), "source"),
    **dict.fromkeys(("kind", "type", "类型", "体裁"), "kind"),
    **dict.fromkeys(("important", "重要"), "important"),
    **dict.fromkeys(("from", "since", "after", "从", "自", "起"), "from"),
    **dict.fromkeys(("to", "until", "before", "到", "至", "截至", "止"), "to"),
    **dict.fromkeys(("date", "on", "日期", "时间", "月份"), "date"),
    **dict.fromkeys(("addr", "address", "tx", "地址", "交易哈希"), "addr"),
    **dict.fromkeys(("not", "不含", "排除"), "not"),
}
_KINDS = {
    **dict.fromkeys(("快讯", "短讯", "flash"), "flash"),
    **dict.fromkeys(("文章", "长文", "深度", "article", "articles"), "article"),
}
_KIND_LABELS = {"flash": "快讯", "article": "文章"}
YES = frozenset({"是", "1", "yes", "y", "true", "对"})
NO = frozenset({"否", "0", "no", "n", "false", "不"})
_SHOWN = 14  # an address longer than this is cut short on its chip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a condition comes to: the parts of a `Clause` that don't hang on its place."""

    kind: ClauseKind
    value: str
    label: str
    negated: bool = False


def meaning(name: str, value: str, today: date, known: Known) -> Meaning | str:
    """What a field with this value says, or a sentence that says why it says nothing."""
    return _READERS[name](value, today, known)


def days_clause(found: Stretch) -> Meaning:
    """The condition that the day of an article lies in a stretch."""
    if found.first and found.last:
        both = f"{found.first} 至 {found.last}" if found.first != found.last else f"{found.first}"
        return Meaning("days", f"{found.first}/{found.last}", found.label or both)
    return Meaning("since", f"{found.first}", found.label or f"自 {found.first}")


def address(text: str, *, called: bool = False) -> Meaning | None:
    """A whole or abbreviated address or transaction that is all of a text.

    `called`: the reader says that it is one, so short openings count too.
    """
    for way, lead in ((text, ""), (text.lower(), ""), *(((text, "地址 "),) if called else ())):
        for one in find_addresses(lead + way):
            if (one.start, one.end) == (len(lead), len(lead) + len(way)):
                what = "交易" if one.kind == "transaction" else "地址"
                return Meaning("address", way, f"{what}：{_short(way)}")
    return None


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:6]}…{text[-4:]}"


def _tag(kind: ClauseKind, what: str, *kinds: str) -> Callable[[str, date, Known], Meaning | str]:
    def read(value: str, _today: date, known: Known) -> Meaning | str:
        return _found(known.tag(value, kinds), kind, what, value)

    return read


def _source(value: str, _today: date, known: Known) -> Meaning | str:
    return _found(known.source(value), "source", "媒体", value)


def _found(found: Named | None, kind: ClauseKind, what: str, value: str) -> Meaning | str:
    if found is None:
        return f"没有叫“{value}”的{what}，已按普通词查找"
    return Meaning(kind, found.slug, f"{what}：{found.name}")


def _kind(value: str, _today: date, _known: Known) -> Meaning | str:
    kind = _KINDS.get(fold(value))
    if kind is None:
        return f"类型只有快讯和文章，“{value}”已按普通词查找"
    return Meaning("kind", kind, f"类型：{_KIND_LABELS[kind]}")


def _important(value: str, _today: date, _known: Known) -> Meaning | str:
    return Meaning("important", "", "只看重要", negated=fold(value) in NO)


def _from(value: str, today: date, _known: Known) -> Meaning | str:
    found = stretch(fold(value), today)
    if found is None or found.first is None:
        return _no_date(value)
    return Meaning("since", f"{found.first}", f"自 {found.first}")


def _to(value: str, today: date, _known: Known) -> Meaning | str:
    found = stretch(fold(value), today)
    if found is None:
        return _no_date(value)
    last = found.last or today
    return Meaning("until", f"{last}", f"至 {last}")


def _date(value: str, today: date, _known: Known) -> Meaning | str:
    found = stretch(fold(value), today)
    return days_clause(found) if found else _no_date(value)


def _no_date(value: str) -> str:
    return f"看不懂日期“{value}”，已按普通词查找；可以写成 2026-03-01"


def _addr(value: str, _today: date, _known: Known) -> Meaning | str:
    return address(value, called=True) or f"“{value}”不像链上地址，已按普通词查找"


def _not(value: str, _today: date, _known: Known) -> Meaning | str:
    return Meaning("words", value, value, negated=True)


_READERS: dict[str, Callable[[str, date, Known], Meaning | str]] = {
    "tag": _tag("tag", "标签"),
    "coin": _tag("coin", "币种", "coin"),
    "topic": _tag("topic", "主题", "topic"),
    "source": _source,
    "kind": _kind,
    "important": _important,
    "from": _from,
    "to": _to,
    "date": _date,
    "addr": _addr,
    "not": _not,
}
