"""`manage.py stories`: hold stories against the articles, make them anew, hand out rulings."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from aggregator.stories.rebuild import rebuild, unassigned
from aggregator.stories.rulings import items_to_learn_from, pairs_to_learn_from


class Command(BaseCommand):
    """Three verbs: check, rebuild, rulings."""

    help = "事件：核对、重新归并、导出编辑裁定"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and its options."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        for name, words in (("check", "核对事件与稿件，不改动"), ("rebuild", "从稿件重新归并")):
            verb = verbs.add_parser(name, help=words)
            verb.add_argument("--since", type=_moment, help="从这一天或时刻起，如 2026-03-01")
            verb.add_argument("--until", type=_moment, help="到这一天或时刻止（不含）")
        handing = verbs.add_parser("rulings", help="导出编辑裁定，一行一对（JSONL）")
        handing.add_argument("--items", type=Path, help="同时把涉及的稿件写入这个文件（JSONL）")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do what the verb says."""
        if options["verb"] == "rulings":
            self._rulings(options["items"])
        else:
            self._again(options["verb"] == "rebuild", options["since"], options["until"])

    def _again(self, keep: bool, since: datetime | None, until: datetime | None) -> None:
        left = unassigned()
        done = rebuild(since, until, timezone.now(), keep=keep, say=self._say)
        if keep:
            self.stdout.write(f"已重新归并 {done.articles} 篇，其中 {done.moved} 篇换了事件")
            return
        self.stdout.write(
            f"{left} 篇还没有归入事件；{done.articles} 篇中有 {done.moved} 篇会换事件"
        )
        if left or done.moved:
            raise CommandError("事件与稿件不一致；运行 stories rebuild 修复")

    def _say(self, done: int, moved: int) -> None:
        self.stderr.write(f"{done} 篇，{moved} 篇不同")

    def _rulings(self, items: Path | None) -> None:
        for ruling in pairs_to_learn_from():
            self.stdout.write(json.dumps(ruling, ensure_ascii=False))
        if items is not None:
            lines = (json.dumps(item, ensure_ascii=False) + "\n" for item in items_to_learn_from())
            with items.open("w", encoding="utf-8") as file:
                file.writelines(lines)


def _moment(text: str) -> datetime:
    """A day or a time, in the pages' zone unless it names another."""
    try:
        day = parse_date(text)
        moment = parse_datetime(text) if day is None else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    except ValueError as error:
        raise ArgumentTypeError(f"{text} 不是有效的日期") from error
    if moment is None:
        raise ArgumentTypeError(f"{text} 不是日期；请写成 2026-03-01 或 2026-03-01T08:00")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
