"""Language: cuts Chinese crypto news into words and knows the names in it.

Pure: no Django, no network, no clock. Everything loads at first use and is only read after
that, so threads and forked processes may share it.
"""

from aggregator.language.book import Book, book, dictionary_version, install, lexicon, ship, shipped
from aggregator.language.display import cut, words
from aggregator.language.errors import EntryError, LanguageError, LexiconError
from aggregator.language.figures import Figure, figures
from aggregator.language.fingerprint import fingerprint, strip_boilerplate
from aggregator.language.folding import fold
from aggregator.language.lexicon import KINDS, Lexicon, Term
from aggregator.language.mentions import Mention, find_mentions
from aggregator.language.segment import Token, segment
from aggregator.language.tags import TagMatch, tags_of
from aggregator.language.variants import to_simplified, to_traditional

__all__ = [
    "KINDS",
    "Book",
    "EntryError",
    "Figure",
    "LanguageError",
    "Lexicon",
    "LexiconError",
    "Mention",
    "TagMatch",
    "Term",
    "Token",
    "book",
    "cut",
    "dictionary_version",
    "figures",
    "find_mentions",
    "fingerprint",
    "fold",
    "install",
    "lexicon",
    "segment",
    "ship",
    "shipped",
    "strip_boilerplate",
    "tags_of",
    "to_simplified",
    "to_traditional",
    "words",
]
