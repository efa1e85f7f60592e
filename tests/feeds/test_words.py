from aggregator.feeds.words import HTML_LONGEST, body_html, body_text, first_sentence, names


def test_lines_without_tags_become_paragraphs() -> None:
    assert (
        body_html("第一段\n\n第二段 &amp; 其他", is_text=False)[0]
        == "<p>第一段</p><p>第二段 &amp; 其他</p>"
    )
    assert body_html("第一段\\n第二段", is_text=False)[0] == "<p>第一段</p><p>第二段</p>"
    assert body_html("a < b", is_text=True)[0] == "<p>a &lt; b</p>"
    assert body_html("<p>一\n二</p>", is_text=False)[0] == "<p>一\n二</p>"


def test_a_cut_leaves_no_half_tag() -> None:
    html, cut = body_html(
        "<p>" + "x" * (HTML_LONGEST - 10) + '<a href="https://a.example/">', is_text=False
    )
    assert cut
    assert html.endswith("x")
    wide, cut = body_html(
        "<p>" + "长" * (HTML_LONGEST // 3 - 2) + "<a href=x>完</a>", is_text=False
    )
    assert cut
    assert wide.endswith("长")
    assert len(wide.encode()) <= HTML_LONGEST


def test_the_text_of_a_body_has_no_code() -> None:
    html = "<style>p{}</style><p>第一<b>段</b></p><script>x()</script><p>第二&nbsp;段</p>"
    assert body_text(html) == "第一段\n第二 段"


def test_first_sentences() -> None:
    assert first_sentence("BTC 报 97,123.45 美元。此前") == "BTC 报 97,123.45 美元"
    assert first_sentence("涨了！真的") == "涨了！"
    assert first_sentence("。开头") == "。开头"
    assert first_sentence("没有句号") == "没有句号"


def test_names_are_folded_trimmed_and_counted() -> None:
    assert names((" BTC ", "btc", "", "<b>ETH</b>", "SOL"), 2) == ("BTC", "ETH")
