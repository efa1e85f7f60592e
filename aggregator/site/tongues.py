"""One page in the other languages: the same path behind another prefix. Pure."""

from dataclasses import dataclass

from django.conf import settings

SHORT = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the interface: its code, its own name, a short one, and the page in it."""

    code: str
    name: str
    short: str
    href: str
    current: bool


def tongues(path: str, current: str) -> tuple[Tongue, ...]:
    """The languages for a path (with its query) that is now in `current`."""
    bare = path
    if current != settings.LANGUAGE_CODE:
        bare = path.removeprefix(f"/{current}") or "/"
    return tuple(
        Tongue(code, name, SHORT.get(code, code), _prefixed(code, bare), code == current)
        for code, name in settings.LANGUAGES
    )


def _prefixed(code: str, bare: str) -> str:
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"
