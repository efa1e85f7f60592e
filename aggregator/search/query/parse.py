"""The text of a query, read into clauses. Never an error, whatever the text."""

import re
from datetime import date

from aggregator.search.query.query import Clause, Query

LONGEST = 200
_QUOTED = re.compile(r"[\"“”＂「『]([^\"“”＂「」『』]+)[\"“”＂」』]")


def parse(text: str, today: date) -> Query:  # noqa: ARG001
    """The query; clauses without a word in them are left out."""
    text = text[:LONGEST]
    clauses: list[Clause] = []
    place = 0
    for quoted in _QUOTED.finditer(text):
        clauses += _words(text, place, quoted.start())
        wording = quoted.group(1)
        clauses.append(Clause("phrase", wording, wording, quoted.start(), quoted.end()))
        place = quoted.end()
    clauses += _words(text, place, len(text))
    return Query(text, tuple(clauses))


def _words(text: str, start: int, end: int) -> list[Clause]:
    wording = text[start:end].strip()
    return [Clause("words", wording, wording, start, end)] if wording else []
