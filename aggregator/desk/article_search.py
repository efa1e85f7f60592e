"""Search in the list of articles: by the index, never by scanning the table."""

from django.db.models import QuerySet

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.errors import BadQuery, IndexUnavailable

PAGE = 100
FOUND = 500
RECENT = 2_000


def find(rows: QuerySet[Article], term: str) -> tuple[QuerySet[Article], str]:
    """Give the rows that match, and a sentence for the editor ("" when there is none to say).

    "#12" is the article of that number. Hidden articles are not in the index, so the newest
    RECENT of them are looked through by headline; without an index, so are the newest of all.
    """
    term = term.strip()
    number = term.removeprefix("#")
    if term.startswith("#") and number.isascii() and number.isdigit() and len(number) < 18:
        return rows.filter(pk=int(number)), ""
    try:
        ids, more = _ask_index(term)
    except BadQuery:
        return rows.none(), "搜索词里没有可以查找的字词，请换一个。"
    except IndexUnavailable:
        note = f"搜索索引暂时不可用，只查了最近 {RECENT} 篇的标题。"
        return rows.filter(pk__in=_by_headline(Article.objects.all(), term)), note
    hidden = _by_headline(Article.objects.filter(is_hidden=True), term)
    note = f"命中较多，只列出最新的 {FOUND} 篇；加词可缩小范围。" if more else ""
    return rows.filter(pk__in=[*ids, *hidden]), note


def _ask_index(term: str) -> tuple[list[int], bool]:
    """Ids of the newest hits, and whether there are more of them."""
    ids: list[int] = []
    cursor = ""
    while len(ids) < FOUND:
        page = search(term, limit=PAGE, cursor=cursor, order="newest")
        ids += [hit.article_id for hit in page.hits]
        cursor = page.cursor
        if not cursor:
            break
    return ids, bool(cursor)


def _by_headline(articles: QuerySet[Article], term: str) -> list[int]:
    newest = articles.order_by("-sorted_at", "-id").values_list("pk", "title")[:RECENT]
    wanted = term.casefold()
    return [pk for pk, title in newest if wanted in title.casefold()]
