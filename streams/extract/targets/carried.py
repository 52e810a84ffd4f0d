"""Whom the pronoun on a verb means where its sentence names nobody: met X. And urged him to."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.groups import Group, can_mean
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse

_SAID = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "THREATEN"})
"""Types of what is said to somebody, or of him."""
LAST_ACTS = 2
"""Acts told last whose other side the pronoun can mean."""


def taken_up_before(attempt: Attempt, discourse: Discourse) -> Group:
    """Return the other side of the last act of who acts, if the pronoun on the verb means it.

    The verb carries on the sentence before: it opens its own, and nobody stands before it.
    """
    passage, head, frame = attempt.passage, attempt.head, attempt.frame
    pronoun = head.analysis.enclitic
    if head.form != "verb" or frame.event_type not in _SAID or "object" not in frame.roles:
        return []
    if not pronoun.startswith("3") or attempt.arguments.rule != "dropped":
        return []
    if any(p.code for p in passage.between(passage.first, head.at)):
        return []
    genders = {"f" if "f" in pronoun else "m", "p" if pronoun.endswith("p") else None, None}
    own = attempt.sources[0].code
    for source, target in reversed(discourse.acts[-LAST_ACTS:]):
        if source.code != own or target is None or target.code in {None, own}:
            continue
        if target.kind is Kind.ACTOR and can_mean(genders, target):
            return [target]
    return []
