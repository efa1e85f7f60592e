"""Our drawings as pictures."""

import pytest

from aggregator.site.og import strokes


def test_every_command_of_the_sprite() -> None:
    assert strokes.lines("M1 2 3 4h5v6H0V0") == [
        ((1, 2), (3, 4), (8, 4), (8, 10), (0, 10), (0, 0)),
    ]
    assert strokes.lines("M1 1l2 0z m5 5 1-.5") == [
        ((1, 1), (3, 1), (1, 1)),
        ((6, 6), (7, 5.5)),
    ]
    [curve] = strokes.lines("M0 0q1 0 2 2")
    assert (curve[0], curve[-1]) == ((0, 0), (2, 2))
    assert len(curve) > 10


def test_the_mark_is_where_it_is_drawn() -> None:
    mask = strokes.mask("mark", 320)
    assert mask.size == (320, 320)
    assert mask.getpixel((215, 200)) == 255, "on the stem of 讠"
    assert mask.getpixel((150, 220)) == 0, "beside it"
    assert mask.getpixel((224, 126)) > 200, "the corner goes out to its tip"
    wide = strokes.mask("logo", 60)
    assert wide.size == (135, 60)


def test_an_unknown_drawing() -> None:
    with pytest.raises(KeyError):
        strokes.drawing("nothing")
