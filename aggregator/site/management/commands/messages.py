"""Bring the catalogues level with the code: find, keep what is translated, compile."""

# ruff: noqa: ARG002 - Django fixes the signatures

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aggregator.site.catalogues import LANGUAGES, path_of, po
from aggregator.site.catalogues.finding import messages
from aggregator.site.catalogues.mo import compiled
from aggregator.site.catalogues.po import Entry
from aggregator.site.tongues.taiwan import taiwan


class Command(BaseCommand):
    """`manage.py messages` writes; `--check` only says what is missing."""

    help = "Bring the catalogues of the interface level with the code"

    def add_arguments(self, parser: CommandParser) -> None:
        """--check."""
        parser.add_argument("--check", action="store_true", help="write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every language; raises CommandError where words are missing."""
        places, missing = messages(), 0
        for language in LANGUAGES:
            path = path_of(language)
            kept = po.read(path.read_text(encoding="utf-8")) if path.exists() else {}
            entries = [kept.get(one) or Entry(one, _first(language, one.plural)) for one in places]
            if language == "zh_Hant":
                entries = [e if e.is_told else _traditional(e) for e in entries]
            lacking = [entry for entry in entries if not entry.is_told]
            missing += len(lacking)
            for entry in lacking:
                self.stdout.write(f"{language}: {entry.message.text}")
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(po.write(language, entries, places), encoding="utf-8")
                path_of(language, "mo").write_bytes(compiled(language, entries))
        if missing:
            raise CommandError(f"{missing} messages are not translated; see aggregator/site/locale")


def _first(language: str, plural: str) -> tuple[str, ...]:
    return ("", "") if plural and language == "en" else ("",)


def _traditional(entry: Entry) -> Entry:
    return Entry(entry.message, (taiwan(entry.message.text),))
