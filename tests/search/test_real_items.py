"""Search on real items: two characters, both scripts, nicknames."""

import gzip
import json
import os
from datetime import datetime
from pathlib import Path

import opencc
import pytest
from django.conf import settings

from aggregator.articles.models import Article, ArticleTag, Tag
from aggregator.feeds.models import Source
from aggregator.language import lexicon, tags_of
from aggregator.search.asking import search
from aggregator.search.rebuild import rebuild

ROOT = Path(os.environ.get("NEWSROOM_REAL_DATA") or settings.BASE_DIR.parent / "shared" / "data")
ITEMS = ROOT / "news" / "items.jsonl.gz"
COUNT = 1500

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db,
    pytest.mark.skipif(not ITEMS.exists(), reason=f"the real items are not at {ITEMS}"),
]


@pytest.fixture(scope="module")
def items():
    with gzip.open(ITEMS, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line, _ in zip(file, range(COUNT), strict=False)]


@pytest.fixture
def texts(db, items):
    """Title and text by article id, all indexed."""
    source = Source.objects.create(slug="outlet", name="outlet")
    Article.objects.bulk_create(
        Article(
            source=source,
            url_key=item["id"],
            guid_key=item["id"],
            title=item["title"][:500],
            text=item["body"] or "",
            first_seen_at=(moment := datetime.fromisoformat(item["first_seen"])),
            sorted_at=moment,
            updated_at=moment,
            content_hash="",
        )
        for item in items
    )
    for article in Article.objects.all():
        for match in tags_of(article.title, article.text):
            tag, _ = Tag.objects.get_or_create(
                slug=match.slug, defaults={"name": match.name, "kind": match.kind}
            )
            ArticleTag.objects.create(article=article, tag=tag, sorted_at=article.sorted_at)
    rebuild()
    return {a.pk: f"{a.title}\n{a.text}" for a in Article.objects.all()}


def every(query):
    page = search(query, order="newest", limit=100)
    found = {hit.article_id for hit in page.hits}
    while page.cursor:
        page = search(query, order="newest", limit=100, cursor=page.cursor)
        found |= {hit.article_id for hit in page.hits}
    assert len(found) == page.total
    return found


def test_real_items_are_found(texts):
    for word in ("爆仓", "牌照", "鲸鱼", "黑客", "空投", "质押", "清算", "增持"):
        # 新增持仓 is 新增 and 持仓: there is no 增持 in it.
        containing = {pk for pk, text in texts.items() if word in text.replace("新增持仓", "")}
        assert containing, word
        assert every(word) >= containing, word
    to_traditional = opencc.OpenCC("s2t").convert
    for query in ("香港证监会", "稳定币 监管", "美联储降息", "币安 上线", "「做空 BTC」"):
        assert every(query), query
        assert every(query) == every(to_traditional(query)), query
    if "大饼" in {surface.text for term in lexicon().terms for surface in term.surfaces}:
        assert every("大饼") >= {pk for pk, text in texts.items() if "比特币" in text}
