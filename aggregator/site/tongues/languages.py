"""The same page in each language of the site: an address differs by its first part alone."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}  # as BCP 47 writes them
SHORT = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}  # as the masthead writes them
LOCALES = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "en": "en_US"}  # as Open Graph writes them


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in a language: code as Django knows it, tag as BCP 47 does, its path and query.

    name: in the language itself. current: whether this is the language in force.
    """

    code: str
    tag: str
    name: str
    short: str
    href: str
    current: bool


def current() -> str:
    """The code of the language in force, one of LANGUAGES."""
    code = (translation.get_language() or "").lower()
    return code if code in TAGS else settings.LANGUAGE_CODE


def text_tag() -> str:
    """The BCP 47 tag of headlines and texts here: Chinese in every language, 繁體 in one."""
    return "zh-Hant" if current() == "zh-hant" else "zh-Hans"


def bare(path: str) -> str:
    """The path without its language: "/en/first/" -> "/first/"."""
    first, slash, rest = path.removeprefix("/").partition("/")
    named = slash and first in TAGS and first != settings.LANGUAGE_CODE
    return f"/{rest}" if named else path


def in_language(path: str, code: str) -> str:
    """The path of the same page in a language: "/first/" -> "/en/first/"."""
    usual = bare(path)
    return usual if code == settings.LANGUAGE_CODE else f"/{code}{usual}"


def variants(path: str, query: str = "") -> tuple[Variant, ...]:
    """The page in every language, in the order of LANGUAGES; `query` is kept as it stands."""
    mark = f"?{query}" if query else ""
    now = current()
    return tuple(
        Variant(
            code, TAGS[code], name, SHORT[code], f"{in_language(path, code)}{mark}", code == now
        )
        for code, name in settings.LANGUAGES
    )
