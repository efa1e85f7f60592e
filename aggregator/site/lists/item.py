"""An article of a list: what a line of it says, and where it leads."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from aggregator.articles.models import Article
from aggregator.site.press.outlets import Outlet
from aggregator.site.story.chips import Chips, by_label, chips
from aggregator.site.story.doubts import Doubt, doubts_of
from aggregator.stories.models import Story
from aggregator.stories.reasons import why_important
from aggregator.votes.tally import Tally

CHIPS = 3
NAMED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list, and the event that it tells of.

    outlets: of a story that several told, its own among them, in the order they spoke; else
    empty. repeats: how many later reports of this story the list has left out. whole: whether the
    headline leads to the story, where there is one of several outlets. votes: as the last vote
    left them, None where nobody voted. mark: what tells this item from every other one that this
    process has read, None for one that is not remembered.
    """

    article: Article
    story: Story | None = None
    outlets: tuple[Outlet, ...] = ()
    repeats: int = 0
    whole: bool = False
    votes: Tally | None = None
    mark: Hashable = field(default=None, compare=False)

    def placed(self, repeats: int, *, whole: bool) -> "Item":
        """The same in a list of its own."""
        if (repeats, whole) == (self.repeats, self.whole):
            return self
        return replace(self, repeats=repeats, whole=whole, mark=(self.mark, repeats, whole))

    @property
    def named(self) -> tuple[Outlet, ...]:
        """The outlets that a line has room for."""
        return self.outlets[:NAMED]

    @property
    def others(self) -> int:
        """How many outlets it has no room for."""
        return max(len(self.outlets) - NAMED, 0)

    @property
    def tied(self) -> bool:
        """Whether several outlets were first."""
        return sum(outlet.first for outlet in self.outlets) > 1

    @property
    def href(self) -> str:
        """Where the headline leads."""
        if self.whole and self.story and self.outlets:
            return self.story.get_absolute_url()
        return self.article.get_absolute_url()

    @property
    def reasons(self) -> str:
        """Why readers see it as 重要."""
        return why_important(self.article, self.story, most=3)

    @property
    def facts(self) -> tuple[Chips, ...]:
        """The first figures that the headline has not said already."""
        return by_label(chips(self.article, CHIPS, beyond_headline=True))

    @property
    def doubt(self) -> Doubt | None:
        """The first amount that does not add up."""
        return next(iter(doubts_of(self.article)), None)
