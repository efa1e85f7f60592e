"""What tells two lexicons apart, and which texts that touches."""

import pytest

from aggregator.language import Lexicon, lexicon
from aggregator.words.difference import Difference, Touch, difference
from aggregator.words.entries import laid_over

LEMON = ["lemon-whale", "柠檬鲸", "coin", "青鲸", "LMW", "40", "", ""]


def over(*words: list[str]) -> Lexicon:
    return laid_over(lexicon(), words)


def changed(place: int, value: str) -> list[str]:
    return [*LEMON[:place], value, *LEMON[place + 1 :]]


def test_equal_lexicons_differ_in_nothing() -> None:
    assert difference(over(LEMON), over(LEMON)).is_empty


def test_a_note_makes_no_difference() -> None:
    assert difference(over(LEMON), over(changed(6, "新说明"))).is_empty


def test_a_new_entry_brings_all_its_ways_of_writing() -> None:
    found = difference(over(), over(LEMON))
    assert found == Difference(("lmw", "柠檬鲸", "青鲸"), (), ("lemon-whale",))


def test_one_that_is_off_takes_them_away() -> None:
    found = difference(over(LEMON), over(changed(7, "off")))
    assert found == Difference((), ("lmw", "柠檬鲸", "青鲸"), ("lemon-whale",))


def test_a_changed_mark_counts_as_a_new_way_of_writing() -> None:
    found = difference(over(LEMON), over(changed(3, "~青鲸")))
    assert found == Difference(("青鲸",), (), ("lemon-whale",))


@pytest.mark.parametrize("more", [0, 40])
def test_a_text_is_touched_by_what_stands_in_it(more: int) -> None:
    touch = Touch(["lmw", "柠檬鲸", "鲸", *(f"别名{n}号" for n in range(more))])
    assert touch("柠檬鲸来了")
    assert touch("买入 lmw")
    assert touch("一头鲸")
    assert not touch("柠檬来了,lm w")
    assert not touch("")
