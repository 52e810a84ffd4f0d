"""Accusations that somebody answers, so that they were made: denied the charges of Chad."""

from streams.extract.clauses.passage import Head, Passage

ANSWER_SPAN = 8
"""Words between the answer and the accusations that it answers."""
_ANSWERS = frozenset({"نفى", "رفض", "استنكر", "أنكر", "فنّد", "دحض", "كذّب", "رد", "دان", "أدان",
                      "انتقد", "استهجن", "أثار", "علّق", "واجه", "تجاهل", "شجب", "ندّد"})  # fmt: skip
"""Verbs of who answers accusations: denies, rejects, comments on them."""
_RESPONSES = frozenset({"رد", "ردا", "رده", "ردها", "تعليقا", "تعليق", "تعقيبا", "تعليقه",
                        "تعليقها"})  # fmt: skip
"""Nouns of an answer, before "to" and what is answered: in response to."""
ACCUSE = "accuse"
"""Frame of accusations, whose noun in the plural is the charges that somebody makes."""


def is_answered(passage: Passage, head: Head) -> bool:
    """Return whether the noun ``head`` is an accusation that the clause says is answered."""
    if head.form != "masdar" or "ACCUSE" not in head.event_types:
        return False
    if not any(f.id == ACCUSE for _, frames in head.readings for f in frames):
        return False
    if passage.keys[head.at - 1] == "علي":
        return passage.keys[head.at - 2].removeprefix("و") in _RESPONSES
    for at in range(head.at - 1, max(passage.first, head.at - ANSWER_SPAN) - 1, -1):
        verb = passage.heads.get(at)
        if verb is not None and verb.form == "verb":
            return verb.analysis.lemma in _ANSWERS
        if passage.words[at].boundary or passage.words[at].has("preposition"):
            return False
    return False
