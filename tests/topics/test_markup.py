"""What an introduction may be made of."""

from html.parser import HTMLParser

import pytest

from aggregator.topics.markup import LONGEST, to_html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一段\n两行\n\n二段", "<p>一段<br>两行</p>\n<p>二段</p>"),
        ("- 甲\r\n- 乙", "<ul><li>甲</li><li>乙</li></ul>"),
        ("## 看什么\n说明", "<h2>看什么</h2><p>说明</p>"),
        ("## 看什么", "<h2>看什么</h2>"),
        ("**九成**归还", "<p><strong>九成</strong>归还</p>"),
        (
            "[公告](https://x.example/a?b=1&c=2)",
            '<p><a href="https://x.example/a?b=1&amp;c=2" rel="noopener noreferrer">公告</a></p>',
        ),
        ("", ""),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_the_little_that_is_markup(text: str, wanted: str) -> None:
    assert to_html(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[点](javascript:alert(1))",
        '[点](https://x.example/"onclick="alert(1))',
        "[<b>点</b>](https://x.example/)",
        "**<i>x</i>**",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    found: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

    Reader().feed(to_html(text))
    assert {tag for tag, _ in found} <= {"p", "strong", "a"}
    for name, value in (pair for _, attrs in found for pair in attrs):
        assert name in {"href", "rel"}
        assert name != "href" or str(value).startswith("https://x.example/")


def test_a_huge_text_is_cut_and_made_in_a_straight_line() -> None:
    for nasty in ("[" * 300_000, "**" * 200_000, "[x](https://" * 30_000, "- " * 200_000):
        assert len(to_html(nasty)) < LONGEST * 6
