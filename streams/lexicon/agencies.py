"""News agencies: which one an article credits as its source.

A credit stands apart from the sentence: in brackets, in the dateline, alone on a line at the end,
or after words such as نقلا عن in the first or last lines. A mere mention in the body is none.
"""

from collections.abc import Iterator
from functools import cache

from schemas.text import CleanText, Token
from streams.lexicon.entries import ActorEntry, Form
from streams.lexicon.names import name_keys, spellings
from streams.lexicon.phrases import Phrase, PhraseIndex
from streams.lexicon.tables import items, read_table

HEAD_TOKENS = 40
"""Bracketed credits and نقلا عن count this far from the start: a dateline and a lead."""
DATELINE_TOKENS = 14
"""A name between separators counts this far from the start: places, names, date, agency."""
TAIL_TOKENS = 16
"""Any credit counts this far from the end."""
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_SEPARATORS = frozenset("-–—ـ/\\|:،,.•*") | _OPENING | _CLOSING
"""Quotation marks are none: وكالة "سبوتنيك" is a mention."""


def agency_forms() -> Iterator[Form]:
    """Yield agencies and outlets as actors of the press; short credits only behind وكالة."""
    for row in read_table("agencies"):
        names = items(row["names"])
        first = names[0] if names else items(row["credits"])[0]
        entry = ActorEntry(
            entity=f"agency:{row['slug']}", code=row["code"], sector="MED", kind="agency",
            gender="f", name=first,
        )  # fmt: skip
        for name in names:
            yield Form(name_keys(name), entry)
        if row["kind"] == "agency":
            for keys in _behind_noun((*names, *items(row["credits"]))):
                yield Form(keys, entry)


def credited_agency(clean: CleanText) -> str | None:
    """Return the key of the agency (``agencies.tsv``) that the text credits, the first of several.

    None where it credits none, or only "agencies" (وكالات), which names nobody.
    """
    tokens = clean.tokens
    keys = tokens.keys
    tail_from = max(len(tokens) - TAIL_TOKENS, 0)
    head_to = min(HEAD_TOKENS, len(tokens))
    for at in (*range(head_to), *range(max(tail_from, head_to), len(tokens))):
        phrase = _credits().longest(keys, at)
        if phrase is None or phrase.proclitics not in {"", "و"}:
            continue
        credit = _Credit(clean, at, phrase)
        if at > 1 and keys[at - 1] in _OPENING and keys[at - 2].endswith(_nouns()):
            continue  # وكالة (رويترز) is the subject of a sentence
        if credit.is_sourced(keys) or credit.is_bracketed():
            return phrase.values[0]
        if (at < DATELINE_TOKENS or at >= tail_from) and credit.stands_apart():
            return phrase.values[0]
    return None


class _Credit:
    """A name of an agency in a text, asked how it stands there."""

    def __init__(self, clean: CleanText, at: int, phrase: Phrase[str]) -> None:
        self._at = at
        self._last = at + 1 + len(phrase.tail)
        tokens = clean.tokens
        self._before = clean.raw[_line_start(clean.raw, tokens[at]) : tokens[at].start].strip()
        end = tokens[self._last - 1].end
        self._after = clean.raw[end : end + 80].split("\n")[0].strip()

    def is_bracketed(self) -> bool:
        """Return whether brackets hold it: (رويترز)، (رويترز - أ ف ب)."""
        before, after = self._before[-1:], self._after[:1]
        return (before in _OPENING and after in _SEPARATORS) or (
            before in _SEPARATORS and after in _CLOSING
        )

    def stands_apart(self) -> bool:
        """Return whether separators or the ends of the line hold it, or it closes a dateline.

        A dateline of its own line has a date: واشنطن 31 يوليو 2015 م واس.
        """
        if self._after and self._after[0] not in _SEPARATORS:
            return False
        if not self._before or self._before[-1] in _SEPARATORS:
            return True
        return not self._after and self._last <= DATELINE_TOKENS and _has_digit(self._before)

    def is_sourced(self, keys: list[str]) -> bool:
        """Return whether a word of crediting stands before the name: نقلا عن رويترز."""
        return any(
            tuple(keys[max(self._at - len(phrase), 0) : self._at]) == phrase
            for phrase in _words("credit")
        )


def _line_start(raw: str, token: Token) -> int:
    return raw.rfind("\n", 0, token.start) + 1


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _behind_noun(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name in map(name_keys, names):
        if name[0] != _nouns()[0]:
            yield from ((*noun, *name) for noun in _words("noun"))


def _abbreviations(name: str) -> tuple[str, ...]:
    """Return the ways to write an abbreviation of single letters: أ ف ب، أ.ف.ب، أفب."""
    letters = name.split()
    if len(letters) < 2 or any(len(letter) > 1 for letter in letters):
        return (name,)
    dotted, slashed = " . ".join(letters), " / ".join(letters)
    joined = ("".join(letters),) if len(letters) > 2 else ()  # أب is "father", آب is August
    return (name, dotted, f"{dotted} .", slashed, *joined)


@cache
def _credits() -> PhraseIndex[str]:
    filed: dict[tuple[str, ...], str] = {}
    for row in read_table("agencies"):
        if row["kind"] != "agency":
            continue
        names = (*items(row["names"]), *items(row["credits"]))
        written = [
            keys for name in names for text in _abbreviations(name) for keys in spellings(text)
        ]
        for keys in (*written, *_behind_noun(names)):
            filed.setdefault(keys, row["slug"])
    return PhraseIndex(filed.items())


@cache
def _words(use: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        name_keys(row["phrase"]) for row in read_table("credit_words") if row["use"] == use
    )


@cache
def _nouns() -> tuple[str, ...]:
    """Return the last words of the nouns: وكالة، أنباء، الأنباء."""
    return tuple(dict.fromkeys(noun[-1] for noun in _words("noun")))
