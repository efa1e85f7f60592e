"""Headlines and passages, marked."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.search.marking import Marking, marking
from aggregator.search.query.parse import parse
from aggregator.site.search.passages import LENGTH, READ, best_passage
from aggregator.site.search.snippet import headline, passage
from tests.site.conftest import EVIL

FILL = "市场今日没有什么大事，大家都在等待消息。"


def asked(text: str) -> Marking:
    return marking(parse(text, date(2026, 3, 1)))


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"</?mark>|<wbr>", "", markup))


@pytest.mark.parametrize(
    ("title", "query", "wanted"),
    [
        ("比特币突破新高", "大饼", "<mark>比特币</mark><wbr>突破<wbr>新高"),
        ("以太坊何一比特币", "何一 ETH", "<mark>以太坊</mark><wbr><mark>何一</mark><wbr>比特币"),
        (
            "V神与比特币基金会主席",
            "「与比特币基金会」",
            "V神<wbr><mark>与<wbr>比特币<wbr>基金会</mark><wbr>主席",
        ),
        ("比特币突破新高", "没有", "比特币<wbr>突破<wbr>新高"),
        ("爆仓 1.99 亿美元", "爆仓", "<mark>爆仓</mark> <wbr>1.99\u00a0亿美元"),
        ("以太坊<b>", "ETH", "<mark>以太坊</mark><wbr>&lt;<wbr>b<wbr>&gt;"),
        ("", "比特币", ""),
    ],
)
def test_headlines_break_at_words(title: str, query: str, wanted: str) -> None:
    assert headline(asked(query), title) == wanted


@pytest.mark.parametrize("render", [headline, passage])
def test_nothing_in_a_text_is_markup(render: Callable[[Marking, str], str]) -> None:
    found = render(asked("script alert"), EVIL)
    assert "<mark>script</mark>" in found
    assert not re.search(r"<(?!/?mark>|wbr>)", found)


def test_a_short_text_is_shown_whole() -> None:
    assert passage(asked("ETH"), "ｅｔｈ 涨了 5%") == "<mark>ｅｔｈ</mark> 涨了 5%"
    assert passage(asked("ETH"), "什么都没有") == "什么都没有"
    assert passage(asked("ETH"), "") == ""
    nearly = "甲乙，" * 38
    assert passage(asked("ETH"), nearly) == nearly


def test_a_passage_is_the_beginning_when_nothing_matches() -> None:
    found = passage(asked("以太坊"), FILL * 20)
    assert found.startswith(FILL)
    assert found.endswith("…")
    assert len(found) <= LENGTH + 1


def test_a_passage_begins_with_a_sentence_and_leaves_no_word_half() -> None:
    text = f"{FILL * 20}以太坊完成升级。{FILL * 20}"
    found = passage(asked("ETH"), text)
    assert re.match(r"…市场今日没有什么大事，.*。<mark>以太坊</mark>完成升级。市场", found)
    assert found.endswith("…")
    assert len(plain(found)) <= LENGTH + 2


def test_a_passage_at_the_end_of_a_text_is_filled_from_before() -> None:
    found = plain(passage(asked("ETH"), f"{FILL * 20}以太坊完成升级。"))
    assert found.startswith("…市场今日")
    assert found.endswith("以太坊完成升级。")
    assert len(found) > 80


def test_a_clause_is_begun_with_where_the_sentence_is_too_long() -> None:
    text = f"{'没有句号的长句子' * 20}，其中以太坊完成升级{'后面也一样长' * 30}"
    assert passage(asked("ETH"), text).startswith("…其中<mark>以太坊</mark>完成升级后面")


def test_the_passage_that_tells_most_wins() -> None:
    text = f"比特币涨。{FILL * 10}比特币与以太坊都在减半。{FILL * 10}以太坊减半，比特币。"
    found = passage(asked("大饼 ETH 减半"), text)
    assert "<mark>比特币</mark>与<mark>以太坊</mark>都在<mark>减半</mark>" in found


def test_what_is_told_seldom_weighs_more_and_the_first_of_equals_wins() -> None:
    text = f"{'比特币一，' * 3}{FILL * 10}以太坊二。{FILL * 10}以太坊三。{'比特币四，' * 3}"
    seldom = passage(asked("大饼 ETH"), f"{'比特币一，' * 9}{FILL * 10}以太坊二。{FILL * 10}")
    assert "<mark>以太坊</mark>二" in seldom
    assert "<mark>以太坊</mark>三。<mark>比特币</mark>四" in passage(asked("大饼 ETH"), text)
    twice = f"{FILL * 10}以太坊一。{FILL * 10}以太坊二。"
    assert "<mark>以太坊</mark>一" in passage(asked("ETH"), twice)


def test_what_is_told_again_gives_way_to_a_whole_sentence() -> None:
    text = f"{FILL * 10}比特币跌，{'前文' * 25}。机构都持有比特币，{'其次' * 10}以太坊。{FILL * 10}"
    assert passage(asked("大饼 ETH"), text).startswith("…机构都持有<mark>比特币</mark>，其次")


def test_a_wording_longer_than_a_passage_is_not_torn() -> None:
    text = f"{FILL * 10}现货{'！' * 150}ETF{FILL * 10}"
    assert f"<mark>现货{'！' * 150}ETF</mark>" in passage(asked("「现货ETF」"), text)


def test_a_wording_inside_another_does_not_cut_it() -> None:
    text = f"{FILL * 10}{'前文很长' * 9}比特币现货{'后文很长' * 30}"
    assert "<mark>比特币现货</mark>" in passage(asked("「比特币现货」 现货"), text)


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    text = "甲乙丙丁，" * (READ // 5)
    assert "<mark>" not in passage(asked("ETH"), f"{text}以太坊")
    found = passage(asked("ETH"), f"{text[:-3]}以太坊{text}")
    assert found.endswith("<mark>以太坊</mark>…")


@pytest.mark.parametrize(
    "kept",
    [
        "1.99 亿美元",
        "71,000.5",
        "Hyperliquid",
        "👨\u200d👩\u200d👧",
        "👍🏽",
        "🇨🇳",
        "e\u0301",
        "❤\ufe0f",
    ],
)
def test_no_cut_goes_through(kept: str) -> None:
    for shift in range(20):
        text = f"{'，' * shift}{'某 ' * 40}{(kept + ' ') * 60}以太坊{(' ' + kept) * 60}"
        found = plain(passage(asked("ETH"), text)).strip("…")
        before, _, after = found.partition("以太坊")
        assert not before.replace(kept, "").strip("某， "), shift
        assert not after.replace(kept, "").strip(), shift


def test_a_letter_inside_a_word_is_shown_with_its_word() -> None:
    text = f"{'没有标点' * 30}任何一位{'没有标点' * 30}"
    assert "任<mark>何一</mark>位" in passage(asked("何一"), text)
    pair = f"{'没有标点' * 40}{'BTC' * 20}USDT{'没有标点' * 40}"
    assert plain(passage(asked("ETH"), pair)).startswith("没有标点")


@settings(max_examples=60)
@given(
    st.sampled_from(["大饼", "ETH 减半", "「现货ETF」", "何一"]),
    st.lists(
        st.sampled_from(
            ["比特币", "以太坊", "减半", "现货 ETF", "何一", FILL, "abc ", "🚀", "\u200b"]
        ),
        max_size=30,
    ).map("".join)
    | st.text(max_size=300),
)
def test_a_passage_is_a_part_of_its_text(query: str, text: str) -> None:
    best = best_passage(asked(query), text)
    assert 0 <= best.start <= best.end <= len(text)
    assert all(best.start <= start < end <= best.end for start, end in best.spans)
    assert bool(best.spans) == bool(asked(query).spans(text))
    assert plain(passage(asked(query), text)).strip("…") == text[best.start : best.end].strip("…")
