"""The text of a query, read into clauses. Never an error, whatever the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from aggregator.language import fold
from aggregator.search.query import dates
from aggregator.search.query.fields import NO, YES, Meaning, address, days_clause, meaning
from aggregator.search.query.known import HERE, Known
from aggregator.search.query.query import LONGEST, Clause, Query
from aggregator.search.query.scan import GAP, Mark, clean, marks, plain
from aggregator.search.query.words import MOST_WORDS, spans

MOST_CONDITIONS = 32
_TOKEN = re.compile(rf"(?:[^,{GAP}]|(?<=\d),(?=\d))+")
_CORE = re.compile(r"[\w$](?:.*[\w%+])?")
_WORD = re.compile(r"[^\W_]")
_MORE = re.compile(rf"\s[^,:：\-−{GAP}][^,:：{GAP}]*")


def parse(text: str, today: date, known: Known = HERE) -> Query:
    """The query. `today` is the day in the site's zone that 近7天 is told from.

    The first 300 characters, 32 words and 32 conditions count; `ignored` says so when there are
    more. A condition whose value means nothing is searched as words.
    """
    cleaned, cut = clean(text)
    reader = _Reader(cleaned, today, known)
    for mark in marks(cleaned):
        reader.read(mark)
    ignored = dict.fromkeys(reader.ignored)
    if cut:
        ignored[f"搜索词太长，只看了前 {LONGEST} 个字"] = None
    if cleaned.strip() and not reader.clauses and not ignored:
        ignored["没有可查的词，请输入词语、币种、媒体或地址"] = None
    return Query(cleaned, tuple(reader.clauses), tuple(ignored))


@dataclass(slots=True)
class _Reader:
    """What was read so far. `joining`: OR stands before the place; `negation`: (its start, its
    end, whether it must touch what it negates); `done`: what stands before it was read."""

    text: str
    today: date
    known: Known
    clauses: list[Clause] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    joining: bool = False
    negation: tuple[int, int, bool] | None = None
    words: int = 0
    done: int = 0

    def read(self, mark: Mark) -> None:
        """Take in the next mark."""
        if mark.kind == "text":
            self._text(max(mark.start, self.done), mark.end)
        elif mark.start < self.done:
            return
        elif mark.kind == "or":
            self.joining, self.negation = bool(self.clauses), None
        elif mark.kind in ("not", "minus"):
            start = self._negated_from(mark.start)
            first = mark.start if start is None else start
            self.negation = (first, mark.end, mark.kind == "minus")
        elif mark.kind == "phrase":
            self._phrase(mark)
        elif mark.kind == "link":
            url = self.text[mark.start : mark.end]
            self._add(Meaning("link", url, f"链接：{_brief(url)}"), mark.start, mark.end)
        else:
            self._field(mark)

    def _phrase(self, mark: Mark) -> None:
        wording = self.text[slice(*mark.inner)].strip()
        if _WORD.search(wording):
            self._add(Meaning("phrase", wording, f"「{wording}」"), mark.start, mark.end)

    def _field(self, mark: Mark) -> None:
        start, value_end = mark.inner
        end, value = mark.end, self.text[start:value_end].strip()
        colon = plain(self.text).index(":", mark.start) + 1
        if mark.name == "important" and fold(value) not in YES | NO:
            self._take(meaning("important", "", self.today, self.known), mark.start, colon, "")
            self._text(colon, end)
            return
        if not _WORD.search(value):
            self.ignored.append(f"“{self.text[mark.start : colon]}”后面没有内容，已略过")
            return
        said = meaning(mark.name, value, self.today, self.known)
        if mark.name == "source" and end == value_end:
            said, self.done = self._longer(said, start, end)
            end = self.done
        self._take(said, mark.start, end, value)

    def _longer(self, said: Meaning | str, start: int, end: int) -> tuple[Meaning | str, int]:
        """The outlet of a name of several words, such as Foresight News, or what was `said`."""
        longer = _MORE.match(self.text, end)
        if longer is None:
            return said, end
        full = meaning("source", self.text[start : longer.end()], self.today, self.known)
        return (said, end) if isinstance(full, str) else (full, longer.end())

    def _take(self, said: Meaning | str, start: int, end: int, value: str) -> None:
        if isinstance(said, str):
            self.ignored.append(said)
            said = Meaning("words", value, value)
        self._add(said, start, end)

    def _text(self, start: int, end: int) -> None:
        """Words, and what says by its form what it is: days, addresses."""
        folded = plain(self.text[start:end])
        run: list[tuple[int, int]] = []
        for token in _TOKEN.finditer(folded):
            core = _CORE.search(token.group())
            if core is None:
                continue
            first = start + token.start()
            place = (first + core.start(), first + core.end())
            special = self._by_form(*place)
            if special is None:
                run.append(place)
                continue
            self._run(run)
            run = []
            self._add(special, *place)
        self._run(run)

    def _by_form(self, start: int, end: int) -> Meaning | None:
        token = self.text[start:end]
        folded = fold(token)
        stretch = dates.named(folded, self.today)
        if stretch:
            return days_clause(stretch)
        day = dates.day(folded, self.today)
        if day:
            return Meaning("day", f"{day}", token)
        return address(token)

    def _run(self, run: list[tuple[int, int]]) -> None:
        """Tokens in a row: a clause each, but one for those that make up one name or number."""
        if not run:
            return
        first = run[0][0]
        joints = [(first + a, first + b) for a, b in spans(self.text[first : run[-1][1]])]
        for start, end, words in _joined(run, joints):
            wording = self.text[start:end]
            if not words:
                continue
            if self.words >= MOST_WORDS:
                self.ignored.append(f"词太多，只用了前 {MOST_WORDS} 个")
                break
            self.words += words
            self._add(Meaning("words", wording, wording), start, end)

    def _add(self, said: Meaning, start: int, end: int) -> None:
        if len(self.clauses) >= MOST_CONDITIONS:
            self.ignored.append(f"条件太多，只用了前 {MOST_CONDITIONS} 个")
            return
        negated_from = self._negated_from(start)
        negated = said.negated != (negated_from is not None)
        clause = Clause(
            said.kind,
            said.value,
            _negative(said) if negated else said.label,
            start if negated_from is None else negated_from,
            end,
            negated,
            self.joining,
        )
        self.clauses.append(clause)
        self.joining, self.negation = False, None

    def _negated_from(self, start: int) -> int | None:
        """Where the negation stands that holds for what begins here."""
        if self.negation is None:
            return None
        first, end, touching = self.negation
        between = self.text[end:start]
        holds = not (between if touching else between.strip())
        return first if holds else None


def _joined(
    tokens: list[tuple[int, int]], units: list[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    """The tokens, those that a unit spans in one, each with the number of units in it."""
    place = 0
    start, end = tokens[0]
    count = 0
    for unit_start, unit_end in units:
        while unit_start >= end:
            yield start, end, count
            place, count = place + 1, 0
            start, end = tokens[place]
        while unit_end > end:
            place += 1
            end = tokens[place][1]
        count += 1
    yield start, end, count


def _negative(said: Meaning) -> str:
    if said.kind == "important":
        return "不看重要"
    return f"不含：{said.value if said.kind == 'words' else said.label}"


def _brief(url: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE)
    return bare if len(bare) <= 40 else f"{bare[:39]}…"
