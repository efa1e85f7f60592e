import pytest

from aggregator.feeds.images import pictures_in


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        (
            '<p><img alt="" src="https://i.example/1.png?a=1&amp;b=2"></p>',
            ["https://i.example/1.png?a=1&b=2"],
        ),
        ("<IMG SRC=/a.png><img src='b.png'>", ["/a.png", "b.png"]),
        (
            '<img src="data:image/gif;base64,x" data-src="https://i.example/2.png">',
            ["https://i.example/2.png"],
        ),
        (
            '<img src="/blank.gif" data-original="https://i.example/3.png">',
            ["https://i.example/3.png"],
        ),
        ('<img src="data:image/gif;base64,x">', []),
        ('<img width="1" height="1" src="https://t.example/p">', []),
        ('<img width="100" src="https://i.example/4.png">', ["https://i.example/4.png"]),
        ("<img alt=x>", []),
        ("没有图片", []),
    ],
)
def test_pictures_of_a_body(html: str, pictures: list[str]) -> None:
    assert pictures_in(html) == pictures
