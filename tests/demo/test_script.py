import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import opencc
import pytest

from newsroom.demo import script
from newsroom.demo.errors import DemoContentError
from newsroom.demo.outlets import outlets
from newsroom.demo.script import Event, Report, check, events

TRADITIONAL = {outlet.key for outlet in outlets() if outlet.traditional}
REPORTS = [(event, report) for event in events() for report in event.reports]
WORDS = [(report.by, report.title + report.text + report.article) for _, report in REPORTS]


def test_there_is_enough_to_fill_a_newsroom() -> None:
    assert len(events()) >= 105
    assert len(REPORTS) >= 240
    assert sum(event.coming is not None for event, _ in REPORTS) >= 40
    assert sum(bool(report.article) for _, report in REPORTS) >= 25
    assert 4 <= sum(event.important for event in events()) <= 12
    assert all(report.title for _, report in REPORTS)


def test_outlets_report_the_same_events_and_some_use_the_same_headline() -> None:
    shared = [event for event in events() if len(event.reports) >= 2]
    assert len(shared) >= 60
    assert max(len(event.reports) for event in events()) >= 5
    same = [
        event
        for event in events()
        if Counter(report.title for report in event.reports).most_common(1)[0][1] >= 2
    ]
    assert len(same) >= 8


def test_no_outlet_uses_one_headline_twice() -> None:
    for outlet in outlets():
        titles = [report.title for _, report in REPORTS if report.by == outlet.key]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize("by", sorted({by for by, _ in WORDS}))
def test_each_outlet_keeps_to_its_script(by: str) -> None:
    texts = [text for outlet, text in WORDS if outlet == by]
    if by in TRADITIONAL:
        for text in texts:
            text.encode("big5")
        assert opencc.OpenCC("t2s").convert("".join(texts)) != "".join(texts)
    else:
        simplified = opencc.OpenCC("t2s")
        for text in texts:
            text.encode("gbk")
            assert simplified.convert(text) == text


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_articles_are_whole_html_with_paragraphs() -> None:
    seen: set[str] = set()
    for event, report in REPORTS:
        if report.article:
            parser = _Balance()
            parser.feed(report.article)
            assert not parser.open, event.id
            assert report.article.count("<p>") >= 3, event.id
            assert len(re.findall(r"[\u4e00-\u9fff]", report.article)) >= 200, event.id
            seen |= parser.seen
    assert {"h2", "p", "ul", "ol", "blockquote", "table", "strong", "a"} <= seen


def _event(**changes: object) -> Event:
    return replace(Event("x", (Report("kuaixun", 0, "题", "文"),), ago=5), **changes)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ((_event(), _event()), "出现了两次"),
        ((_event(coming=3),), "ago"),
        ((_event(ago=None),), "ago"),
        ((_event(ago=9999),), "之间"),
        ((_event(reports=(Report("kuaixun", 0, "题", "文"),) * 2),), "有重复"),
        ((_event(reports=(Report("nobody", 0, "题", "文"),)),), "nobody"),
        ((_event(reports=(Report("kuaixun", 0, "题"),)),), "之一"),
    ],
)
def test_a_script_that_contradicts_itself_is_refused(wrong: tuple[Event, ...], says: str) -> None:
    with pytest.raises(DemoContentError, match=says):
        check(wrong)


def test_a_missing_article_is_named(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "a.toml").write_text(
        '[[event]]\nid = "a"\nago = 1\nreports = [{by="ribao", lag=0, title="题", article="no"}]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(script, "HERE", tmp_path)
    with pytest.raises(DemoContentError, match=r"a\.toml"):
        events.__wrapped__()
