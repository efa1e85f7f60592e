"""Language: cuts Chinese crypto news into words and knows the names in it.

Pure: no Django, no network, no clock. Everything loads at first use and is only read after
that, so threads and forked processes may share it.
"""

from aggregator.language.book import Book, book, dictionary_version, install, lexicon, shipped
from aggregator.language.display import cut, words
from aggregator.language.errors import LanguageError, LexiconError
from aggregator.language.figures import Figure, figures
from aggregator.language.fingerprint import fingerprint, strip_boilerplate
from aggregator.language.folding import fold
from aggregator.language.lexicon import KINDS, Lexicon, Term
from aggregator.language.mentions import Mention, find_mentions
from aggregator.language.numerals import plain
from aggregator.language.quantities import Quantity, quantities
from aggregator.language.segment import Token, segment
from aggregator.language.summary import keywords, reading_minutes, summary
from aggregator.language.tags import TagMatch, tags_of
from aggregator.language.times import Moment, moments
from aggregator.language.valued import DOLLARS, Valued, valued
from aggregator.language.variants import to_simplified, to_traditional

__all__ = [
    "DOLLARS",
    "KINDS",
    "Book",
    "Figure",
    "LanguageError",
    "Lexicon",
    "LexiconError",
    "Mention",
    "Moment",
    "Quantity",
    "TagMatch",
    "Term",
    "Token",
    "Valued",
    "book",
    "cut",
    "dictionary_version",
    "figures",
    "find_mentions",
    "fingerprint",
    "fold",
    "install",
    "keywords",
    "lexicon",
    "reading_minutes",
    "moments",
    "plain",
    "quantities",
    "segment",
    "shipped",
    "strip_boilerplate",
    "summary",
    "tags_of",
    "to_simplified",
    "to_traditional",
    "valued",
    "words",
]
