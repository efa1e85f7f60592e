"""`manage.py search`: look at the index, mend it, make it anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from aggregator.articles.models import Article
from aggregator.search.asking import search
from aggregator.search.check import check
from aggregator.search.errors import SearchError
from aggregator.search.rebuild import rebuild
from aggregator.search.turns import PATIENCE


class Command(BaseCommand):
    """Three verbs: check, rebuild, query."""

    help = "检索索引：核对、重建、试查"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and its options."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="核对索引与数据库")
        checking.add_argument("--repair", action="store_true", help="补上差异")
        verbs.add_parser("rebuild", help="从数据库重新生成索引，完成后替换")
        asking = verbs.add_parser("query", help="试查一句")
        asking.add_argument("text")
        asking.add_argument("--order", choices=("relevance", "newest"), default="relevance")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says; raises CommandError with the room's own sentence."""
        try:
            match options["verb"]:
                case "check":
                    self._check(options["repair"])
                case "rebuild":
                    self._rebuild()
                case _:
                    self._query(options["text"], options["order"])
        except SearchError as error:
            raise CommandError(str(error)) from error

    def _check(self, repair: bool) -> None:
        report = check(repair, self._progress, PATIENCE)
        for word, found in report.named:
            named = "、".join(str(i) for i in found.ids[:20])
            self.stdout.write(f"{word} {found.count} 篇" + (f"：{named}" if named else ""))
        if not report.ok:
            raise CommandError("索引与数据库不一致；加 --repair 修复")
        self.stdout.write("已修复" if report.repaired else "索引与数据库一致")

    def _rebuild(self) -> None:
        rebuild(self._progress, wait=PATIENCE)
        self.stdout.write("新索引已启用")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} / {total}")

    def _query(self, text: str, order: Any) -> None:
        results = search(text, order=order)
        titles = Article.objects.in_bulk([hit.article_id for hit in results.hits])
        self.stdout.write(f"共 {results.total} 篇")
        for hit in results.hits:
            if article := titles.get(hit.article_id):
                self.stdout.write(f"{hit.score:7.2f}  {article.pk}  {article.title}")
