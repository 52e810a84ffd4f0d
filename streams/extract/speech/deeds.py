"""Whose doing the subject of a clause is: that the policy of Chad harms, its rockets threaten."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.speech.blame import involved
from streams.extract.speech.misdeeds import NOUNS

_SHARED = frozenset(
    {"talks", "meeting", "relations", "agreement", "conflict", "war", "harm", "persons", "border",
     "resignation", "truce", "settlement"}
)  # fmt: skip
"""Classes of what is told of a land though it is no doing of its own."""
_PRONOUNS = ("انه", "انها", "انهم")
"""Ends of the words that open a clause with its subject as a pronoun: that it violates."""
_NO_DEED = frozenset({"فشل", "أخفق"})
"""Verbs that blame who fails, but tell nothing of whose attempt fails."""


def deed_of(passage: Passage, head: Head) -> Group:
    """Return who does what opens the clause of the verb ``head`` as its subject, or follows it."""
    if head.form != "verb" or head.analysis.lemma in _NO_DEED:
        return []
    start = passage.start(head.at)
    if start < head.at and _is_thing(passage, start) and passage.opens_words(start):
        group = involved(passage, start, blamed=True, near=True)
        return group if group and group[-1].last <= head.at else []
    told_before = passage.keys[head.at - 1].endswith(_PRONOUNS) and head.at > passage.first
    if not told_before and passage.opens_words(head.at) and _is_thing(passage, head.at + 1):
        following = passage.covered.get(head.at + 2)
        group = involved(passage, head.at + 1, blamed=True, near=True)
        return group if group and group[0] is following else []
    return []


def _is_thing(passage: Passage, at: int) -> bool:
    """Return whether a doing or a thing is named at ``at``, and no side by its name."""
    word = passage.word(at)
    if word is None or at in passage.covered or passage.is_verb(at) or word.clitic:
        return False
    if word.noun_classes & _SHARED:
        return False
    if not word.nouns and not word.verbs:
        return word.content
    return any(a.pos in NOUNS and not a.enclitic for a in word.nouns)
