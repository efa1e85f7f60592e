"""One raw item to an Entry: what is mended is flagged, what says nothing is left out."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.feeds.dates import read_date
from aggregator.feeds.entry import Entry
from aggregator.feeds.images import pictures_in
from aggregator.feeds.links import absolute, is_http
from aggregator.feeds.raw import RawItem
from aggregator.feeds.words import TITLE_LONGEST, body_html, body_text, first_sentence, names, plain

NO_TITLE = "no_title"
TITLE_CUT = "title_cut"
HTML_CUT = "html_cut"
BAD_LINK = "bad_link"
CATEGORIES_MOST = 30
AUTHORS_MOST = 5
GUID_LONGEST = 500

_CLOCK_AHEAD = re.compile(r"(\d{1,2}):(\d{2})(?!\d|:)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Context:
    """What an item is read against: `bases` for relative links, the source's zone, the moment."""

    bases: tuple[str, ...]
    zone: ZoneInfo
    now: datetime


def clean(item: RawItem, context: Context) -> Entry | None:
    """`item` as an Entry; None when it has neither title nor text."""
    html, html_cut = body_html(item.body, is_text=item.body_is_text)
    published, date_flag = _published(item, context)
    title = _without_clock(plain(item.title, TITLE_LONGEST), published, context.zone)
    titled = bool(title)
    if not titled:
        title = first_sentence(body_text(html))
    if not title:
        return None
    url, bad_url = _first(item.links, context.bases)
    guid = _guid(item.guid)
    image, bad_image = _first((*item.images, *pictures_in(html)), (url, *context.bases))
    bad_other = any(absolute(link, *context.bases)[1] for link in item.other_links)
    flags = {
        date_flag: bool(date_flag),
        NO_TITLE: not titled,
        TITLE_CUT: titled and title.endswith("…") and len(title) == TITLE_LONGEST,
        HTML_CUT: html_cut,
        BAD_LINK: bad_url or bad_image or bad_other,
    }
    return Entry(
        guid=guid,
        url=url or (guid if is_http(guid) else ""),
        title=title,
        html=html,
        author="、".join(names(item.authors, AUTHORS_MOST)),
        image_url=image,
        published=published,
        categories=names(item.categories, CATEGORIES_MOST),
        titled=titled,
        flags=frozenset(flag for flag, holds in flags.items() if holds),
    )


def _published(item: RawItem, context: Context) -> tuple[datetime | None, str]:
    """The first date of the item that can be read; else why the first one cannot."""
    problem = ""
    for raw in item.dates:
        moment, flag = read_date(raw, context.zone, context.now)
        if moment is not None:
            return moment, flag
        problem = problem or flag
    return None, problem


def _first(links: tuple[str, ...], bases: tuple[str, ...]) -> tuple[str, bool]:
    """The first usable link made absolute, and whether any before it was refused."""
    refused = False
    for link in links:
        url, bad = absolute(link, *bases)
        refused = refused or bad
        if url:
            return url, refused
    return "", refused


def _guid(raw: str) -> str:
    guid = plain(raw, 100_000) if raw else ""
    return guid if len(guid) <= GUID_LONGEST else hashlib.sha256(guid.encode()).hexdigest()


def _without_clock(title: str, published: datetime | None, zone: ZoneInfo) -> str:
    """Some lists glue the hour of publication to the headline ("11:45比特币…").

    It goes only when it is that hour: "20:30 公布非农" is news.
    """
    clock = _CLOCK_AHEAD.match(title)
    if clock is None or published is None:
        return title
    local = published.astimezone(zone)
    nearby = {(local + timedelta(minutes=step)).strftime("%H:%M") for step in (-1, 0, 1)}
    return title[clock.end() :] if f"{clock[1]:0>2}:{clock[2]}" in nearby else title
