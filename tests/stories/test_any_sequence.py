"""Whatever outlets and editors do, one after another, the stories are those of a rebuild."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from aggregator.articles.models import Article
from aggregator.stories.assign import assign
from aggregator.stories.models import Key, Link, Report, Ruling, Story, Trace
from aggregator.stories.rebuild import rebuild
from aggregator.stories.rulings import RulingRefusedError, merge, move, split
from aggregator.stories.settle import FIELDS
from tests.stories.conftest import HACK, NOW, Newsroom

TITLES = [
    *HACK,
    "韩国央行维持基准利率不变",
    "韩国央行宣布维持基准利率不变",
    "贝莱德向 Coinbase 转入 1,200 枚 BTC",
    "贝莱德将 1,200 枚 BTC 转入 Coinbase",
    "Strategy 增持 3,015 枚比特币，耗资 2.04 亿美元",
    "Strategy 上周以 2.04 亿美元增持 3,015 枚比特币",
    "恐惧贪婪指数今日为 20，处于极度恐惧",
    "BTC 突破 70000 美元",
    "BTC 跌破 70000 美元",
]
STEPS = 60
pytestmark = pytest.mark.django_db


class Hands:
    """Does something at random with the articles and stories that there are."""

    def __init__(self, room: Newsroom, random: Random) -> None:
        self.room, self.random, self.now = room, random, NOW

    def _change(self, **values: object) -> None:
        one = self.random.choice(Article.objects.order_by("pk"))
        Article.objects.filter(pk=one.pk).update(updated_at=self.now, **values)
        assign([one.pk], self.now)

    def tell(self) -> None:
        """A report comes, soon or days later."""
        minutes = self.random.choice([self.random.randint(0, 600), self.random.randint(0, 7200)])
        slug, title = self.random.choice("abcdef"), self.random.choice(TITLES)
        assign([self.room.tell(slug, title, minutes, updated_at=self.now).pk], self.now)

    def revise(self) -> None:
        """An outlet says something else."""
        self._change(title=self.random.choice(TITLES))

    def move_in_time(self) -> None:
        """An editor corrects a time."""
        at = NOW + timedelta(minutes=self.random.randint(-3000, 7200))
        self._change(sorted_at=at, published_at=at)

    def hide(self) -> None:
        """An editor hides a report, or shows it again."""
        self._change(is_hidden=self.random.random() < 0.5)

    def merge(self) -> None:
        """An editor merges two stories or three."""
        stories = self._stories()
        merge(self.random.sample(stories, min(len(stories), 3)), None, self.now)

    def split(self) -> None:
        """An editor takes some reports out of a story."""
        split(self._some(), None, self.now)

    def move(self) -> None:
        """An editor puts some reports into another story."""
        move(self._some(), self.random.choice(self._stories()), None, self.now)

    def _stories(self) -> list[int]:
        return sorted(set(Report.objects.values_list("story", flat=True)))

    def _some(self) -> list[int]:
        rows = Report.objects.filter(story=self.random.choice(self._stories())).order_by("pk")
        told = list(rows.values_list("article", flat=True))
        return self.random.sample(told, self.random.randint(1, len(told)))


def _act(hands: Hands) -> None:
    acts: list[Callable[[], None]] = [hands.tell] * 5
    acts += [hands.revise, hands.move_in_time, hands.hide, hands.merge, hands.split, hands.move]
    hands.now += timedelta(minutes=1)
    with suppress(RulingRefusedError):
        hands.random.choice(acts)()


def _obeyed() -> bool:
    where = dict(Report.objects.values_list("article", "story"))
    rows = Ruling.objects.values_list("a", "b", "same")
    return all((where[a] == where[b]) == same for a, b, same in rows)


@pytest.mark.parametrize("seed", [4, 16])
def test_a_rebuild_finds_nothing_to_change(room: Newsroom, seed: int) -> None:
    hands = Hands(room, Random(seed))
    hands.tell()
    for _ in range(STEPS):
        _act(hands)
        assert _obeyed()
    stories, rows = room.stories(), list(Story.objects.order_by("pk").values("pk", *FIELDS))
    assert rebuild(None, None, hands.now, keep=False).moved == 0
    assert rebuild(None, None, hands.now).moved == 0
    assert list(Story.objects.order_by("pk").values("pk", *FIELDS)) == rows
    for model in (Story, Link, Trace, Key):
        model._default_manager.all().delete()
    left = list(Article.objects.values_list("pk", flat=True))
    hands.random.shuffle(left)
    for pk in left:
        assign([pk], hands.now)
    assert room.stories() == stories
