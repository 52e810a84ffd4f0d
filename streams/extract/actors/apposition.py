"""Names that an office explains: Juan Perez (the) minister of. The name stands first."""

from streams.extract.actors.draft import MAX_NAMES, Draft
from streams.extract.actors.matching import Matcher
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word
from streams.normalize.names import NATIVE

FEWEST = 2
"""Words of such a name, particles aside: one alone may be any noun that no dictionary has."""


def take_name(matcher: Matcher, draft: Draft, phrase: NounPhrase, lowest: int) -> tuple[str, ...]:
    """Take the name right before the office ``phrase`` into it; return its last word, if any.

    ``lowest`` is where the phrase before ends.
    """
    if phrase.kind is not Kind.ACTOR or not _is_unnamed(draft):
        return ()
    last = phrase.first
    if last - 1 > lowest and matcher.keys[last - 1] in COMMAS:
        last -= 1
    first = _name_start(matcher, last, lowest)
    if first == last:
        return ()
    phrase.first = first
    phrase.person = " ".join(matcher.texts[first:last])
    return (matcher.keys[last - 1],)


def close_aside(matcher: Matcher, phrase: NounPhrase) -> None:
    """Take the comma behind an office that explains a name into their phrase: X, head of Y, said.

    It ends the aside, no clause.
    """
    if phrase.last >= matcher.end or matcher.keys[phrase.last] not in COMMAS:
        return  # most phrases
    inside = matcher.keys[phrase.first : phrase.last]
    if inside[-1] not in COMMAS and not COMMAS.isdisjoint(inside):
        phrase.last += 1


def _is_unnamed(draft: Draft) -> bool:
    """Return whether a phrase is an office that somebody holds, whom it does not name itself."""
    if draft.role is None or draft.names or draft.person is not None or draft.titled:
        return False
    entry = draft.role.entry
    return entry.personal and not entry.counterpart and not draft.proclitics


def _name_start(matcher: Matcher, last: int, lowest: int) -> int:
    """Return where the personal name that ends before ``last`` begins; ``last`` where none does."""
    words, at = matcher.words, last
    while at > lowest and last - at < MAX_NAMES and _in_name(words[at - 1]):
        at -= 1
    while at < last and not _opens_name(words[at]):
        at += 1
    told = sum(not word.has("kin") for word in words[at:last])
    governed = at > lowest and words[at - 1].has("place")
    return last if told < FEWEST or governed else at


def _opens_name(word: Word) -> bool:
    given = word.key in NATIVE or (word.nameless and not word.verbal)
    return given and not word.definite and len(word.key) > FEWEST


def _in_name(word: Word) -> bool:
    """Return whether a word can stand in a name: of the native ones, in no dictionary, a nisba."""
    if word.has("kin") or word.key in NATIVE:
        return True
    if not word.content or word.verbal or word.has("place", "organ"):
        return False
    if word.definite:
        return word.key.startswith("ال") and (not word.nouns or word.key.endswith("ي"))
    return word.nameless
