"""Making a dictionary version of the shipped lexicon and the editors' words."""

import logging
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from kombu.exceptions import OperationalError

from aggregator import language
from aggregator.articles.models import Article, Tag
from aggregator.language import Book, Lexicon, LexiconError
from aggregator.language.merging import edition
from aggregator.words import current
from aggregator.words.difference import difference
from aggregator.words.entries import kept, laid_over
from aggregator.words.models import DictionaryVersion, Edition, Word

log = logging.getLogger(__name__)


def publish(reason: str, by: User | None, now: datetime) -> DictionaryVersion | None:
    """Compile the words as they now stand and put the result in force after the commit.

    Gives None when nothing is recognised differently (a note was changed). Raises `EntryError`
    when two words claim one thing; then, as after a kill, the old version stays in force. Two
    editors follow one another: the second compiles what the first has saved.
    """
    with transaction.atomic():
        before = _locked()
        if before is None:
            ensure(now)
            before = _locked()
        assert before is not None  # noqa: S101 - `ensure` has just made it
        base = current.base_of(before)
        words = [kept(word) for word in Word.objects.order_by("slug")]
        return _put(before, before.edition, (base, base), words, (reason, by, now))


def ensure(now: datetime) -> DictionaryVersion | None:
    """Bring the version in force level with the shipped files, at every start.

    A changed lexicon makes a version like an editor's save does. Broken files are logged with
    file and line, and leave the old version in force. Raises `LexiconError` if there is none.
    """
    with transaction.atomic():
        before = _locked()
        try:
            shipped = language.shipped()
        except LexiconError as error:
            if before is None:
                raise
            log.exception("The shipped lexicon is left aside", exc_info=error)
            return None
        if before is not None and before.edition.version == shipped.version:
            return None
        row, _ = Edition.objects.get_or_create(
            version=shipped.version, defaults={"rows": edition()}
        )
        old = current.base_of(before) if before else None
        reason = "程序升级，内置词库有更新" if before else "内置词库"
        words = before.words if before else []
        return _put(before, row, (old, shipped), words, (reason, None, now))


def _locked() -> DictionaryVersion | None:
    """The version in force, held until the end of the transaction.

    Whoever waited for it may find that it is no longer the last, and waits for that one.
    """
    held = None
    rows = DictionaryVersion.objects.select_for_update(of=("self",)).select_related("edition")
    while (latest := rows.order_by("-pk").first()) != held:
        held = latest
    return held


def _put(
    before: DictionaryVersion | None,
    shelf: Edition,
    bases: tuple[Lexicon | None, Lexicon],
    words: list[list[str]],
    said: tuple[str, User | None, datetime],
) -> DictionaryVersion | None:
    """Make the version of these words over the second of the bases, unless it changes nothing."""
    (old_base, base), (reason, by, now) = bases, said
    after = laid_over(base, words)
    # The first of all: whatever there is was read with the shipped files.
    was = laid_over(old_base, before.words) if before and old_base else after
    changes = difference(was, after)
    if before is not None and before.edition == shelf and changes.is_empty:
        return None
    book = current.compiled(after)
    top = Article.objects.aggregate(top=Max("pk"))["top"]
    version = DictionaryVersion.objects.create(
        version=after.version,
        edition=shelf,
        words=words,
        reason=reason[:300],
        made_at=now,
        made_by=by,
        added=list(changes.added),
        removed=list(changes.removed),
        terms=list(changes.terms),
        top=top,
        cursor=(top or 0) + 1,
        swept_at=now if changes.is_empty else None,
        settled_at=now if changes.is_empty else None,
    )
    _tidy(version)
    follow(changes.terms, after)
    transaction.on_commit(partial(_announce, version.pk, book, by is not None))
    return version


def follow(slugs: tuple[str, ...], source: Lexicon) -> None:
    """Let tags say what their entries say; what an editor locked stays, but for the aliases.

    A tag whose entry is gone, or is a mere term now, stays as it was: editors may have used it.
    """
    rows = []
    for tag in Tag.objects.all() if len(slugs) > 500 else Tag.objects.filter(slug__in=slugs):
        term = source.by_slug.get(tag.slug)
        if term is None or term.kind == "term":
            continue
        values = {"name": term.name, "kind": term.kind, "ticker": term.ticker}
        changed = bool(tag.sync(values)) | (tag.aliases != list(term.aliases))
        tag.aliases = list(term.aliases)
        rows += [tag] if changed else []
    Tag.objects.bulk_update(rows, ["name", "kind", "ticker", "aliases"], batch_size=200)


def _tidy(version: DictionaryVersion) -> None:
    """What older versions were made of is needed no more, only what they changed."""
    DictionaryVersion.objects.filter(pk__lt=version.pk).update(words=[])
    old = Edition.objects.exclude(pk=version.edition_id)
    old.filter(dictionaryversion=None).delete()
    old.update(rows="")


def _announce(number: int, book: Book, in_service: bool) -> None:
    """Tell everyone; `in_service` is whether an editor made the version, so a queue should be."""
    from aggregator.words.tasks import sweep

    current.hold(number, book)
    current.tell(number)
    try:
        sweep.apply_async(retry=False)
    except OperationalError as error:
        if in_service:
            log.warning("The queue cannot be reached (%s); beat starts the sweep", error)
        else:  # a start prepares the database before there is a queue
            log.info("Beat starts the sweep of version %d once it runs (%s)", number, error)
