"""What somebody wants to deepen with another: cooperation that he is keen on, looks forward to."""

from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.reporting.status import verb_status
from streams.extract.speech.undertaken import INTENDED
from streams.extract.subjects.arguments import Arguments

DEEPENS = "deepen"
"""Beginning of the frames of what two decide to deepen: what they have with each other."""
_WANTS = frozenset({"تطلّع", "سعى", "طمح", "رغب"})
"""Verbs whose subject wants what follows their preposition."""
_DECIDES = frozenset({"قرّر", "اعتزم", "أراد"})
"""Verbs that have what their subject wants as their object."""
_WISHES = frozenset({"readiness", "resolve", "hope"})
"""Classes of the nouns that say so: the wish of, the readiness of."""
WISH_SPAN = 6
"""Words between a wish and what is wished for: whose wish it is."""


def willing(passage: Passage, head: Head, governor: int, arguments: dict[int, Arguments]) -> Group:
    """Return who wants to deepen his relations as ``head`` tells; nobody where it is a mere topic.

    ``governor`` is the verb whose clause it is.
    """
    verb, near = passage.heads[governor], head.at - 1
    behind = passage.keys[near] in INTENDED or passage.words[head.at].clitic == "ل"
    behind = behind or bool(passage.words[near].noun_classes & _WISHES)  # their resolve (to)
    if not behind and verb.analysis.lemma not in _DECIDES:
        return []
    if not any(f.id.startswith(DEEPENS) for _, found in head.readings for f in found):
        return []
    wished = any(
        passage.words[at].noun_classes & _WISHES
        for at in range(near, max(governor, near - WISH_SPAN), -1)
    )
    wants = verb.analysis.lemma in _WANTS | _DECIDES and near - governor <= WISH_SPAN
    if not (wished or wants) or verb_status(passage, verb) not in {"actual", "planned"}:
        return []
    return arguments[governor].subject
