"""The tags of an article with what they rest on, as its page shows them. Pure but for the rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from aggregator.articles import permitted
from aggregator.articles.models import Article, ArticleTag, Tag

AROUND = 10  # characters shown on each side of a find
PIECES = 3
_INSIDE = re.compile(r"[0-9A-Za-z.,]{2}")
_PLACES = {"title": "标题", "text": "正文"}
_RULES = {
    "name": "与名称或别名相符",
    "ticker": "与代码相符",
    "context": "字面有多种意思，按前后文判断",
    "again": "前文已写明，再次出现",
    "list": "与其他币种并列",
    "brackets": "名称后括注了代码",
    "pair": "出自交易对",
    "cashtag": "写作 $ 代码",
    "stock": "写明了股票代码",
    "title": "头衔后的人名",
    "transliterated": "外国人名的译写",
    "given_name": "姓名写法",
    "body_ending": "机构名称的写法",
    "body_called": "文中称其为机构",
    "body_raised": "文中称其完成融资",
    "body_acts": "文中写其作为机构行事",
    "new_context": "未收录的代码，文中写明是代币",
    "new_brackets": "未收录，名称后括注了代码",
    "new_pair": "未收录，出自交易对",
    "new_counted": "未收录，前有枚数",
    "new_cashtag": "未收录，写作 $ 代码",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A find: where it stands, the words around it with the find marked, the rule in words."""

    place: str
    quote: SafeString
    rule: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag of an article. sure: how sure, in percent; None where an editor set it.

    spans: where the text names it, as offsets into the plain text.
    """

    tag: Tag
    about: bool
    by_editor: bool
    sure: int | None
    pieces: tuple[Piece, ...]
    spans: tuple[tuple[int, int], ...] = ()


def tags_of(article: Article) -> tuple[Tagged, ...]:
    """What the article is about, then what it names, the surest first; one query."""
    rows = article.tagged.filter(removed=False).select_related("tag")
    found = [_tagged(article, row) for row in rows.order_by("-about", "-confidence", "tag__name")]
    return tuple(found)


def _tagged(article: Article, row: ArticleTag) -> Tagged:
    shown = permitted.pieces(article, row.evidence)
    sure = None if row.by_editor or row.confidence is None else round(row.confidence * 100)
    spans = tuple(
        (piece["start"], piece["end"])
        for piece in shown
        if piece["place"] == "text" and 0 <= piece["start"] < piece["end"] <= len(article.text)
    )
    pieces = tuple(_pieces(article, shown[:PIECES]))
    return Tagged(row.tag, row.about, row.by_editor, sure, pieces, spans)


def _pieces(article: Article, pieces: Iterable[dict[str, Any]]) -> Iterable[Piece]:
    for piece in pieces:
        text = article.title if piece["place"] == "title" else article.text
        start, end = piece["start"], piece["end"]
        if 0 <= start < end <= len(text):  # else the text was edited since
            yield Piece(_PLACES[piece["place"]], _quote(text, start, end), _rule(piece["rule"]))


def _quote(text: str, start: int, end: int) -> SafeString:
    before, after = _edge(text, start - AROUND, -1), _edge(text, end + AROUND, 1)
    parts = (
        "…" if before else "",
        escape(text[before:start].lstrip()),
        f"<mark>{escape(text[start:end])}</mark>",
        escape(text[end:after].rstrip()),
        "…" if after < len(text) else "",
    )
    return mark_safe("".join(parts).replace("\n", " "))  # noqa: S308 - each part is escaped above


def _edge(text: str, place: int, step: int) -> int:
    """The place, or a little further on, where it would cut a Latin word or a figure in two."""
    place = min(max(place, 0), len(text))
    for _ in range(AROUND):
        if not 0 < place < len(text) or not _INSIDE.fullmatch(text[place - 1 : place + 1]):
            break
        place += step
    return place


def _rule(name: str) -> str:
    kind, _, word = name.partition(":")
    return f"主题词“{word}”" if kind == "topic" else _RULES.get(name, "按写法识别")
