"""What belongs to a name and stands around it: its marks, its brackets, the noun before it."""

from streams.extract.actors.datelines import behind_alias
from streams.extract.actors.matching import PLAIN, QUOTES, Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach
from streams.extract.actors.registry import Registry, Resolved
from streams.extract.words.function_words import function_words
from streams.extract.words.word import bare
from streams.lexicon.entries import ActorEntry

SHORTEST_BRANCH = 4
"""Words of brackets, with their marks, that tell which part of a body is meant."""


_LONE = frozenset({"ل", "ب", "ول", "وب"})
"""Prepositions that stand alone before a quotation mark."""


EPITHETS = frozenset(
    ending
    for stem in ("الارهابي", "المتطرف", "المتشدد", "الاجرامي", "التكفيري", "الانقلابي", "المحظور")
    for ending in (stem, f"{stem}ه")
)
"""What newsrooms call a group right after its name; alone some of these are people."""


def take_alias(matcher: Matcher, phrase: NounPhrase, last: int) -> None:
    """Widen a phrase to brackets right after it, unless they name another side."""
    end = behind_alias(matcher.keys, phrase.last, last)
    if end > phrase.last:  # hardly ever
        inside = (matcher.actor(at) for at in range(phrase.last + 1, end - 1))
        own = all(match is None or match.entry.code in {None, phrase.code} for match in inside)
        branch = phrase.kind is Kind.ACTOR and end - phrase.last > SHORTEST_BRANCH
        if own or branch:
            phrase.last = end
    while phrase.last < last and matcher.keys[phrase.last] in EPITHETS:
        phrase.last += 1


def take_marks(
    matcher: Matcher, registry: Registry, phrase: NounPhrase, first: int, *, title: bool
) -> None:
    """Widen a name in quotation marks to the noun that says what it names (the movement).

    In a headline, which quotes names for their own sake, to the marks alone too.
    """
    keys, at = matcher.keys, phrase.first - 2
    if phrase.kind is not Kind.ACTOR:
        return
    if (phrase.entity or "").startswith("group:") and not phrase.preposition:
        _take_kind(matcher, registry, phrase, first)
    if at + 1 < first or keys[at + 1] not in QUOTES:
        return
    noun, opening = matcher.words[at], keys[at + 1]
    named = noun.has("organisation")
    if opening in PLAIN and noun.key[:1] in {"ب", "ل"}:
        named = "organisation" in function_words().get(noun.key[1:], frozenset())
    if keys[phrase.last : phrase.last + 1] != [QUOTES[opening]]:
        return
    if not (named or (title and opening not in PLAIN)):
        return
    phrase.last += 1
    if named:
        phrase.first = at
        phrase.gender = "f" if noun.key.endswith("ه") else "m"
        attach(phrase, "و" * noun.conjoined + noun.clitic)
        registry.introduce(Resolved.of(phrase), (bare(noun.key),), ())
    elif noun.key in _LONE:
        phrase.first = at
        attach(phrase, noun.key)
    else:
        phrase.first = at + 1


def body_heads(matcher: Matcher, at: int) -> tuple[str, ...]:
    """Return the nouns by which the text can go on about the body that the name at ``at`` names.

    The first word of the name, and the noun before it that says what it is: the organisation "X".
    """
    heads = (bare(matcher.keys[at]),)
    before = at - 2 if matcher.keys[at - 1] in QUOTES else at - 1
    if before < 0 or not matcher.words[before].has("organisation"):
        return heads
    return (*heads, bare(matcher.keys[before]))


def introduce_nouns(registry: Registry, entry: ActorEntry) -> None:
    """Remember the nouns by which the text can go on about a body or group: the movement."""
    for noun in entry.nouns:
        gender = "f" if noun.endswith("ه") else "m"
        known = Resolved(entry.code, entry.sector, entry.entity, entry.name, gender)
        registry.introduce(known, (noun,), ())


def _take_kind(matcher: Matcher, registry: Registry, phrase: NounPhrase, first: int) -> None:
    """Widen the name of a group to the noun before it that says what it is: the movement X."""
    at = phrase.first - 1
    if at < first or phrase.role or phrase.joined:
        return
    noun = matcher.words[at]
    if not noun.has("organisation") or noun.definite:
        return
    phrase.first = at
    phrase.gender = "f" if noun.key.endswith("ه") else "m"
    attach(phrase, "و" * noun.conjoined + noun.clitic)
    known = Resolved(phrase.code or "", phrase.sector, phrase.entity, phrase.name, phrase.gender)
    registry.introduce(known, (bare(noun.key.removeprefix("و")),), ())
