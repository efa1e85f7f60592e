"""The interface's words in other languages: found in the code, kept in .po, compiled to .mo.

Without the gettext tools, so that every machine that runs the tests can hold the three level.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LOCALE = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("en", "zh_Hant")


def path_of(language: str, end: str = "po") -> Path:
    """The catalogue of a language; `end`: po for people, mo for Django."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{end}"
