"""People whom the lexicon does not know: a title before a name, or a name of foreign spelling."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aggregator.language import rules
from aggregator.language.book import book
from aggregator.language.dictionary import dictionary
from aggregator.language.lexicon import Lexicon
from aggregator.language.strangers import PERSON, Stranger, entry

_LETTER = "A-Za-zÀ-ÿ'’-"
# A capital word with a small letter in it, or an initial. Bounded: no name is longer.
_WORD = rf"(?:(?=[{_LETTER}]{{1,30}}?[a-zß-ÿ])[A-ZÀ-Þ][{_LETTER}]{{1,30}}|[A-Z]\.)"
_SPEAKS = (
    r"(?=[ ，,。、：:（(）)；;！!？?\"”」]|$|表示|称|指出|认为|在|于|将|已|出席|接受|对|作|为|说|宣布|发文|发推|"
    r"透露|警告|回应|发表|发布|强调|补充|预计|建议|呼吁|就|曾|的|与|和|及|是|也|今|周|近日|据|向|从|被|获|担任|公开|喊话|致信|离职|辞职|携|再次|警示|批|驳|否认|证实|确认|呼|参|出任|加入)"
)
_LATIN = re.compile(
    rf"(?<![\w@.]){_WORD}(?: (?:van|de|von|der|di|la|al|bin)){{0,2}}(?: {_WORD}){{1,2}}"
)
# Only people leave an office: Tomasz Staczewski 将卸任.
_LEAVES = re.compile(
    rf"(?<![\w@.])(?P<name>{_WORD}(?: {_WORD}){{1,2}}) ?(?:将|已|即将|宣布|拟|正式)?"
    r"(?:卸任|辞职|离职|离任|辞去|去世|当选|获释|入狱)"
)
_NOT_FIRST = frozenset(
    {"The", "In", "On", "At", "And", "For", "By", "It", "We", "From", "With", "Dr"}
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    given: frozenset[str]
    titled: re.Pattern[str]
    spelt: re.Pattern[str]


def compile_patterns(_source: Lexicon) -> _Patterns:
    """The patterns over the rule files: titles, given names, surnames, spelling characters."""
    titles = rules.words("titles.txt")
    sets = dict(line.split(" ", 1) for line in _sets())
    han = rf"[{sets['surnames']}][\u4e00-\u9fff]{{1,2}}?{_SPEAKS}"
    foreign = sets["foreign"]
    title = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    return _Patterns(
        rules.words("given_names.txt"),
        re.compile(
            rf"(?:{title})(?P<gap> ?[「“]?)(?:(?P<latin>{_WORD}(?: {_WORD}){{0,2}})"
            rf"|(?P<handle>[a-z][a-z0-9_]{{2,15}}(?<=[0-9_a-z]))(?![\w.])|(?P<han>{han}))"
        ),
        re.compile(
            rf"(?:(?!约[^翰瑟什尔恩纳书里阿])[{foreign}]){{1,6}}[·・•‧][{foreign}]{{2,7}}(?:[·・•‧][{foreign}]{{1,7}})?"
        ),
    )


def _sets() -> Iterator[str]:
    text = (rules.RULES / "surnames.txt").read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and not line.startswith("#"))


def persons(text: str) -> list[Stranger]:
    """Unknown people in reading order; a name may stand in the lexicon all the same."""
    patterns = book().part(compile_patterns)
    found: dict[int, Stranger] = {}
    for match in patterns.spelt.finditer(text):
        name = match.group().removesuffix("本")
        end = match.start() + len(name)
        found[match.start()] = _person(name, match.start(), end, "transliterated", 0.8)
    for match in _LATIN.finditer(text):
        if match.group().split(" ", 1)[0] in patterns.given:
            found[match.start()] = _person(match.group(), *match.span(), "given_name", 0.8)
    for match in _LEAVES.finditer(text):
        found.setdefault(match.start(), _person(match["name"], *match.span("name"), "leaves", 0.7))
    for match in patterns.titled.finditer(text):
        one = _titled(match)
        if one and one.start not in found:
            found[one.start] = one
    return [found[start] for start in sorted(found)]


def _titled(match: re.Match[str]) -> Stranger | None:
    if match["latin"]:
        name, confidence = match["latin"], 0.75 if " " in match["latin"] else 0.6
        if name.split(" ", 1)[0] in _NOT_FIRST:
            return None
        return _person(name, *match.span("latin"), "title", confidence)
    if match["handle"]:
        digits = any(char.isdigit() for char in match["handle"])
        return _person(match["handle"], *match.span("handle"), "title", 0.55) if digits else None
    name = match["han"].rstrip("等")
    start = match.start("han")
    if len(name) < 2 or (len(name) == 2 and dictionary().cutter.has_word(name)):
        return None  # 权, 宣 and 包 open names, and 权益, 宣布 and 包括
    return _person(name, start, start + len(name), "title", 0.6)


def _person(name: str, start: int, end: int, rule: str, confidence: float) -> Stranger:
    return Stranger(entry(PERSON, name, "person"), start, end, rule, confidence)
