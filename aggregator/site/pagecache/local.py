"""Answers that this process gave within the last second: a hot page costs no look at Redis."""

from aggregator.site.keeping.memory import Memory
from aggregator.site.pagecache.entry import Entry

SECONDS = 1.0
MOST = 128

# By the key of the page.
answers: Memory[Entry] = Memory(MOST, lambda: SECONDS)
