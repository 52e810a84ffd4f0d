"""What a verdict takes up by a pronoun: denied the British charges and called them nonsense."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.word import bare

VERDICT_SPAN = 7
"""Words behind the pronoun in which what the thing is called stands."""
BACK_SPAN = 20
"""Words before the verdict in which the thing is named."""
_HIM, _HER = frozenset({"اياه"}), frozenset({"اياها"})
_THAT_HE = frozenset({"انه", "بانه"})
_THAT_SHE = frozenset({"انها", "بانها"})
_FEMININE = ("ه", "ات")
_STEPS = frozenset({"قرار", "خطوه", "اجراء", "اعلان", "حكم", "اتفاق", "هجوم", "قصف"})
"""Nouns that with the article mean an act told before."""
_SIDES = frozenset({Kind.ACTOR, Kind.ATTRIBUTE})


def taken_up(passage: Passage, head: Head, end: int, speaker: Group) -> tuple[int, int, int] | None:
    """Return where the thing stands that a pronoun takes up, and where its verdict may stand.

    None where the verdict names the thing itself, or nothing of another side stands before.
    """
    found = _pronoun(passage, head, end, speaker)
    if found is None:
        return None
    gender, first = found
    thing = _thing(passage, head.at, gender, speaker)
    return (thing, first, first + VERDICT_SPAN) if thing is not None else None


def _pronoun(passage: Passage, head: Head, end: int, speaker: Group) -> tuple[str, int] | None:
    """Return the gender of the pronoun that is judged, and where its verdict begins."""
    enclitic = head.analysis.enclitic
    if enclitic.startswith("3") and not enclitic.endswith("p"):
        return ("f" if "f" in enclitic else "m"), head.at + 1
    if enclitic or head.at + 2 >= passage.last:
        return None
    at = head.at + 1
    if passage.keys[at] in _HIM | _HER:
        return ("f" if passage.keys[at] in _HER else "m"), at + 1
    while at < min(end, passage.last) and any(p.first <= at < p.last for p in speaker):
        at += 1
    if at != end or at >= passage.last or passage.keys[at] not in _THAT_HE | _THAT_SHE:
        return None
    return ("f" if passage.keys[at] in _THAT_SHE else "m"), at + 1


def _thing(passage: Passage, at: int, gender: str, speaker: Group) -> int | None:
    """Return the noun of that gender before ``at`` that is another's: the British charges."""
    own = {p.code for p in speaker}
    for phrase in reversed(passage.between(max(passage.first, at - BACK_SPAN), at)):
        if phrase.code is None or phrase.code in own or phrase.kind not in _SIDES:
            continue
        noun = phrase.first - 1
        if _is_thing(passage, noun) and _gender(passage, noun, phrase) == gender:
            return noun
    for noun in range(at - 1, max(passage.first, at - BACK_SPAN) - 1, -1):
        step = noun not in passage.covered and bare(passage.keys[noun]) in _STEPS
        if step and ("f" if passage.keys[noun].endswith(_FEMININE) else "m") == gender:
            return noun
    return None


def _is_thing(passage: Passage, at: int) -> bool:
    if at < passage.first or at in passage.covered or passage.is_verb(at):
        return False
    return passage.words[at].content and bool(passage.words[at].nouns)


def _gender(passage: Passage, noun: int, phrase: NounPhrase) -> str:
    """Return the gender of a noun, as the nationality that qualifies it shows it."""
    if phrase.kind is Kind.ATTRIBUTE and phrase.gender in {"m", "f"}:
        return phrase.gender or ""
    return "f" if passage.keys[noun].endswith(_FEMININE) else "m"
