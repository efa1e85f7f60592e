"""How the reader wants the pages to look: two cookies, no account."""

from collections.abc import Mapping
from dataclasses import dataclass

THEMES = {"system": "跟随系统", "light": "浅色", "dark": "深色"}
MARKETS = {"red-up": "红涨绿跌", "green-up": "绿涨红跌"}
COOKIES = {"theme": THEMES, "market": MARKETS}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Display:
    """One of `THEMES` and one of `MARKETS`."""

    theme: str
    market: str

    @property
    def other_theme(self) -> str:
        """What the theme button asks for."""
        return "light" if self.theme == "dark" else "dark"


def display(cookies: Mapping[str, str]) -> Display:
    """The reader's choice; the first of each table for a cookie that is absent or means nothing."""
    chosen = {
        name: cookies.get(name, "") if cookies.get(name, "") in values else next(iter(values))
        for name, values in COOKIES.items()
    }
    return Display(chosen["theme"], chosen["market"])
