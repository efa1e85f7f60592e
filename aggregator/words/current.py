"""The dictionary version in force, and this process's copy of it.

Every server looks at most every CHECK_SECONDS whether there is a new one: a page while it answers
with the old book and a thread compiles the new, a task before it begins.
"""

import logging
import threading
from time import monotonic
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError
from redis.exceptions import RedisError

from aggregator import language
from aggregator.language import Book, LanguageError, Lexicon, LexiconError
from aggregator.language.dictionary import compile_dictionary
from aggregator.language.merging import read_edition
from aggregator.language.reading import compile_matcher
from aggregator.words.entries import laid_over
from aggregator.words.models import DictionaryVersion

CHECK_SECONDS = 2.0
# So long may the cache be wrong after a save that was killed between its commit and its notice.
CACHE_SECONDS = 10
KEY = "words:in-force"
log = logging.getLogger(__name__)


class _Held:
    """Which version this process has, and when it last looked (monotonic seconds)."""

    number: int | None = None
    checked: float = float("-inf")
    busy = threading.Lock()


def in_force() -> DictionaryVersion | None:
    """The version in force; None before the first start has made one."""
    return DictionaryVersion.objects.select_related("edition").order_by("-pk").first()


def base_of(version: DictionaryVersion) -> Lexicon:
    """The shipped lexicon that a version lies over.

    It is read from the database when the program's own files are those of another release, or
    are broken; then it stands for them.
    """
    try:
        own = language.shipped()
    except LexiconError as error:
        log.exception("The lexicon stays at edition %s", version.edition.version, exc_info=error)
        own = read_edition(version.edition.rows, version.edition.version)
        language.ship(own)
    if own.version == version.edition.version:
        return own
    return read_edition(version.edition.rows, version.edition.version)


def compiled(source: Lexicon) -> Book:
    """A book with everything built that this process will ask it for."""
    book = Book(source)
    book.part(compile_dictionary)
    book.part(compile_matcher)
    book.build_as(language.book())
    return book


def hold(number: int, book: Book) -> None:
    """Put a version's book in force for this process."""
    language.install(book)
    _Held.number = number


def tell(number: int) -> None:
    """Let the other processes know of a version; they find out by themselves when this fails."""
    try:
        cache.set(KEY, number, CACHE_SECONDS)
    except (RedisError, OSError) as error:
        log.info("Dictionary version %d is not in the cache; servers look it up: %s", number, error)


def take_up() -> None:
    """Have the version in force in this process before anything else is done."""
    version = in_force()
    if version is not None and version.pk != _Held.number:
        _compile(version, base_of(version))


def before_task(**_: Any) -> None:
    """Look for a new version and wait for it: what a task writes is to be of the newest."""
    version = _news()
    if version is not None:
        with _Held.busy:
            _attempt(version)


def before_page(**_: Any) -> None:
    """Look for a new version; a thread compiles it, and the reader gets the page at once."""
    version = _news()
    if version is not None and _Held.busy.acquire(blocking=False):
        threading.Thread(target=_in_background, args=(version,)).start()


def forget() -> None:
    """Look again at the next occasion, as a process does that has just started."""
    _Held.number = None
    _Held.checked = float("-inf")


def _in_background(version: DictionaryVersion) -> None:
    try:
        _attempt(version)
    finally:
        _Held.busy.release()


def _attempt(version: DictionaryVersion) -> None:
    """Take the version up; what this program can't read leaves the old book, and is logged."""
    try:
        _compile(version, base_of(version))
    except LanguageError as error:
        log.exception("%s cannot be taken up here", version, exc_info=error)


def _compile(version: DictionaryVersion, base: Lexicon) -> None:
    if language.dictionary_version() == version.version:
        _Held.number = version.pk  # the same words by another way, or the shipped ones
        return
    source = laid_over(base, version.words)
    if source.version != version.version:  # rows of before a change in how they are read
        log.warning("%s is %s here, not %s", version, source.version, version.version)
    hold(version.pk, compiled(source))
    log.info("dictionary version %d (%s) is in force here", version.pk, source.version)


def _news() -> DictionaryVersion | None:
    """The version in force when this process has another; asks at most every CHECK_SECONDS."""
    now = monotonic()
    if now - _Held.checked < CHECK_SECONDS:
        return None
    _Held.checked = now
    try:
        if _number() == _Held.number:
            return None
        version = in_force()
    except DatabaseError as error:
        log.warning("No look at the dictionary version: %s", error)
        return None
    return None if version is None or version.pk == _Held.number else version


def _number() -> int | None:
    try:
        number: int | None = cache.get(KEY)
        if number is None:
            number = _latest()
            # `add`, so that a version told meanwhile is not overwritten with an older one
            cache.add(KEY, number, CACHE_SECONDS)
    except (RedisError, OSError):
        return _latest()
    return number


def _latest() -> int | None:
    return DictionaryVersion.objects.order_by("-pk").values_list("pk", flat=True).first()
