"""Which script a character belongs to, as far as cutting words needs to know."""

import re

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A letter or digit that is not Han: the stuff of Latin words, tickers, figures.
WORD = rf"[^\W_{HAN}]"
_LATIN = re.compile(WORD)
_HAN = re.compile(f"[{HAN}]")


def is_latin(char: str) -> bool:
    """Whether `char` is a letter or digit of a script that puts spaces between words."""
    return (char.isascii() and char.isalnum()) or bool(_LATIN.match(char))


def has_han(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return _HAN.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether a letter or digit of another script is in the text."""
    return _LATIN.search(text) is not None
