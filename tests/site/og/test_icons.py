"""The pictures of the app are those of the mark."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from aggregator.site.og import icons


@pytest.mark.parametrize("name", icons.ICONS)
def test_what_is_kept_is_what_would_be_drawn(name: str) -> None:
    size, share = icons.ICONS[name]
    kept = Image.open(icons.FOLDER / name)
    assert kept.size == (size, size)
    drawn = Image.open(BytesIO(icons.icon(size, share))).convert("RGB")
    difference = ImageChops.difference(kept.convert("RGB"), drawn).convert("L")
    assert difference.getextrema()[1] <= 8, "run python -m aggregator.site.og.icons"


def test_they_are_written_where_pages_look(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icons, "FOLDER", tmp_path)
    icons.main()
    assert {file.name for file in tmp_path.iterdir()} == set(icons.ICONS)  # type: ignore[attr-defined]


def test_of_a_maskable_picture_all_that_counts_is_in_the_middle() -> None:
    picture = Image.open(icons.FOLDER / "icon-maskable-512.png").convert("L")
    edge = 512 // 5
    for box in ((0, 0, 512, edge), (0, 512 - edge, 512, 512), (0, 0, edge, 512)):
        assert picture.crop(box).getextrema()[0] > 200
