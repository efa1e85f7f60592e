import pytest

from aggregator.articles.clean import clean_html, excerpt_of, plain_text, prose

HOSTILE = [
    '<p onclick="x()">a</p>',
    "<script>alert(1)</script>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    '<p style="position:fixed">a</p>',
    "<style>body{display:none}</style>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "<template><img src=x onerror=alert(1)></template>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="data:text/html,x">a</a>',
    '<a href="vbscript:x">a</a>',
    "<![CDATA[<script>alert(1)</script>]]>",
    '<img src="https://tracker.example/x.gif">',
    "<object data=x></object><embed src=x>",
    '<form action="https://evil.example/"><input name=a></form>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
]
FORBIDDEN = (
    "script", "onclick", "onerror=", "iframe", "<svg", "<math", "style", "<base", "<meta",
    "<template", "javascript:", "data:", "vbscript:", "<img", "<object", "<embed", "<form", "<input",
)  # fmt: skip


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_dangerous_is_left(html: str) -> None:
    cleaned = clean_html(html).lower().replace("&lt;", "")
    assert not [word for word in FORBIDDEN if word in cleaned and "alert(1)]]" not in cleaned]


def test_prose_is_kept() -> None:
    html = "<div><h1>题</h1><p>文<strong>字</strong></p><ul><li>一</li></ul></div>"
    cleaned = clean_html(html)
    assert "<h2>题</h2>" in cleaned
    assert "<strong>字</strong>" in cleaned
    assert "<li>一</li>" in cleaned
    assert "<div" not in cleaned


def test_links_leave_without_opener() -> None:
    cleaned = clean_html('<p><a href="https://example.com/a" target="_top">x</a></p>')
    assert 'rel="noopener noreferrer nofollow"' in cleaned
    assert "target" not in cleaned


def test_relative_links_are_made_whole_or_left_out() -> None:
    html = '<p><a href="/a?b=1">x</a><a href="//[bad">y</a></p>'
    assert 'href="https://e.com/a?b=1"' in clean_html(html, "https://e.com/n/1")
    assert "href" not in clean_html(html)
    assert "bad" not in clean_html(html, "https://e.com/")


def test_plain_text_becomes_paragraphs() -> None:
    assert clean_html("一 & 二\n\n三") == "<p>一 &amp; 二</p>\n<p>三</p>"


def test_empty_blocks_go() -> None:
    assert clean_html("<p> </p><p>一</p><p><br></p>") == "<p>一</p>"


def test_plain_text_has_a_line_a_block() -> None:
    assert plain_text("<p>一&amp;二</p><p>三<br>四</p>\u3000") == "一&二\n三\n四"


def test_cells_of_a_table_stay_apart() -> None:
    assert plain_text("<table><tr><td>600</td><td>600枚</td></tr></table>") == "600 600枚"


def test_prose_leaves_out_headings_and_tables() -> None:
    html = "<h2>账面</h2><p>一。</p><table><tr><td>1</td></tr></table><p>二。</p>"
    assert prose(html) == "一。\n二。"


def test_an_excerpt_ends_where_a_sentence_ends() -> None:
    text = "第一句。" + "很" * 90 + "。" + "长" * 200
    assert excerpt_of(text) == "第一句。" + "很" * 90 + "。"
    assert excerpt_of("短。") == "短。"
    assert (
        excerpt_of("一段，完。\n二段 BTC 涨。 ETH 跌.\nA b") == "一段，完。二段 BTC 涨。ETH 跌. A b"
    )
    cut = excerpt_of("无" * 500)
    assert len(cut) == 200
    assert cut.endswith("…")
