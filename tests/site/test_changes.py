"""What an article said before."""

from datetime import timedelta

from django.test import Client

from aggregator.articles.models import Article, Revision
from aggregator.site.story.changes import changes_of, titles_changed
from aggregator.site.story.differs import PARAGRAPHS, changed_lines, changed_words
from tests.site.conftest import EVIL, NOON, Make
from tests.site.test_article import text


def plain(words: str) -> str:
    return words.replace("<wbr>", "")


def test_words_that_went_and_came() -> None:
    assert plain(changed_words("损失约 640 万美元", "损失约 710 万美元")) == (
        "损失约 <del>640\u00a0万美元</del><ins>710\u00a0万美元</ins>"
    )
    assert plain(changed_words("同题", "同题")) == "同题"


def test_what_has_little_in_common_stands_apart() -> None:
    assert plain(changed_words("旧的说法", "完全两样")) == "<del>旧的说法</del><ins>完全两样</ins>"
    assert plain(changed_words("", "新段")) == "<ins>新段</ins>"
    assert plain(changed_words("旧段", "")) == "<del>旧段</del>"
    long = "比特币上涨，" * 500
    assert plain(changed_words(long, long + "完")).startswith("<del>")


def test_a_hostile_wording_is_text() -> None:
    found = changed_words(f"旧{EVIL}", f"新{EVIL}") + "".join(changed_lines(EVIL, "x"))
    assert "<script" not in found
    assert "<img" not in found


def test_only_paragraphs_that_changed_are_shown() -> None:
    old, new = "一样\n报 71,000 美元\n走了", "一样\n报 72,000 美元"
    found = [plain(line) for line in changed_lines(old, new)]
    assert len(found) == 2
    assert "<del>71,000" in found[0]
    assert found[1] == "<del>走了</del>"
    many = "\n".join(f"段 {n}" for n in range(90))
    assert len(changed_lines(many, many.replace("段", "节"))) == PARAGRAPHS


def revised(make: Make, policy: str) -> Article:
    one = make("新题 72", policy=policy, html="<p>现文</p>", text="现文", revised=3)
    for n, (title, html) in enumerate((("新题 72", "<p>前文</p>"), ("新题 71", "<p>前文</p>"))):
        Revision.objects.create(
            article=one, title=title, html=html, seen_at=NOON - timedelta(hours=n)
        )
    return one


def test_each_change_is_shown_with_what_came_of_it(client: Client, make: Make) -> None:
    one = revised(make, "full")
    last, before = changes_of(one)
    assert last.title is None
    assert plain(last.lines[0]) == "<del>前文</del><ins>现文</ins>"
    assert plain(before.title or "") == "新题 <del>71</del><ins>72</ins>"
    assert before.lines == ()
    body = text(client, one.pk)
    assert "正文改动 1 处" in body
    assert 'href="#changes">已更正' in body


def test_texts_are_compared_only_where_they_may_be_shown(client: Client, make: Make) -> None:
    for policy in ("excerpt", "headline"):
        one = revised(make, policy)
        one.source.text_policy = policy
        one.source.save()
        assert [change.lines for change in changes_of(Article.objects.get(pk=one.pk))] == [(), ()]
        body = text(client, one.pk)
        assert "前文" not in body
        assert "标题未变，正文有改动" in body


def test_titles_of_several(make: Make, django_assert_num_queries: object) -> None:
    one, other = revised(make, "excerpt"), make("没动过")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = titles_changed([one, other])
    assert [(change.article.pk, change.title is None) for change in found] == [
        (one.pk, True), (one.pk, False),
    ]  # fmt: skip
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert titles_changed([other]) == []
        assert changes_of(other) == []
