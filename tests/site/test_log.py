"""The open log, as readers find it."""

from datetime import timedelta

import pytest
from django.test import Client

from aggregator.articles.models import Article
from aggregator.stories import moderation
from aggregator.stories.models import Act
from aggregator.stories.moderation import record_correction, record_flag, record_ruling
from tests.site.conftest import EVIL, NOON, Make, Tell
from tests.site.test_front import more, text


def plain(client: Client, path: str = "/about/log/") -> str:
    return text(client, path).replace("<wbr>", "")


@pytest.mark.django_db
def test_an_empty_log_says_so(client: Client) -> None:
    assert "还没有记录" in plain(client)


def test_what_was_taken_down_is_not_named(client: Client, make: Make) -> None:
    one = make("秘密标题", source="某媒体", is_hidden=True)
    record_correction(one, "秘密旧题", ["title"], "", NOON)
    record_flag([one], "is_hidden", True, "outlet", NOON)
    body = plain(client)
    assert "秘密" not in body
    assert "一篇稿件（来源：某媒体）" in body
    assert "理由：媒体要求" in body
    Article.objects.update(is_hidden=False)
    record_flag([one], "is_hidden", False, "", NOON + timedelta(minutes=1))
    body = plain(client)
    assert "恢复展示" in body
    assert "秘密标题" in body
    assert "未写理由" in body


def test_every_deed_is_told(client: Client, make: Make, tell: Tell) -> None:
    one, other = make(f"甲 {EVIL}"), make("乙")
    story, into = tell(one), tell(other)
    record_flag([one], "is_important", True, "judged", NOON)
    record_flag([one], "is_important", False, "no such reason", NOON)
    record_correction(one, "旧题", ["title", "url", "nonsense"], "wrong", NOON)
    record_ruling(Act.Verb.MERGED, story.pk, into.pk, 2, "", NOON)
    record_ruling(Act.Verb.SPLIT, story.pk, into.pk, 1, "", NOON)
    record_ruling(Act.Verb.MOVED, story.pk, into.pk, 3, "", NOON)
    body = plain(client)
    for words in (
        "标为重要", "取消重要", "旧题</del>", "改动：标题、原文链接<", "2 个事件并为一个：",
        "1 篇报道，从", "3 篇报道，从", f'href="/story/{into.pk}/">乙', "理由：编辑判断",
    ):  # fmt: skip
        assert words in body, words
    assert "<script>alert" not in body
    assert "no such reason" not in body


def test_what_is_gone_altogether_keeps_its_line(client: Client, make: Make, tell: Tell) -> None:
    one = make("甲")
    story = tell(one)
    record_flag([one], "is_hidden", True, "", NOON)
    record_ruling(Act.Verb.MERGED, story.pk, story.pk, 2, "", NOON)
    record_ruling(Act.Verb.SPLIT, story.pk, story.pk, 2, "", NOON)
    story.delete()
    one.delete()
    body = plain(client)
    assert "一篇已删除的稿件" in body
    assert "该事件已不展示" in body
    assert "一个已不展示的事件" in body
    assert Act.objects.count() == 3


def test_pages(client: Client, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moderation, "PAGE", 2)
    for n in range(5):
        record_flag([make(f"第{n}篇")], "is_important", True, "", NOON + timedelta(minutes=n // 2))
    told: list[str] = []
    path = "/about/log/"
    while path:
        body = plain(client, path)
        told += [str(n) for n in range(4, -1, -1) if f"第{n}篇" in body]
        assert ("noindex" in body) == ("after" in path)
        path = more(body)
    assert told == list("43210")
    path = more(plain(client))
    Act.objects.all().delete()
    assert "后面没有了" in plain(client, path)


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "%00", "a:b:c", "9" * 5000])
def test_a_tampered_cursor_is_told_so(client: Client, cursor: str) -> None:
    answer = client.get(f"/about/log/?after={cursor}")
    assert answer.status_code == 400
    assert "翻不到这一页" in answer.content.decode()
