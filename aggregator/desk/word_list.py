"""The list of all entries in force, shipped and own, as the page of the lexicon shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from aggregator import language
from aggregator.language import EntryError, fold
from aggregator.words import current
from aggregator.words.entries import kept, term_of
from aggregator.words.models import Word

ORIGINS = {"shipped": "内置", "changed": "编辑改过", "own": "编辑新增", "off": "已停用"}
TONES = {"shipped": "plain", "changed": "warn", "own": "good", "off": "bad"}
KINDS = dict(Word.Kind.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry on the page; `address` leads to where it is changed."""

    slug: str
    name: str
    kind: str
    aliases: str
    ticker: str
    weight: int
    note: str
    origin: str
    address: str

    @property
    def origin_label(self) -> str:
        """Where the entry comes from, in words."""
        return ORIGINS[self.origin]

    @property
    def tone(self) -> str:
        """The colour of the label."""
        return TONES[self.origin]


def lines(query: str, kind: str, origin: str) -> list[Line]:
    """The entries that meet the query: own ones first, then by weight. Empty filters let all pass."""
    wanted = fold(query.strip().lstrip("$"))
    found = [
        line
        for line in _all()
        if (not kind or line.kind == KINDS.get(kind))
        and (not origin or line.origin == origin)
        and (
            not wanted or wanted in fold(f"{line.name}、{line.aliases}、{line.ticker} {line.slug}")
        )
    ]
    exact = {line.slug for line in found if wanted and _is(line, wanted)}
    return sorted(
        found,
        key=lambda one: (one.slug not in exact, one.origin == "shipped", -one.weight, one.slug),
    )


def _is(line: Line, wanted: str) -> bool:
    ways = (line.name, line.ticker, line.slug, *line.aliases.split("、"))
    return any(fold(way) == wanted for way in ways)


def _all() -> list[Line]:
    current.take_up()
    version = current.in_force()
    base: Mapping[str, object] = current.base_of(version).by_slug if version else {}
    words = {word.slug: word for word in Word.objects.all()}
    found = []
    add = reverse("admin:words_word_add")
    for slug, term in language.lexicon().by_slug.items():
        if slug not in words:
            found.append(_line(term, "shipped", f"{add}?from={slug}"))
    for slug, word in words.items():
        origin = "off" if word.off else "changed" if slug in base else "own"
        try:
            term = term_of(kept(word))
        except EntryError:  # of before a rule that came with an upgrade
            continue
        found.append(_line(term, origin, reverse("admin:words_word_change", args=[word.pk])))
    return found


def _line(term: language.Term, origin: str, address: str) -> Line:
    return Line(
        term.slug,
        term.name,
        KINDS[term.kind],
        "、".join(term.aliases),
        term.ticker,
        term.weight,
        term.note,
        origin,
        address,
    )
