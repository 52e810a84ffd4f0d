"""Blame by what came of another's doings: that the policy of Chad led to a catastrophe."""

from collections.abc import Iterator

from streams.extract.actors.phrases import NAMED, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.blame import involved
from streams.extract.speech.culprits import is_harmful

SUBJECT_SPAN = 24
"""Words from "that" to the verb that says what came of it."""
OBJECT_SPAN = 3
"""Words behind such a verb in which its preposition stands."""
_LEADS = {"أدّى": frozenset({"الي"}), "قاد": frozenset({"الي"}), "أسفر": frozenset({"عن"}),
          "تسبّب": frozenset({"في", "ب"})}  # fmt: skip
"""Verbs of what came of something, and the prepositions behind them."""
_DEEDS = frozenset({"interference", "blockade", "occupation", "settling", "withdrawal", "invasion",
                    "sanctions", "bombing", "refusal", "decision"})  # fmt: skip
"""Classes of the nouns of what somebody does."""
_CONDUCT = frozenset(
    article + word
    for article in ("", "ال", "و", "وال")
    for word in ("سياسه", "سياسات", "ممارسه", "ممارسات", "فشل", "اخفاق", "تجاهل", "صمت", "سلوك",
                 "سلوكيات", "موقف", "مواقف", "اخطاء", "اجراءات", "قرارات", "تصرفات", "تدخلات")
)  # fmt: skip
_ENDS = frozenset({"غياب", "وقف", "انهاء", "انتهاء", "نهايه", "رفع", "انحسار", "عدم", "تراجع"})
"""Nouns of what is no more: the end of the occupation."""


def consequences_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says what harm another's doings led to: place, speaker, doer."""
    for at in passage.order:
        head = passage.heads[at]
        marks = _LEADS.get(head.analysis.lemma)
        if marks is None or head.form != "verb" or not _tells_harm(passage, at, marks):
            continue
        speaker = scopes.voice(at)
        if speaker is None:
            continue
        for deed in _deeds(passage, at):
            group = [
                p
                for p in involved(passage, deed, blamed=True, near=True)
                if p.code not in {None, speaker.code} and p.kind in NAMED and p.first < at
            ]
            if group:
                yield at, speaker, group
                break


def _tells_harm(passage: Passage, at: int, marks: frozenset[str]) -> bool:
    """Return whether what the verb at ``at`` leads to is bad."""
    for place in range(at + 1, min(passage.last, at + 1 + OBJECT_SPAN)):
        word = passage.words[place]
        if passage.keys[place] in marks:
            return is_harmful(passage, place)
        if word.clitic in marks:
            return is_harmful(passage, place - 1)
        if word.boundary or word.has("mark"):
            return False
    return False


def _deeds(passage: Passage, verb: int) -> list[int]:
    """Return where the subjects of the verb stand that are doings, behind the "that" before it."""
    deeds: list[int] = []
    for at in range(verb - 1, max(passage.first, verb - SUBJECT_SPAN) - 1, -1):
        before = passage.words[at - 1]
        opens = at == passage.first or before.has("complementizer") or before.key == ":"
        if opens or passage.words[at].conjoined:
            thing = at + (passage.keys[at].removeprefix("و") not in _ENDS)
            deeds += [place for place in (thing, at) if place < verb and _is_deed(passage, place)]
        if opens:
            return deeds[::-1]
    return []


def _is_deed(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is what somebody does, no actor's name."""
    word = passage.words[at]
    named = at in passage.covered or passage.is_verb(at)
    return not named and (passage.keys[at] in _CONDUCT or not word.noun_classes.isdisjoint(_DEEDS))
