"""Markup that feeds send, made safe to show, and its plain text."""

import html as entities
import re
from functools import partial
from urllib.parse import urljoin

import nh3

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong",
    "b", "i", "u", "s", "sub", "sup", "a", "table", "thead", "tbody", "tr", "th", "td", "figure",
    "figcaption",
}  # fmt: skip
# Tags whose text is code or furniture, not prose.
EMPTIED = {
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "form",
    "textarea", "select", "button", "title", "head",
}  # fmt: skip
BLOCK_END = re.compile(
    r"</(?:p|div|h[1-6]|li|tr|blockquote|pre|figcaption)>|<(?:br|hr)\s*/?>", re.IGNORECASE
)
CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
ASIDE = re.compile(r"<(h[2-4]|table|pre|figcaption)>.*?</\1>", re.DOTALL)
EMPTY_BLOCK = re.compile(r"<(p|h[2-4]|li|blockquote|figure)>(?:\s|&nbsp;|<br>)*</\1>")
# A browser opens every unclosed one of these again in each paragraph, unless three are alike: with
# an attribute to tell them apart, a page of text would grow to gigabytes.
FORMATTING = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/])[^>]{0,2000}>?", re.IGNORECASE
)
# Nesting takes quadratic time to parse; the most that an outlet's page has held is a hundred.
TAGS_MOST = 5_000
TAG = re.compile(r"<[^<>]*>")
SENTENCE_END = re.compile(r"[。！？!?；]")
# Full-width punctuation brings its own space, also where a paragraph ended behind it.
WIDE_SPACE = re.compile(r"(?<=[，。！？；：、）》】」』]) ")


def clean_html(html: str, base: str = "") -> str:
    """Give the markup with only harmless tags, links and attributes left.

    Images are left out: they would be loaded from hosts that learn who reads. Links leave in a
    new context without opener or referrer, relative ones resolved against `base`. A plain text
    with line breaks becomes paragraphs; so does markup of more than `TAGS_MOST` tags.
    """
    if html.count("<") > TAGS_MOST:
        html = TAG.sub("\n", html).replace("<", "\uff1c")
    if "<" not in html:
        paragraphs = (entities.escape(line.strip()) for line in html.splitlines() if line.strip())
        return "\n".join(f"<p>{line}</p>" for line in paragraphs)
    renamed = re.sub(r"<(/?)(?:h1|h5|h6)\b", r"<\1h2", html, flags=re.IGNORECASE)
    renamed = re.sub(r"<(/?)div\b", r"<\1p", renamed, flags=re.IGNORECASE)
    cleaned = nh3.clean(
        FORMATTING.sub(r"<\1>", renamed),
        tags=TAGS,
        clean_content_tags=EMPTIED,
        attributes={
            "a": {"href", "title"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
        },
        attribute_filter=partial(_attribute, base),
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
    return EMPTY_BLOCK.sub("", cleaned).strip()


def _attribute(base: str, tag: str, name: str, value: str) -> str | None:
    """Give a link's whole address; None leaves out one that leads nowhere from here."""
    if (tag, name) != ("a", "href"):
        return value
    try:
        link = urljoin(base, value.strip())
    except ValueError:
        return None
    return link if link.startswith(("http://", "https://")) else None


def plain_text(html: str) -> str:
    """Give the text of cleaned markup, one line a block."""
    broken = CELL_END.sub(" ", BLOCK_END.sub("\n", html))
    text = entities.unescape(nh3.clean(broken, tags=set()))
    lines = (re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def prose(html: str) -> str:
    """Give the text of cleaned markup without headings, tables and captions: what reads on."""
    return plain_text(ASIDE.sub("", html))


def excerpt_of(text: str, limit: int = 200) -> str:
    """Give the first sentences of a text, at most `limit` characters, ending where one ends."""
    flat = WIDE_SPACE.sub("", " ".join(text.split()))
    if len(flat) <= limit:
        return flat
    ends = [match.end() for match in SENTENCE_END.finditer(flat, 0, limit)]
    if ends and ends[-1] >= limit // 3:
        return flat[: ends[-1]]
    return flat[: limit - 1].rstrip("，、：；,;: ") + "…"
