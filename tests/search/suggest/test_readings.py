"""What is typed for Chinese names on a Latin keyboard."""

import subprocess
import sys

from aggregator.search.suggest.readings import initials_of, pinyin_of, readings


def test_every_reading_counts_the_usual_first() -> None:
    assert readings("币")[0] == "bi"
    assert {"xing", "hang"} <= set(readings("行"))
    assert "yinhang" in set(pinyin_of("银行"))
    assert next(pinyin_of("比特币")) == "bitebi"


def test_what_is_not_chinese_stands_for_itself() -> None:
    assert readings("v") == ("v",)
    assert next(pinyin_of("v神")) == "vshen"
    assert next(initials_of("v神")) == "vs"


def test_initials() -> None:
    assert next(initials_of("比特币")) == "btb"
    assert "yh" in set(initials_of("银行"))
    found = list(initials_of("比特币"))
    assert len(found) == len(set(found))


def test_many_readings_stay_bounded() -> None:
    ways = list(pinyin_of("行长行长行长行长"))
    assert len(ways) <= 1 + 8 * 2
    assert "hangzhangxingzhangxingzhangxingzhang" in ways
    assert list(pinyin_of("行" * 17)) == []


def test_the_dictionary_of_phrases_is_not_loaded() -> None:
    program = (
        "import sys, django; django.setup();"
        "from aggregator.search.suggest.readings import readings; readings('币');"
        "sys.exit('pypinyin.phrases_dict' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
