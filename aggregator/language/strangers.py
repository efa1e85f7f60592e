"""Names that the lexicon lacks, made into entries so that they are filed like any other."""

import re
from dataclasses import dataclass
from hashlib import blake2b

from aggregator.language.folding import fold
from aggregator.language.lexicon import Term

TICKER, PERSON, BODY = "t", "p", "o"  # what their slugs open with


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name at `text[start:end]`; `rule` and `confidence` (0-1) are those of its mention."""

    term: Term
    start: int
    end: int
    rule: str
    confidence: float


def entry(prefix: str, name: str, kind: str, ticker: str = "") -> Term:
    """An entry for a name; its slug is made of the name, or a digest of one that is not Latin."""
    folded = fold(ticker or name)
    plain = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if not plain or not folded.isascii():
        plain = blake2b(folded.encode("utf-8", "replace"), digest_size=5).hexdigest()
    return Term(f"{prefix}-{plain[:60].rstrip('-')}", name[:80], kind, (), ticker[:20], 0, "")
