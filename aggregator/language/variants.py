"""Simplified and Traditional Chinese for display (OpenCC); comparing uses `fold`."""

from functools import lru_cache
from typing import Protocol, cast


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=4)
def converter(config: str) -> _Converter:
    """The OpenCC converter of that name, built once a process (it is read-only after that)."""
    import opencc

    return cast("_Converter", opencc.OpenCC(config))


def _convert(text: str, config: str) -> str:
    try:
        return converter(config).convert(text)
    except UnicodeEncodeError:
        # OpenCC speaks UTF-8, which has no half surrogates: show the replacement character.
        return converter(config).convert(text.encode("utf-8", "replace").decode("utf-8"))


def to_simplified(text: str, taiwan: bool = False) -> str:
    """Mainland Simplified. With `taiwan`, Taiwan wording goes too (軟體 becomes 软件)."""
    return _convert(text, "tw2sp" if taiwan else "t2s")


def to_traditional(text: str) -> str:
    """Taiwan Traditional with Taiwan wording, for display."""
    return _convert(text, "s2twp")
