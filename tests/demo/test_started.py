from datetime import timedelta
from pathlib import Path

import pytest

from newsroom.demo.errors import DemoStateError
from newsroom.demo.started import FILE_NAME, load_started
from tests.demo.moments import STARTED, after


def test_a_second_start_keeps_the_time(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    assert load_started(folder, STARTED + timedelta(microseconds=5)) == STARTED
    assert load_started(folder, after(days=2)) == STARTED


def test_after_two_days_or_from_the_future_it_begins_anew(tmp_path: Path) -> None:
    load_started(tmp_path, STARTED)
    assert load_started(tmp_path, after(days=2, seconds=1)) == after(days=2, seconds=1)
    assert load_started(tmp_path, STARTED) == STARTED


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"started": 5}', '{"started": "2026-01-01"}'])
def test_a_file_that_is_not_ours_is_named_with_its_cure(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(DemoStateError, match=r"demo\.json.*删掉它"):
        load_started(tmp_path, STARTED)
