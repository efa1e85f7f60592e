"""The figures of several reports side by side."""

from typing import Any

import pytest

from aggregator.articles.models import Article
from aggregator.feeds.models import Source
from aggregator.site.story.agreement import said


def fact(text: str, value: str, kind: str = "money", unit: str = "USD") -> dict[str, Any]:
    return {"kind": kind, "value": value, "unit": unit, "text": text, "place": "text"}


def report(
    number: int, *facts: dict[str, Any], policy: str = "excerpt", source: int = 0
) -> Article:
    outlet = Source(pk=source or number, name=f"社{source or number}", text_policy=policy)
    return Article(pk=number, source=outlet, facts=list(facts))


BIG, SMALL = fact("2.575 亿美元", "257500000"), fact("2,575 万美元", "25750000")


def test_values_that_disagree_stand_side_by_side() -> None:
    [row] = said([report(1, BIG), report(2, SMALL), report(3, SMALL)])
    assert (row.label, row.verdict) == ("金额", "differ")
    assert [(v.text, v.outlets) for v in row.values] == [
        ("2,575 万美元", ("社2", "社3")), ("2.575 亿美元", ("社1",)),
    ]  # fmt: skip


def test_agreement_is_counted_by_outlet_and_the_lone_come_last() -> None:
    coins = fact("1,420 枚 ETH", "1420", "coin", "ETH")
    rows = said([report(1, SMALL, coins), report(2, SMALL), report(3, SMALL, source=2)])
    assert [(r.verdict, r.count, r.values[0].text) for r in rows] == [
        ("agree", 2, "2,575 万美元"), ("some", 1, "1,420 枚 ETH"),
    ]  # fmt: skip


def test_a_rounded_figure_is_the_same() -> None:
    rows = said(
        [
            report(1, fact("634 枚 BTC", "634", "coin", "BTC")),
            report(2, fact("634.83 枚 BTC", "634.83", "coin", "BTC")),
            report(3, fact("634.83 枚 BTC", "634.83", "coin", "BTC")),
        ]
    )
    assert [(r.verdict, r.count, r.values[0].text) for r in rows] == [("agree", 3, "634.83 枚 BTC")]


@pytest.mark.parametrize(
    "reports",
    [
        [report(1, BIG, SMALL), report(2, SMALL)],  # one report gives both: two things
        [report(1, BIG), report(2, fact("300 美元", "300"))],  # of another size
        [report(1, fact("5%", "5", "percent", "%")), report(2, fact("8%", "8", "percent", "%"))],
        [report(1, BIG), report(2, fact("2.6 亿元", "260000000", unit="CNY"))],
        [report(1, BIG), report(2, SMALL, source=1), report(3)],  # one outlet corrects itself
    ],
)
def test_what_may_be_two_things_is_no_disagreement(reports: list[Article]) -> None:
    assert "differ" not in {row.verdict for row in said(reports)}


def test_one_outlet_has_nobody_to_differ_from() -> None:
    assert said([report(1, BIG), report(2, SMALL, source=1)]) == ()
    assert said([]) == ()


def test_headline_outlets_lend_only_their_headlines() -> None:
    rows = said([report(1, BIG, policy="headline"), report(2, SMALL), report(3)])
    assert [row.verdict for row in rows] == ["some"]
    rows = said([report(1, {**BIG, "place": "title"}, policy="headline"), report(2, SMALL)])
    assert [row.verdict for row in rows] == ["differ"]


def test_many_reports_stay_short() -> None:
    many = [
        report(n, SMALL, fact(f"{n * n} 美元", str(n * n)), fact("0 美元", "0"))
        for n in range(1, 61)
    ]
    rows = said(many)
    assert len(rows) == 8
    assert rows[0].verdict == "agree"
    assert rows[0].count == 60
    assert len(rows[0].values[0].named) == 4
