"""Claim and counter-claim: what each of two sides says and does, and who has not answered yet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]
MOST = 3
"""Quotations, and acts, of each side that are shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one side, and who brought them."""

    words: str
    speaker: str | None
    outlet: str
    article_id: str


@dataclass(slots=True)
class Voice:
    """One side of the story."""

    code: str
    quotes: list[Said] = field(default_factory=list)
    acts: list[Json] = field(default_factory=list)
    """Events in which it acts upon the other."""

    @property
    def silent(self) -> bool:
        """Whether no article of the story has a word or an act of it."""
        return not self.quotes and not self.acts


@dataclass(frozen=True, slots=True)
class TwoVoices:
    """The two sides that most of the story is about, and others who were addressed in vain."""

    first: Voice
    second: Voice
    unanswered: tuple[str, ...]
    """Codes of further actors that are acted upon and neither act nor speak."""


def two_voices(events: Iterable[Json], articles: Iterable[Json]) -> TwoVoices | None:
    """Return the two voices of a story, None where no two sides face each other.

    ``events`` are corroborated events, ``articles`` documents with ``quotes``, ``text``, ``title``,
    ``source`` (the outlet), ``article_id`` and ``cluster_id``.
    """
    told = [e for e in events if e.get("target") and _code(e, "source") != _code(e, "target")]
    pairs = Counter(frozenset((_code(e, "source"), _code(e, "target"))) for e in told)
    if not pairs:
        return None
    pair = pairs.most_common(1)[0][0]
    first = next(_code(e, "source") for e in told if _code(e, "source") in pair)
    second = next(code for code in pair if code != first)
    quotes = _quotes(articles)
    sides = [_voice(code, told, quotes) for code in (first, second)]
    speaking = {_code(e, "source") for e in told} | set(quotes)
    addressed = {_code(e, "target") for e in told} - speaking - {first, second}
    return TwoVoices(sides[0], sides[1], tuple(sorted(addressed)))


def _voice(code: str, events: list[Json], quotes: Mapping[str, list[Said]]) -> Voice:
    acts = [event for event in events if _code(event, "source") == code]
    return Voice(code, quotes.get(code, [])[:MOST], acts[:MOST])


def _quotes(articles: Iterable[Json]) -> dict[str, list[Said]]:
    """Return the quotations by the speaker's code, each wording once, as first brought."""
    found: dict[str, list[Said]] = {}
    seen: set[str] = set()
    for article in articles:
        for quote in article.get("quotes") or ():
            text = article["title"] if quote.get("field") == "title" else article["text"]
            words = text[quote["start"] : quote["end"]].strip()
            key = " ".join(words.split())[:80]
            if not quote.get("code") or not words or key in seen:
                continue
            seen.add(key)
            said = Said(words, quote.get("speaker"), article["source"], article["article_id"])
            found.setdefault(quote["code"], []).append(said)
    return found


def _code(event: Json, side: str) -> str:
    return str(event[side]["code"])
