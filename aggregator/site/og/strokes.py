"""Our own drawings, which are strokes of one width, as pictures. Pure but for reading the sprite.

Only what the sprite uses of SVG 1.1 paths: M L H V Q Z and their relative forms, with mitred
joins and butt ends.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import hypot

from django.conf import settings
from PIL import Image, ImageDraw

Point = tuple[float, float]
Line = tuple[Point, ...]

OVERSAMPLED = 4
STROKE = 4.0  # units of the drawing
_MITRE = 8.0
_CURVE = 32  # straight pieces of a curve
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "Z": 0}
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")


@cache
def drawing(name: str) -> tuple[Point, tuple[Line, ...]]:
    """The size of a symbol of the sprite and its strokes, in its own units. Raises KeyError."""
    sprite = (settings.BASE_DIR / "templates/site/_sprite.svg").read_text()
    pattern = rf'<symbol id="{name}" viewBox="0 0 ([\d.]+) ([\d.]+)">(.*?)</symbol>'
    found = re.search(pattern, sprite, re.DOTALL)
    if found is None:
        raise KeyError(name)
    paths = re.findall(r' d="([^"]+)"', found[3])
    return (float(found[1]), float(found[2])), tuple(line for d in paths for line in lines(d))


def lines(d: str) -> list[Line]:
    """The strokes of a path."""
    made: list[list[Point]] = []
    for command, numbers in _commands(d):
        at = made[-1][-1] if made else (0.0, 0.0)
        if command.upper() == "M":
            made.append([_moved(command, at, numbers)])
        elif command.upper() == "Q":
            bend, end = _moved(command, at, numbers[:2]), _moved(command, at, numbers[2:])
            made[-1] += _curve(at, bend, end)
        elif command.upper() == "Z":
            made[-1].append(made[-1][0])
        else:
            made[-1].append(_moved(command, at, numbers))
    return [tuple(line) for line in made]


def mask(name: str, height: int) -> Image.Image:
    """A symbol as an "L" picture of that height in pixels, as wide as it is."""
    (wide, high), strokes = drawing(name)
    scale = height * OVERSAMPLED / high
    large = Image.new("L", (round(wide * scale), height * OVERSAMPLED))
    pen = ImageDraw.Draw(large)
    for line in strokes:
        _stroke(pen, [(x * scale, y * scale) for x, y in line], STROKE * scale / 2)
    return large.resize((round(wide * scale / OVERSAMPLED), height), Image.Resampling.LANCZOS)


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with as many numbers as it takes; numbers that go on repeat it."""
    tokens = _TOKEN.findall(d)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        elif command in "Mm":
            command = "L" if command == "M" else "l"
        count = _COUNTS[command.upper()]
        yield command, [float(number) for number in tokens[at : at + count]]
        at += count


def _moved(command: str, at: Point, numbers: Sequence[float]) -> Point:
    x, y = at if command.islower() else (0.0, 0.0)
    if command in "Hh":
        return x + numbers[0], at[1]
    if command in "Vv":
        return at[0], y + numbers[0]
    return x + numbers[0], y + numbers[1]


def _curve(start: Point, bend: Point, end: Point) -> list[Point]:
    made = []
    for n in range(1, _CURVE + 1):
        t = n / _CURVE
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        made.append(
            (a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1])
        )
    return made


def _stroke(pen: ImageDraw.ImageDraw, line: Sequence[Point], half: float) -> None:
    for start, end in pairwise(line):
        (nx, ny), (ax, ay), (bx, by) = _normal(start, end, half), start, end
        pen.polygon(
            [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)], 255
        )
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        _join(pen, before, corner, after, half)


def _join(
    pen: ImageDraw.ImageDraw, before: Point, corner: Point, after: Point, half: float
) -> None:
    """Fill the outer side of a corner out to its tip; cut off where that would be too long."""
    n1, n2 = _normal(before, corner, half), _normal(corner, after, half)
    turn = n1[0] * n2[1] - n1[1] * n2[0]
    sign = -1 if turn > 0 else 1  # the outer side
    a = (corner[0] + sign * n1[0], corner[1] + sign * n1[1])
    b = (corner[0] + sign * n2[0], corner[1] + sign * n2[1])
    middle = (n1[0] + n2[0], n1[1] + n2[1])
    length = hypot(*middle)
    shape = [corner, a, b]
    if length and 2 * half / length <= _MITRE:
        reach = sign * 2 * half * half / (length * length)
        shape.insert(2, (corner[0] + middle[0] * reach, corner[1] + middle[1] * reach))
    pen.polygon(shape, 255)


def _normal(start: Point, end: Point, half: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    return -dy / length * half, dx / length * half
