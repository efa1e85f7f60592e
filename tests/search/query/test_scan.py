"""The marks in a text and where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from aggregator.search.query.query import LONGEST
from aggregator.search.query.scan import LONGEST_LINK, clean, marks, plain


def test_every_character_keeps_its_place():
    text = "ＡＢ—ﬃ幣…İ"
    assert len(plain(text)) == len(text)
    assert plain(text)[:2] == "ab"


def test_marks_follow_each_other():
    text = "大饼 -“现货” 来源：链捕手 | https://a.example/b。"
    assert [(m.kind, text[m.start : m.end].strip()) for m in marks(text)] == [
        ("text", "大饼"),
        ("minus", "-"),
        ("phrase", "“现货”"),
        ("text", ""),
        ("field", "来源：链捕手"),
        ("text", ""),
        ("or", "|"),
        ("text", ""),
        ("link", "https://a.example/b"),
        ("text", "。"),
    ]


@given(st.text(alphabet='-“”"「」|:： tagORNOT来源大饼\x00http://', max_size=60))
def test_marks_never_overlap(text):
    place = 0
    for mark in marks(clean(text)[0]):
        assert place <= mark.start < mark.end
        place = mark.end
    assert place <= len(text)


def test_a_text_is_cut_at_its_limit():
    assert clean("破" * LONGEST) == ("破" * LONGEST, False)
    assert clean("破" * LONGEST + "产") == ("破" * LONGEST, True)
    assert clean("a\x00b\ud800 ") == ("a b", False)


def test_a_link_may_run_on():
    link = "https://a.example/" + "b" * 500
    assert clean(f"{link} 破产") == (link, True)
    assert len(clean("https://a.example/" + "b" * 5000)[0]) == LONGEST_LINK
