"""The table of words that tell the same."""

from pathlib import Path

import pytest

from aggregator.search.errors import BadTable
from aggregator.search.query.acts import Kin, kin_of, read

OPPOSITES = [
    ("出售", "增持"),
    ("转入", "转出"),
    ("上线", "下架"),
    ("增发", "销毁"),
    ("提名", "辞职"),
    ("批准", "拒绝"),
    ("降息", "加息"),
    ("做多", "做空"),
    ("上涨", "下跌"),
    ("突破", "跌破"),
    ("反弹", "回调"),
    ("新高", "新低"),
    ("流入", "流出"),
    ("盈利", "亏损"),
    ("暂停", "恢复"),
    ("质押", "解质押"),
    ("定罪", "赦免"),
    ("洗钱", "反洗钱"),
]


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_opposites_share_no_word(one, other):
    mine, others = ({word, *kin_of(word).same, *kin_of(word).near} for word in (one, other))
    assert len(mine) > 1
    assert len(others) > 1
    assert mine.isdisjoint(others)


def test_a_word_is_not_its_own_kin():
    kin = kin_of("诈欺")
    assert kin.same == ("诈骗",)
    assert "骗局" in kin.near
    assert "诈欺" not in kin.near
    assert kin_of("AI Agent").near
    assert kin_of("天气") == Kin()


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_are_read(tmp_path):
    path = table(tmp_path, "relation\twords\n# note\nsame\tA B|乙\nnear\t乙|丙\nnear\t丙|丁\n")
    assert read(path) == {
        "ab": Kin(("乙",), ("丙",)),
        "乙": Kin(("ab",), ("丙",)),
        "丙": Kin((), ("乙", "丁")),
        "丁": Kin((), ("丙",)),
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("words\n", "line 1"),
        ("relation\twords\nlike\t甲|乙\n", "line 2"),
        ("relation\twords\nsame\t甲\n", "line 2"),
        ("relation\twords\nsame\t甲|乙\nnear\t甲||乙\n", "line 3"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, text, line):
    with pytest.raises(BadTable, match=line):
        read(table(tmp_path, text))
