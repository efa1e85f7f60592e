"""The reader's cookie: one text for one set of choices, and nothing that a stranger can break."""

import pytest

from aggregator.site.reader import LONGEST, MOST, USUAL, Full, Reader, read, reader

ALL = Reader(
    theme="dark",
    market="green-up",
    size="huge",
    important_only=True,
    keys=False,
    watched=("bitcoin", "ethereum"),
    muted_tags=("meme",),
    muted_outlets=("outlet-a", "outlet_b"),
)
TEXT = "1.t:dark.m:green-up.s:huge.i:1.k:0.w:bitcoin~ethereum.x:meme.o:outlet-a~outlet_b"


def test_choices_are_one_text_and_come_back() -> None:
    assert ALL.cookie == TEXT
    assert read(TEXT) == ALL
    assert reader({"reader": TEXT, "theme": "light"}) == ALL
    assert USUAL.cookie == ""
    assert reader({}) == USUAL


@pytest.mark.parametrize(
    "text",
    [
        "1.w:ethereum~bitcoin~bitcoin",
        "1.w:bitcoin~ethereum.t:system",
        "1.x:.w:bitcoin~ethereum.",
        "1.w:bitcoin~ethereum.z:9.t:pink.i:yes",
        "1.w:bitcoin~<script>~ethereum~~" + "a" * 81,
    ],
)
def test_other_writings_mean_the_same_text(text: str) -> None:
    assert read(text).cookie == "1.w:bitcoin~ethereum"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2.t:dark",
        "1",
        "1.",
        '"><script>',
        "\x00",
        "1.t",
        "t:dark",
        f"1.w:{'a' * LONGEST}",
        "１.t:dark",
    ],
)
def test_what_means_nothing_is_the_usual(text: str) -> None:
    assert read(text) == USUAL


def test_a_list_takes_so_many_and_no_more() -> None:
    full = read("1.w:" + "~".join(f"s{n:02}" for n in range(MOST + 9)))
    assert len(full.watched) == MOST
    assert full.having("watched", "s00") == full
    with pytest.raises(Full, match="take one off"):
        full.having("watched", "another")
    assert full.without("watched", "s00").having("watched", "another").watched[0] == "another"


def test_the_text_never_outgrows_a_cookie() -> None:
    held = USUAL
    with pytest.raises(Full):
        for n in range(MOST):
            held = held.having("muted_tags", f"{n:02}{'a' * 70}")
    assert LONGEST - 80 < len(held.cookie) <= LONGEST
    assert read(held.cookie) == held


def test_only_a_slug_goes_on_a_list() -> None:
    with pytest.raises(ValueError, match="no slug"):
        USUAL.having("watched", "a.b")


def test_pages_are_kept_by_the_look_unless_the_taste_is_personal() -> None:
    assert (USUAL.look, USUAL.personal) == ("sr0", False)
    plain = Reader(theme="dark", market="green-up", size="large")
    assert (plain.look, plain.personal) == ("dg2", False)
    for text in ("1.i:1", "1.w:bitcoin", "1.x:meme", "1.o:outlet"):
        assert read(text).personal
        assert read(text).look == "sr0"
