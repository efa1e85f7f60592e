"""Keys: reports of one event meet, reports of others seldom do."""

import pytest

from aggregator.stories.keys import keys
from tests.stories.reports import report
from tests.stories.test_score import SAME


@pytest.mark.parametrize(("first", "second"), SAME)
def test_reports_of_one_event_share_a_key(first: str, second: str) -> None:
    assert keys(report(first)) & keys(report(second, hours=1))


def test_reports_with_nothing_in_common_share_none() -> None:
    first = keys(report("Tether 参投 Utexo 750 万美元融资"))
    assert not first & keys(report("韩国国税厅启动虚拟资产交易追踪系统建设"))


def test_an_amount_finds_its_rounded_self() -> None:
    first = {key for key in keys(report("存入 14,745 枚 ETH")) if key.startswith("v:")}
    assert first & keys(report("转走约 1.47 万枚 ETH"))


def test_keys_are_short_and_few() -> None:
    found = keys(report("Thequickbrownfoxjumpsoverthelazydogandrunsaway 完成 1234 万美元融资" * 5))
    assert found
    assert max(map(len, found)) <= 40
    assert len(found) < 80


def test_keys_are_the_same_in_every_process() -> None:
    found = keys(report("今日恐慌贪婪指数降至 12，市场处于「极度恐慌状态」"))
    assert "s:fear-greed:score:1e+01" in found
    assert "m:0:" in {key[:4] for key in found}
    assert found == keys(report("今日恐慌贪婪指数降至 12，市场处于「极度恐慌状态」"))


def test_a_series_without_a_figure_goes_by_its_day() -> None:
    assert "s:session:0310" in keys(report("美股开盘，芯片板块走强"))


def test_a_text_without_a_word_has_no_keys() -> None:
    assert keys(report("")) == frozenset()
