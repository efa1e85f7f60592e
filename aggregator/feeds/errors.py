"""What can be wrong with the words of a feed. Expected, and shown to the editor as they are."""

from enum import StrEnum


class FeedError(Exception):
    """A feed document or the catalogue is unusable; `str()` says why in Chinese, with a cure."""


class Wrong(StrEnum):
    """Why a body is not a feed, as a word that stays when the sentence is worded anew."""

    EMPTY = "empty"
    WEB_PAGE = "web_page"
    JSON = "json"
    LIMITED = "limited"
    TEXT = "text"
    BINARY = "binary"


class NotAFeed(FeedError):  # noqa: N818 - it reads as what it says
    """The body is something else: nothing, a web page, a JSON answer, a sentence.

    `alternate` is the absolute URL of a feed that the web page names, "" when it names none.
    """

    def __init__(self, sentence: str, *, wrong: Wrong, alternate: str = "") -> None:
        super().__init__(sentence)
        self.wrong = wrong
        self.alternate = alternate


class ParseError(FeedError):
    """The body means to be a feed, but is refused or broken before its first whole item."""


class CatalogueError(FeedError):
    """The shipped catalogue breaks its own rules; the sentence names the entry."""
