"""What a report says, in the form that reports are compared in."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aggregator.language.folding import fold
from aggregator.stories.acts import acts_in, products_in, stage_in
from aggregator.stories.amounts import Amount, amounts, days
from aggregator.stories.grams import grams
from aggregator.stories.headline import headline, is_reaction, speaker_of, without_opening
from aggregator.stories.names import read_names
from aggregator.stories.series import Series, read_series

BODY = 600  # characters of the body that matter: flashes say what happened first
LEAD = 320  # characters of it that are compared word by word
TITLE = 300
SENTENCE = 60  # a title as long as this is the text itself, not a headline


@dataclass(frozen=True, slots=True)
class Features:
    """A report reduced to what tells events apart. Names are lexicon slugs or folded Latin words.

    `names`, `coins` and `venues` (exchanges) stand in the title, `known` in title or body;
    `figures` are the title's amounts, `amounts` all of them; `grams` are Han pairs and Latin words
    of the title, `rest` those of them outside its names, `lead` those of title and body. `title`
    is folded and without the outlet's labels. `at` is aware.
    """

    at: datetime
    source: str
    title: str
    names: frozenset[str]
    coins: frozenset[str]
    venues: frozenset[str]
    known: frozenset[str]
    acts: frozenset[str]
    products: frozenset[str]
    stage: str
    speaker: str
    figures: tuple[Amount, ...]
    amounts: tuple[Amount, ...]
    days: frozenset[str]
    series: Series | None
    grams: frozenset[str]
    rest: frozenset[str]
    lead: frozenset[str]
    is_digest: bool
    is_sentence: bool
    is_reaction: bool


def features(title: str, body: str, at: datetime, source: str) -> Features:
    """What is compared of a report: plain text in, `at` aware. No text makes it fail."""
    body = body[: 3 * BODY].strip()[:BODY]
    title = title[:TITLE].strip()
    if not title:
        title = re.split(r"[。\n]", body, maxsplit=1)[0][:TITLE]
    head = headline(title)
    body = without_opening(body)
    text = fold(body)
    names = read_names(title, head)
    series = read_series(head, at)
    figures = amounts(head)
    return Features(
        at=at,
        source=source,
        title=head,
        names=names.all,
        coins=names.coins,
        venues=names.venues,
        known=names.all | read_names(body, text).all,
        acts=acts_in(head),
        products=products_in(head),
        stage=stage_in(head),
        speaker=speaker_of(head),
        figures=figures[:12],
        amounts=tuple(dict.fromkeys(figures + amounts(text)))[:40],
        days=days(head),
        series=series,
        grams=grams(head),
        rest=grams(head) - names.grams,
        lead=grams(head) | grams(text[:LEAD]),
        is_digest=series is not None and series.slug in {"digest", "movers"},
        is_reaction=is_reaction(head),
        is_sentence=len(head) >= SENTENCE or "。" in head,
    )


def dump(f: Features) -> dict[str, Any]:
    """The features as JSON values; `load` is the way back."""
    return {
        "at": f.at.isoformat(),
        "source": f.source,
        "title": f.title,
        "names": sorted(f.names),
        "coins": sorted(f.coins),
        "venues": sorted(f.venues),
        "known": sorted(f.known),
        "acts": sorted(f.acts),
        "products": sorted(f.products),
        "stage": f.stage,
        "speaker": f.speaker,
        "figures": [_dumped(one) for one in f.figures],
        "amounts": [_dumped(one) for one in f.amounts],
        "days": sorted(f.days),
        "series": _dumped_series(f.series),
        "grams": sorted(f.grams),
        "rest": sorted(f.rest),
        "lead": sorted(f.lead),
        "is_digest": f.is_digest,
        "is_sentence": f.is_sentence,
        "is_reaction": f.is_reaction,
    }


def load(values: dict[str, Any]) -> Features:
    """The features that `dump` wrote. KeyError or ValueError when it did not write them."""
    series = values["series"]
    return Features(
        at=datetime.fromisoformat(values["at"]),
        source=values["source"],
        title=values["title"],
        names=frozenset(values["names"]),
        coins=frozenset(values["coins"]),
        venues=frozenset(values["venues"]),
        known=frozenset(values["known"]),
        acts=frozenset(values["acts"]),
        products=frozenset(values["products"]),
        stage=values["stage"],
        speaker=values["speaker"],
        figures=tuple(Amount(*one) for one in values["figures"]),
        amounts=tuple(Amount(*one) for one in values["amounts"]),
        days=frozenset(values["days"]),
        series=_loaded_series(series) if series else None,
        grams=frozenset(values["grams"]),
        rest=frozenset(values["rest"]),
        lead=frozenset(values["lead"]),
        is_digest=values["is_digest"],
        is_sentence=values["is_sentence"],
        is_reaction=values["is_reaction"],
    )


def _dumped(one: Amount) -> list[float | str]:
    return [one.value, one.step, one.unit]


def _dumped_series(series: Series | None) -> list[str | None] | None:
    if series is None:
        return None
    day = series.day.isoformat() if series.day else None
    return [series.slug, series.name, series.level, day, series.subject]


def _loaded_series(values: list[Any]) -> Series:
    slug, name, level, day, subject = values
    return Series(slug, name, level, date.fromisoformat(day) if day else None, subject)
