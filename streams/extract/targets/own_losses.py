"""Blows at what belongs to who tells of them: Baku says that X shelled its positions."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.groups import agrees
from streams.extract.clauses.passage import Passage
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.roles import Filled

HIT_SPAN = 9
"""Words behind a blow, who strikes among them, in which what it hit is named."""
_BLOWS = frozenset({"ASSAULT", "COERCE"})
_AT = frozenset({"علي", "في", "باتجاه", "نحو", "ضد", "صوب"})
"""Prepositions of what a blow hits; others tell with what, and from where, it is struck."""
_THIRD = frozenset({"3ms", "3fs", "3mp"})
_ENDS = ("ها", "هم")
"""Pronouns at the end of words that no dictionary knows."""


def hits_teller(attempt: Attempt, teller: NounPhrase | None) -> Filled | None:
    """Return ``teller``, who tells of a blow, as whom it hit: his pronoun is on what it hit."""
    if teller is None or attempt.frame.event_type not in _BLOWS or teller.code is None:
        return None  # most acts
    source = attempt.sources[0]
    if teller.code == source.code or teller.sector == "MED" or attempt.head.form == "participle":
        return None
    if attempt.head.analysis.enclitic:
        return None  # the crime that X committed
    passage, behind = attempt.passage, attempt.at + 1
    if source.first >= behind:
        behind = source.last
    for at in range(behind, min(passage.last, attempt.at + HIT_SPAN)):
        if at in passage.covered or passage.is_verb(at) or passage.words[at].conjoined:
            return None  # who or what was hit is named
        if at == attempt.complement:
            continue
        pronoun = _pronoun(passage, at)
        if pronoun and _is_hit(passage, at) and _means(pronoun, teller, source):
            return Filled((teller.as_actor(teller.code),), "teller")
    return None


def _pronoun(passage: Passage, at: int) -> str:
    """Return gender and number of the pronoun of the noun at ``at``, empty where it has none."""
    word = passage.words[at]
    if word.definite or not word.content:
        return ""
    if word.nouns:
        shown = word.nouns[0].enclitic if all(a.enclitic for a in word.nouns) else ""
        return shown[1:] if shown in _THIRD else ""
    if len(word.key) <= len(_ENDS[0]) + 2 or not word.key.endswith(_ENDS):
        return ""
    return "fs" if word.key.endswith(_ENDS[0]) else "mp"


def _is_hit(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is what a blow hits, not with what it is struck."""
    before = passage.words[at - 1]
    if passage.words[at].clitic not in {"", None, "ل"}:
        return False
    if before.key == "من":  # three of its soldiers
        return passage.words[at - 2].has("number", "quantifier")
    return before.key in _AT or not before.has("preposition")


def _means(pronoun: str, teller: NounPhrase, source: NounPhrase) -> bool:
    """Return whether a pronoun can mean who tells, not only who strikes."""
    if pronoun == "mp":
        return teller.plural and not source.plural
    return agrees(pronoun[0], teller) or not agrees(pronoun[0], source)
