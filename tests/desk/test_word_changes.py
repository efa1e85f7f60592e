"""What the log says of a changed entry reads like a sentence, without words of the program."""

from typing import Any

import pytest

from aggregator.desk.word_changes import described, first_said
from aggregator.words.models import Word

BEFORE: dict[str, Any] = {
    "name": "柠檬鲸",
    "kind": "coin",
    "ticker": "",
    "weight": 40,
    "note": "旧说明",
    "aliases": ["檸檬鯨"],
    "off": False,
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "project"}, "类别“币种”改为“项目”"),
        ({"ticker": "LMW"}, "代码（空）改为“LMW”"),
        ({"note": ""}, "说明“旧说明”改为（空）"),
        ({"aliases": ["青鲸"]}, "新增别名 青鲸；删去别名 檸檬鯨"),
        ({"off": True}, "停用"),
        ({}, "未改动"),
    ],
)
def test_each_change_is_named(changes: dict[str, Any], said: str) -> None:
    assert described(Word(**{**BEFORE, **changes}), BEFORE) == f"“柠檬鲸”：{said}"


def test_an_entry_that_was_off_is_on_again() -> None:
    assert described(Word(**BEFORE), {**BEFORE, "off": True}) == "“柠檬鲸”：恢复启用"


def test_a_new_entry_is_named_as_new() -> None:
    assert first_said(Word(**BEFORE), None) == "新增“柠檬鲸”"
    assert first_said(Word(**{**BEFORE, "off": True}), None) == "停用“柠檬鲸”"


def test_a_shipped_entry_that_is_corrected_is_not_new() -> None:
    shipped = Word(**BEFORE)
    heavier = Word(**{**BEFORE, "weight": 60})
    assert first_said(heavier, shipped) == "修改“柠檬鲸”：权重“40”改为“60”"
    assert first_said(Word(**BEFORE), shipped) == "修改“柠檬鲸”"
    assert first_said(Word(**{**BEFORE, "off": True}), shipped) == "停用“柠檬鲸”"
