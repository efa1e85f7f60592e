"""Names in running text: underlined where they are first mentioned, addresses led to explorers.

The text is sanitised markup (`aggregator.articles.clean`). It is read again with the standard
library's parser: start tags are given back as they stand, every piece of text is escaped anew, so
that what comes out holds no markup that did not go in, but for the links made here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from aggregator.articles.models import Article, Tag
from aggregator.site.story.evidence import Tagged
from aggregator.site.story.wallets import Wallet

MOST = 12
_NAMES = frozenset(
    {
        Tag.Kind.COIN,
        Tag.Kind.EXCHANGE,
        Tag.Kind.PROJECT,
        Tag.Kind.COMPANY,
        Tag.Kind.REGULATOR,
        Tag.Kind.PERSON,
    }
)
_HEADS = frozenset({"h2", "h3", "h4"})
_NEVER = frozenset({"a", "pre"})
_LINK_ENDS = mark_safe("</a>")
_NOT_NAMES = _NEVER | _HEADS | {"code"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be linked once.

    words: as the text writes them. skip: how often they stand in the text before the mention
    that is meant. opens, closes: what stands around them, as markup. never: the elements in which
    they are not marked.
    """

    words: str
    skip: int
    opens: SafeString
    closes: SafeString
    never: frozenset[str]


@dataclass(slots=True)
class _Text:
    words: str
    inside: frozenset[str]
    marks: list[tuple[int, Mark]] = field(default_factory=list)

    def __str__(self) -> str:
        places = sorted(self.marks, key=lambda found: found[0])
        ends = [0, *(at + len(mark.words) for at, mark in places)]
        parts = []
        for end, (at, mark) in zip(ends, places, strict=False):
            parts += [escape(self.words[end:at]), mark.opens, escape(mark.words), mark.closes]
        return "".join([*parts, escape(self.words[ends[-1] :])])


def marked(html: str, marks: Sequence[Mark]) -> SafeString:
    """The sanitised markup with every mark made where its words stand first, of those allowed."""
    if not marks:
        return mark_safe(html)  # noqa: S308 - sanitised when it was taken in
    reader = _Reader()
    reader.feed(html)
    reader.close()
    texts = [part for part in reader.parts if isinstance(part, _Text)]
    for mark in marks:
        _place(mark, texts)
    return mark_safe("".join(map(str, reader.parts)))  # noqa: S308 - see the top of the file


def marks_of(article: Article, tags: Iterable[Tagged], wallets: Iterable[Wallet]) -> list[Mark]:
    """The names that a text tells of, `MOST` at most, and the addresses that lead somewhere."""
    names = (one for one in tags if one.tag.kind in _NAMES and one.spans)
    found = [_name(article.text, one) for one, _ in zip(names, range(MOST), strict=False)]
    links = [_wallet(one) for one in wallets if one.href or one.wrong]
    return [mark for mark in found if mark.words] + links


def _name(text: str, one: Tagged) -> Mark:
    start, end = min(one.spans)
    words = text[start:end].strip()
    opens = format_html(
        '<a class="entity" href="{}" data-card="{}">',
        one.tag.get_absolute_url(),
        reverse("card", args=[one.tag.slug]),
    )
    skip = text.count(words, 0, start) if words else 0
    return Mark(words, skip, opens, _LINK_ENDS, _NOT_NAMES)


def _wallet(one: Wallet) -> Mark:
    """A link to what can be looked up; a warning in the text behind one that is wrong."""
    if one.wrong:
        opens = mark_safe('<span class="hash">')
        closes = format_html('</span> <b class="wrong">{}</b>', one.state)
        return Mark(one.text, 0, opens, closes, _NEVER)
    note = f"{one.network}{one.kind}" + (f"，{one.state}" if one.state else "")
    opens = format_html(
        '<a class="hash hash--link" href="{}" title="{}" rel="noopener noreferrer external">',
        one.href,
        note,
    )
    return Mark(one.text, 0, opens, _LINK_ENDS, _NEVER)


def _place(mark: Mark, texts: Iterable[_Text]) -> None:
    seen = 0
    for text in texts:
        at = text.words.find(mark.words)
        while at >= 0:
            if seen >= mark.skip and _free(mark, text, at):
                text.marks.append((at, mark))
                return
            seen += 1
            at = text.words.find(mark.words, at + len(mark.words))


def _free(mark: Mark, text: _Text, at: int) -> bool:
    """Whether the words may be marked there: a whole word, in no link, in no other mark."""
    end = at + len(mark.words)
    if text.inside & mark.never or _cuts(text.words, at) or _cuts(text.words, end):
        return False
    return all(end <= other or at >= other + len(one.words) for other, one in text.marks)


def _cuts(text: str, at: int) -> bool:
    """Whether a Latin word or a figure goes on over this place."""
    if not 0 < at < len(text):
        return False
    return all(char.isascii() and char.isalnum() for char in text[at - 1 : at + 1])


class _Reader(HTMLParser):
    """Markup in parts: tags as they stand, and texts with the elements they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str | _Text] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.parts.append(self.get_starttag_text() or "")
        if tag not in ("br", "hr"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.parts.append(_Text(data, frozenset(self._open)))
