"""Who comes where others are met: the arrival of the envoy in Beirut, where he will meet."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, agrees
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.presupposed import consults
from streams.extract.words.function_words import WHERE


def arriving(passage: Passage, head: Head) -> Group:
    """Return who comes where a verb behind "where" meets somebody: the arrival of X, where he met.

    Empty where the sentence has told of another's doings since, or another subject follows.
    """
    if head.at == passage.first or passage.keys[head.at - 1] != WHERE or not consults(head):
        return []
    for phrase in reversed(passage.between(passage.first, head.at)):
        coming = passage.heads.get(phrase.first - 1)
        if passage.is_verb(phrase.last - 1) or (phrase.free and phrase.kind is Kind.ACTOR):
            return []
        if coming is None or coming.form != "masdar" or not phrase.genitive:
            continue
        comes = phrase.kind is Kind.ACTOR and phrase.code is not None and consults(coming)
        return [phrase] if comes and agrees(head.analysis.gender, phrase) else []
    return []
