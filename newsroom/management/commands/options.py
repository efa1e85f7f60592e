"""`manage.py options`: show the table of options, or write docs/settings.md from it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.options import settings_page


class Command(BaseCommand):
    """Show, write or check the page of options."""

    help = "Show the table of options; --write puts it into docs/settings.md, --check compares"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --write and --check."""
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, write: bool, check: bool, **_options: Any) -> None:
        """Do what was asked; raises CommandError when the page is out of date."""
        page = settings.BASE_DIR / "docs" / "settings.md"
        if write:
            page.write_text(settings_page(), encoding="utf-8")
        elif check:
            if page.read_text(encoding="utf-8") != settings_page():
                raise CommandError("docs/settings.md is out of date: run manage.py options --write")
        else:
            self.stdout.write(settings_page())
