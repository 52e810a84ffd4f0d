"""What a relative clause hangs on: the phrase before "that", the noun before its verb."""

from streams.extract.clauses import Head, Passage
from streams.extract.groups import Group, agrees
from streams.extract.phrases import Kind, NounPhrase


def thing(at: int) -> NounPhrase:
    """Return the noun before ``at`` as a phrase that names no actor."""
    return NounPhrase(at - 1, at, Kind.UNKNOWN)


def antecedent(passage: Passage, head: Head) -> Group | None:
    """Return the phrase that a relative clause hangs on, an unknown one where it is no actor."""
    at = head.at - 1
    while at >= passage.first and passage.words[at].has("emphatic", "past", "also", "negator"):
        at -= 1
    if at < passage.first or not passage.words[at].has("relative"):
        return None
    bare = passage.keys[at] == "الذين" and at - 1 not in passage.covered
    if bare and any(a.number == "p" for a in passage.words[at - 1].nouns):
        return [thing(at)]  # the people who
    for phrase in reversed(passage.phrases):
        if phrase.last <= at and phrase.last >= at - 2:
            return [thing(at)] if _qualifies(passage, phrase) else [phrase]
        if phrase.last < at - 2:
            break
    return [thing(at)]


def _qualifies(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether a phrase is a nationality, or a name spelt like one after a definite noun."""
    if phrase.kind is Kind.ATTRIBUTE:
        return True
    before = passage.word(phrase.first - 1)
    alike = phrase.last == phrase.first + 1 and passage.keys[phrase.first].endswith("يه")
    return alike and not phrase.role and before is not None and before.definite


def is_bare_relative(passage: Passage, head: Head, after: list[Group]) -> bool:
    """Return whether a verb refers back to an indefinite noun right before it: raids X made."""
    if not head.analysis.enclitic or head.at == passage.first or not after:
        return False
    before = passage.words[head.at - 1]
    named = after[0][0].kind is Kind.ACTOR and agrees(head.analysis.gender, after[0][0])
    return named and before.content and not (before.definite or before.verbal)
