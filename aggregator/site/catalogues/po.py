"""Catalogues as people edit them (GNU gettext's .po), as far as we use the format."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from aggregator.site.catalogues.message import Message

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"""
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hant": "nplurals=1; plural=0;"}
_FIELD = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$')


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with what it is in the other language: one form, or one for each plural."""

    message: Message
    forms: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether all of it is translated."""
        return bool(self.forms) and all(self.forms)


def header(language: str) -> str:
    """What stands before the entries, as the compiled catalogue has it."""
    lines = HEADER.format(language=language, plurals=PLURALS[language]).splitlines()[2:]
    return "".join(map(ast.literal_eval, lines))


def write(language: str, entries: Iterable[Entry], places: Mapping[Message, list[str]]) -> str:
    """The text of a catalogue, in the order of its messages."""
    blocks = [HEADER.format(language=language, plurals=PLURALS[language])]
    in_order = sorted(entries, key=lambda one: (places[one.message][0], one.message))
    blocks += [
        "".join(f"{line}\n" for line in _lines(one, places[one.message])) for one in in_order
    ]
    return "\n".join(blocks)


def _lines(entry: Entry, places: list[str]) -> Iterator[str]:
    message = entry.message
    yield f"#: {' '.join(places)}"
    if "%(" in message.text or "%s" in message.text:
        yield "#, python-format"
    if message.context:
        yield f"msgctxt {_quoted(message.context)}"
    yield f"msgid {_quoted(message.text)}"
    if message.plural:
        yield f"msgid_plural {_quoted(message.plural)}"
        yield from (f"msgstr[{n}] {_quoted(form)}" for n, form in enumerate(entry.forms))
    else:
        yield f"msgstr {_quoted(entry.forms[0])}"


def read(text: str) -> dict[Message, Entry]:
    """The entries of a catalogue; those that are marked fuzzy count as not translated."""
    found = (_entry(block) for block in re.split(r"\n\s*\n", text) if "msgid" in block)
    return {entry.message: entry for entry in found if entry.message.text}


def _entry(block: str) -> Entry:
    fields: dict[str, str] = {}
    last = ""
    for line in block.splitlines():
        if found := _FIELD.match(line):
            last = found[1]
            fields[last] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            fields[last] += ast.literal_eval(line)
    message = Message(fields["msgid"], fields.get("msgctxt", ""), fields.get("msgid_plural", ""))
    fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)
    forms = tuple(
        "" if fuzzy else said for name, said in fields.items() if name.startswith("msgstr")
    )
    return Entry(message, forms)


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'
