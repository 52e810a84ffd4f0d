"""Where a thing comes from: who undertakes it, by whom it is issued."""

from streams.extract.actors.phrases import NounPhrase
from streams.extract.clauses.passage import Passage

FROM_SPAN = 3
"""Words between a thing and whom it comes from; further on, من counts the victims."""
_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره", "الصادرين", "صدر", "صدرت"})
"""Words before "from" whose thing comes from whom it names: statements issued by."""
_UNDERTAKING = frozenset(
    {"قام", "أقدم", "أصر", "استمر", "واصل", "لجأ", "حاول", "سمح", "سعى", "شرع", "تورّط", "رفض"}
)
"""Verbs whose masdar has in the genitive who does what stands behind it."""


def is_undertaking(passage: Passage, at: int) -> bool:
    """Return whether the genitive of the noun at ``at`` does what follows: the setting about."""
    return any(a.pos == "masdar" and a.lemma in _UNDERTAKING for a in passage.words[at].nouns)


def comes_elsewhere(passage: Passage, phrase: NounPhrase, first: int) -> bool:
    """Return whether "from" before ``phrase`` is about another thing than that at ``first``."""
    if phrase.preposition == "عن":
        return passage.keys[phrase.first - 2] not in _ISSUED
    return phrase.preposition == "من" and phrase.first - first > FROM_SPAN
