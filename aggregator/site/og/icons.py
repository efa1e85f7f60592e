"""Our mark as the pictures that phones and desktops ask for: `python -m aggregator.site.og.icons`.

They stand in the repository: drawn anew only when the mark changes.
"""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parents[1] / "static/site"
PAPER = (248, 247, 243)
INK = (20, 24, 26)
# How much of the picture's side the mark takes. Of a maskable picture only the middle circle, four
# fifths wide, is sure to be seen (W3C Web Application Manifest, icon masks).
_PLAIN, _MASKABLE = 0.66, 0.5
ICONS = {
    "icon-192.png": (192, _PLAIN),
    "icon-512.png": (512, _PLAIN),
    "icon-maskable-512.png": (512, _MASKABLE),
    "apple-touch-icon.png": (180, 0.6),
}


def icon(size: int, share: float) -> bytes:
    """The mark in ink on paper, a PNG `size` pixels square."""
    from aggregator.site.og.strokes import mask

    picture = Image.new("RGB", (size, size), PAPER)
    mark = mask("mark", round(size * share))
    picture.paste(INK, ((size - mark.width) // 2, (size - mark.height) // 2), mark)
    out = BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write them all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    for name, (size, share) in ICONS.items():
        FOLDER.joinpath(name).write_bytes(icon(size, share))


if __name__ == "__main__":
    main()
