"""Companies and projects that the lexicon does not know: what they are called tells their kind.

稳定币初创公司 Payy, DEX 聚合器 Titan, FirstMark Capital, Payy 完成 600 万美元种子轮融资: a word
before or at the end of a Latin name, or money raised, makes it a body.
"""

import re

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.errors import LexiconError
from aggregator.language.folding import fold
from aggregator.language.lexicon import Lexicon
from aggregator.language.strangers import BODY, Stranger, entry

_WORD = r"[A-Z0-9][A-Za-z0-9À-ÿ'’&-]{0,40}(?:\.[A-Za-z]{1,4})?"  # bounded: no name is longer
_NAME = rf"(?=[A-Za-z0-9 .&'’-]{{0,60}}[a-z]){_WORD}(?: {_WORD}){{0,3}}"
_FILE = "bodies.tsv"
_KINDS = ("company", "project")
_NOT_NAMES = frozenset({"The", "In", "On", "A", "Dr"})
_RAISED = re.compile(
    rf"(?<![A-Za-z0-9@._-])(?P<name>{_NAME}) ?(?:宣布)?(?:已)?(?:完成|获得?|筹集)[^，。；\n]{{0,18}}(?:融资|投资)"
    rf"|(?<![A-Za-z0-9@._-])(?P<lead>{_NAME}) ?(?:等)?(?:领投|参投|跟投)"
)

# Whoever opens a sentence and does something is somebody: UXLINK 披露, Buidlpad 将于.
_ACTS = re.compile(
    rf"(?:^|[。：:；\n])[ 「“]?(?P<name>{_NAME})[」”]? ?(?:基金会)?(?:将|已|宣布|推出|披露|公布|发布|停止|上线|"
    rf"开放|启动|收购|回应|完成|获得|获批|拟|计划|集成|接入|更名|融资|联合|升级|暂停|裁员|任命|起诉|发文)"
)


def compile_bodies(_source: Lexicon) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each kind: the pattern of names behind its words, and of names that end in one."""
    rows: dict[str, list[str]] = {}
    for line, (kind, words, _) in rules.phrases(_FILE, "kind", "words", "note"):
        if kind.removesuffix("-after").removesuffix("-before") not in _KINDS:
            raise LexiconError(_FILE, line, f"kind {kind!r} must be one of {', '.join(_KINDS)}")
        rows.setdefault(kind, []).extend(words.split("|"))
    return {
        kind: (
            re.compile(rf"(?:{_either(rows[f'{kind}-before'])})[ 「“]{{0,2}}(?P<name>{_NAME})"),
            re.compile(
                rf"(?<![A-Za-z0-9@._-])(?P<name>{_WORD}(?: {_WORD}){{0,2}}? "
                rf"(?:{_either(rows[f'{kind}-after'])}))(?![A-Za-z0-9])"
            ),
        )
        for kind in _KINDS
    }


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def bodies(text: str) -> list[Stranger]:
    """Unknown companies and projects; a name may stand in the lexicon all the same."""
    found: dict[int, Stranger] = {}
    for kind, (behind, ending) in book().part(compile_bodies).items():
        for match in ending.finditer(text):
            _keep(found, match, "name", kind, "body_ending", 0.7)
        for match in behind.finditer(text):
            _keep(found, match, "name", kind, "body_called", 0.6)
    for match in _RAISED.finditer(text):
        group = "name" if match["name"] else "lead"
        _keep(found, match, group, "project" if match["name"] else "company", "body_raised", 0.65)
    for match in _ACTS.finditer(text):
        _keep(found, match, "name", "project", "body_acts", 0.5)
    return [found[start] for start in sorted(found)]


def compile_generic(source: Lexicon) -> frozenset[str]:
    """Folded words that alone name nobody: those that go with names, and words of the trade."""
    words = {s.folded for t in source.terms if t.kind in ("term", "topic") for s in t.surfaces}
    return frozenset(words | rules.words("companions.txt"))


def _keep(
    found: dict[int, Stranger],
    match: re.Match[str],
    group: str,
    kind: str,
    rule: str,
    confidence: float,
) -> None:
    name, (start, end) = match[group], match.span(group)
    first, generic = name.split(" ", 1)[0], book().part(compile_generic)
    if start in found or first in _NOT_NAMES or len(name) < 3 or name.startswith("0x"):
        return
    if fold(name) not in generic and not generic.issuperset(fold(name).split(" ")):
        found[start] = Stranger(entry(BODY, name, kind), start, end, rule, confidence)
