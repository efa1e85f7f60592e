"""Language: cuts Chinese crypto news into words and knows the names in it.

Pure: no Django, no network, no clock. Everything loads at first use and is only read after
that, so threads and forked processes may share it.
"""

from aggregator.language.addresses.finding import AddressMention, find_addresses
from aggregator.language.book import Book, book, dictionary_version, install, lexicon, ship, shipped
from aggregator.language.display import cut, phrases, words
from aggregator.language.errors import EntryError, LanguageError, LexiconError
from aggregator.language.fingerprint import fingerprint, strip_boilerplate
from aggregator.language.folding import fold
from aggregator.language.homoglyphs import Homoglyph, find_homoglyphs
from aggregator.language.lexicon import KINDS, Lexicon, Term
from aggregator.language.mentions import Mention, find_mentions, mentions_of
from aggregator.language.numbers.figures import Figure, figures
from aggregator.language.numbers.numerals import plain
from aggregator.language.numbers.quantities import Quantity, quantities
from aggregator.language.numbers.times import Moment, moments
from aggregator.language.numbers.valued import DOLLARS, Valued, valued
from aggregator.language.segment import Token, segment
from aggregator.language.summary import keywords, reading_minutes, summary
from aggregator.language.tags import Evidence, TagMatch, tags_of
from aggregator.language.topics import Topic, TopicHit, find_topics
from aggregator.language.variants import to_simplified, to_traditional

__all__ = [
    "DOLLARS",
    "KINDS",
    "AddressMention",
    "Book",
    "EntryError",
    "Evidence",
    "Figure",
    "Homoglyph",
    "LanguageError",
    "Lexicon",
    "LexiconError",
    "Mention",
    "Moment",
    "Quantity",
    "TagMatch",
    "Term",
    "Token",
    "Topic",
    "TopicHit",
    "Valued",
    "book",
    "cut",
    "dictionary_version",
    "figures",
    "find_addresses",
    "find_homoglyphs",
    "find_mentions",
    "find_topics",
    "fingerprint",
    "fold",
    "install",
    "keywords",
    "lexicon",
    "mentions_of",
    "moments",
    "phrases",
    "plain",
    "quantities",
    "reading_minutes",
    "segment",
    "ship",
    "shipped",
    "strip_boilerplate",
    "summary",
    "tags_of",
    "to_simplified",
    "to_traditional",
    "valued",
    "words",
]
