"""The design tokens as they stand in the style sheet, for the style guide. Pure but for the file."""

import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[1] / "assets/tokens.css"
_BLOCK = re.compile(r":root(?P<which>[^{]*)\{(?P<body>[^{}]*)\}")
_TOKEN = re.compile(r"--(?P<name>[a-z0-9-]+):\s*(?P<value>[^;]+);")
_PIXELS = 16  # of a rem


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of both themes, as hexadecimal."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Size:
    """A size in rem, as written, and in whole pixels of an unchanged browser."""

    name: str
    rem: str
    pixels: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours, type sizes (the smallest first) and steps of space."""

    colours: tuple[Colour, ...]
    type: tuple[Size, ...]
    space: tuple[Size, ...]


def read(css: str) -> Tokens:
    """The tokens of a style sheet that is written like ours: a light block, then a dark one."""
    light, dark = _blocks(css)
    colours = tuple(
        Colour(name, value, dark.get(name, value))
        for name, value in light.items()
        if value.startswith("#")
    )
    return Tokens(colours, _sizes(light, r"text-\w+"), _sizes(light, r"s\d+"))


def _blocks(css: str) -> tuple[dict[str, str], dict[str, str]]:
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for block in _BLOCK.finditer(css):
        found = {
            one["name"]: " ".join(one["value"].split()) for one in _TOKEN.finditer(block["body"])
        }
        if 'data-theme="dark"' in block["which"]:
            dark |= found
        elif not block["which"].strip() and not light:
            light |= found
    return light, dark


def _sizes(tokens: dict[str, str], pattern: str) -> tuple[Size, ...]:
    found = [
        Size(name, value, round(float(value.removesuffix("rem")) * _PIXELS))
        for name, value in tokens.items()
        if re.fullmatch(pattern, name) and value.endswith("rem")
    ]
    return tuple(sorted(found, key=lambda size: size.pixels))
