"""What an outlet lets us show of its reports."""

import pytest

from aggregator.articles import permitted
from aggregator.articles.models import Article
from aggregator.feeds.models import Source


def report(policy: str) -> Article:
    source = Source(slug="a", name="甲社", text_policy=policy)
    return Article(source=source, title="标题", excerpt="开头", html="<p>全文</p>")


@pytest.mark.parametrize(
    ("policy", "excerpt", "html", "places"),
    [
        ("headline", "", "", ["title"]),
        ("excerpt", "开头", "", ["title", "text"]),
        ("full", "开头", "<p>全文</p>", ["title", "text"]),
    ],
)
def test_as_much_as_the_outlet_allows(
    policy: str, excerpt: str, html: str, places: list[str]
) -> None:
    one = report(policy)
    read = [{"place": "title"}, {"place": "text"}]
    assert permitted.excerpt(one) == excerpt
    assert permitted.html(one) == html
    assert [piece["place"] for piece in permitted.pieces(one, read)] == places


def test_the_outlet_is_named_as_it_wants_to_be() -> None:
    assert permitted.credit(Source(name="甲社")) == "甲社"
    assert permitted.credit(Source(name="甲社", credit="来源：甲社")) == "来源：甲社"
