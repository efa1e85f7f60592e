"""The common way: SQLite FTS5 over words that jieba cut, by BM25, all words first, then any."""

import sqlite3
from collections.abc import Callable, Sequence

import jieba

from bench.items import Item

_DEPTH = 60


def build(items: Sequence[Item]) -> Callable[[str], list[str]]:
    """Index title and body; the search gives item ids, best first."""
    jieba.setLogLevel("WARNING")
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE news USING fts5(id UNINDEXED, title, body)")
    table.executemany(
        "INSERT INTO news VALUES (?, ?, ?)",
        ((one.entry.guid, _cut(one.entry.title), _cut(_plain(one.entry.html))) for one in items),
    )

    def ask(query: str) -> list[str]:
        words = [f'"{word}"' for word in _words(query)]
        found: dict[str, None] = {}
        for joined in (" AND ".join(words), " OR ".join(words)):
            if words and len(found) < _DEPTH:
                rows = table.execute(
                    "SELECT id FROM news WHERE news MATCH ? ORDER BY bm25(news) LIMIT ?",
                    (joined, _DEPTH),
                )
                found.update(dict.fromkeys(row[0] for row in rows))
        return list(found)[:_DEPTH]

    return ask


def _words(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text.lower()) if any(map(str.isalnum, word))]


def _cut(text: str) -> str:
    return " ".join(_words(text))


def _plain(html: str) -> str:
    return html.replace("<p>", "").replace("</p>", "\n")
