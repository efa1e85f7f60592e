"""Taiwan's wording and the mainland's."""

import pytest

from aggregator.search.query.wording import mainland, taiwan


@pytest.mark.parametrize(
    ("wording", "wanted"),
    [
        ("軟體", "软件"),
        ("區塊鍊", "区块链"),
        ("乙太坊", "以太坊"),
        ("乙太幣", "以太币"),
        ("新增執行核心", "新增执行核心"),
        ("輝達", "辉达"),  # a name stands as the lexicon has it
        ("博雅互动", "博雅互动"),
        ("美国辉达軟體", "美国辉达软件"),
        ("ＥＴＦ", "etf"),
        ("", ""),
        ("\ud800軟體", "\ufffd软件"),
    ],
)
def test_it_is_written_as_the_mainland_writes(wording, wanted):
    assert mainland(wording) == wanted


def test_it_is_written_as_taiwan_writes():
    assert taiwan("软件") == "软体"
    assert taiwan("比特币") == "比特币"
    assert taiwan("etf") == "etf"


@pytest.mark.parametrize("wording", ["智慧合約 軟體", "資料 網路", "社群 核心 支援", "釋出 專案"])
def test_once_is_enough(wording):
    assert mainland(mainland(wording)) == mainland(wording)
