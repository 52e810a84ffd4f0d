"""The reading of each word of a sentence that can head something: verb, event noun, participle."""

from collections.abc import Mapping

from streams.extract.clauses.asides import find_asides
from streams.extract.clauses.hidden import (
    completes_act,
    is_feminine,
    is_here,
    is_predicate,
    says_held,
    takes_up,
    unknown_verb,
)
from streams.extract.clauses.passage import Form, Head, Passage
from streams.extract.words.act_names import opens_act
from streams.extract.words.function_words import COMMAS
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame

_TOWNS = frozenset({"بلده", "قريه", "مدينه", "ببلده", "بقريه", "بمدينه", "مخيم", "بمخيم", "قضاء"})
"""Nouns before the name of a town."""
TOPIC_SPAN = 5
"""Words from a masdar in which the verb follows that it is the subject of."""
_WITHIN = frozenset({"فيه", "فيها", "خلاله", "خلالها"})
"""What takes up a letter or a speech behind the verb of what is said in it."""


def find_heads(passage: Passage, cues: Mapping[str, frozenset[str]]) -> None:
    """Choose the reading of each word outside the actor phrases that can head something."""
    for phrase in passage.phrases:
        for at in range(phrase.first, phrase.last):
            passage.covered[at] = phrase
    passage.asides = find_asides(
        passage.words, passage.keys, passage.first, passage.last, passage.covered
    )
    words, texts, covered = passage.words, passage.texts, passage.covered
    for at in range(passage.first, passage.last):
        word = words[at]
        if at in covered:
            continue
        opening = at == passage.first or "opener" in words[at - 1].classes
        if not (word.verbal or word.nouns or opening) or _heads_nothing(passage, at, word):
            continue
        head = None
        if (
            word.verbs
            and not is_feminine(word, texts[at])
            and (_reads_as_verb(passage, at, word) or _carries_noun(passage, at, cues))
        ):
            head = _verb_head(passage, at, word, cues)
        elif (opening or not word.nouns) and _is_unknown_verb(passage, at, word):
            head = Head(at, "verb", (), unknown_verb(word))
        elif word.nouns:
            head = _noun_head(passage, at, word)
        if head is not None:
            passage.heads[at] = head
            passage.order.append(at)
    heads = passage.heads
    passage.ends = [
        at
        for at in range(passage.first, passage.last)
        if (words[at].ends_reach or at in heads) and passage.ends_reach(at)
    ]


def _heads_nothing(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word is "here", or a wish told in passing: the king (may God keep him)."""
    if is_here(word.key, passage.texts[at]):
        return True
    if passage.keys[at + 1 : at + 2] != ["الله"] or word.conjoined:
        return False
    return any(a.enclitic for a in word.verbs)


def _is_unknown_verb(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word that no frame knows is a verb here, by its shape or its place."""
    if word.verbs or word.noun_frames:
        return False
    before = passage.word(at - 1)
    if before is not None and (
        "preposition" in before.classes or (before.nameless and at - 1 not in passage.covered)
    ):
        return False
    return (word.verbal and not word.nouns) or _opens_sentence(passage, at, word)


def _opens_sentence(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an unknown word is a verb that begins a sentence, its actor next."""
    if word.definite or not word.content or word.clitic or passage.field == "title":
        return False
    if at != passage.first and "opener" not in passage.words[at - 1].classes:
        return False
    phrase = passage.covered.get(at + 1)
    return phrase is not None and phrase.first == at + 1 and phrase.preposition is None


def _head(
    at: int,
    form: Form,
    readings: tuple[tuple[Analysis, tuple[Frame, ...]], ...],
    analyses: tuple[Analysis, ...],
    cues: frozenset[str],
) -> Head:
    return Head(at, form, readings, readings[0][0] if readings else analyses[0], cues)


def _verb_head(passage: Passage, at: int, word: Word, cues: Mapping[str, frozenset[str]]) -> Head:
    """Return the head of a verb: of its readings those that agree with the actor beside it.

    The letters of "she hands over" are those of "he received".
    """
    framed, verbs, kinds = word.verb_frames, word.verbs, word.verb_cues
    beside = passage.covered.get(at + 1) or passage.covered.get(at - 1)
    gender = beside.gender if beside is not None and not beside.plural else None
    if gender not in {"m", "f"} or beside is None or not beside.free:
        return _head(at, "verb", framed, verbs, kinds)
    fitting = tuple([a for a in verbs if a.gender in {gender, None}])
    if 0 < len(fitting) < len(verbs):
        verbs = fitting
        framed = tuple(reading for reading in framed if reading[0] in fitting)
        kinds = frozenset().union(*(cues.get(a.lemma, ()) for a in fitting))
    return _head(at, "verb", framed, verbs, kinds)


_FORMS: Mapping[str, Form] = {
    "masdar": "masdar",
    "noun": "noun",
    "active_participle": "participle",
    "passive_participle": "participle",
    "adjective": "participle",
}


def _noun_head(passage: Passage, at: int, word: Word) -> Head | None:
    if not (word.noun_frames or word.noun_cues):
        return None
    framed = word.noun_frames
    if framed and framed[0][0].pos == "masdar" and _goes_on(passage, at, word):
        framed = tuple(r for r in framed if r[0].pos == "active_participle") or framed
    best = framed[0][0] if framed else word.nouns[0]
    return _head(at, _FORMS[best.pos], framed, word.nouns, word.noun_cues)


def _goes_on(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun in ة behind a comma can be what the sentence goes on with: demanding.

    It is a participle where whom it is done to follows, or the preposition of its verb.
    """
    before, following = passage.word(at - 1), passage.word(at + 1)
    if before is None or before.key not in COMMAS or following is None or word.definite:
        return False
    if not word.key.endswith("ه") or word.clitic or word.conjoined:
        return False
    return at + 1 in passage.covered or following.clitic == "ب"


def _is_qualified(passage: Passage, at: int) -> bool:
    """Return whether a nationality qualifies the first word of a headline: Egyptian consent."""
    phrase = passage.covered.get(at + 1)
    if at != passage.first or phrase is None or passage.words[at + 1].definite:
        return False
    nation = (phrase.entity or "").startswith("adjective:") and phrase.last == at + 2
    return nation and phrase.first == at + 1 and bool(passage.words[at].nouns)


def _reads_as_verb(passage: Passage, at: int, word: Word) -> bool:  # noqa: C901, PLR0911
    """Return whether a word that may be a verb is one here; most are masdars' homographs too."""
    before = passage.word(at - 1)
    headline = passage.field == "title" and (
        opens_act(passage.words, passage.first, at) or _is_qualified(passage, at)
    )
    governed = before is not None and before.has("preposition") and before.key != "حتي"
    if word.definite or governed or headline:
        return False
    if not word.nouns and before is not None and before.key in _TOWNS:
        return False  # the town of (a name spelt like a verb)
    if not word.nouns:
        return before is None or not (word.key.startswith("ت") and completes_act(before))
    if before is not None and before.has("complementizer") and _is_topic(passage, at, word):
        return False
    if before is None or before.has("negator", "future", "emphatic", "complementizer", "relative"):
        return before is None or not before.has("without")
    if before.has("preposition", "without", "place", "schedule"):
        return False
    previous = passage.heads.get(at - 1)
    if previous is not None and previous.form == "verb":
        return word.conjoined
    if _shares_genitive(passage, at, word):
        return False
    if _is_adverbial(passage, at, word) or _awaits_act(passage, at):
        return False
    if "opener" in before.classes:
        return True
    if (
        not word.conjoined
        and word.verbs[0].aspect == "perfect"
        and _verb_since_boundary(passage, at)
    ):
        return False  # refused the demand: the clause has its verb
    if at - 1 in passage.covered or before.has("mark", "time"):
        return not _is_joined_noun(passage, at, word)
    return word.conjoined or before.definite


def _is_topic(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a masdar after "that" is the subject of a verb: that refusing it would."""
    following = passage.word(at + 1)
    if following is None or not following.definite or at + 1 in passage.covered:
        return False
    if word.verbs[0].aspect == "imperfect" or following.has("honorific", "relative"):
        return False
    for place in range(at + 2, min(passage.last, at + TOPIC_SPAN)):
        verb = passage.words[place]
        if verb.boundary or verb.has("mark", "negator"):
            return False
        if verb.verbs and not verb.nouns and not verb.conjoined:
            return verb.verbs[0].aspect == "imperfect" and place not in passage.covered
    return False


def _shares_genitive(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a joined word shares its genitive with the act before: transfer and use of."""
    previous, following = passage.heads.get(at - 1), passage.word(at + 1)
    if previous is None or previous.form != "masdar" or following is None or not word.conjoined:
        return False
    bare_act = not passage.words[at - 1].definite and not previous.analysis.enclitic
    return bare_act and following.definite and at + 1 not in passage.covered


def _carries_noun(passage: Passage, at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb takes up the noun before it; the phrase after is then no genitive."""
    if is_predicate(passage.words, at, passage.first):
        return True
    if at > passage.first and says_held(passage.words, at, cues):
        return True
    if _says_within(passage, at, cues):
        return True
    phrase = passage.covered.get(at + 1)
    if phrase is None or at == passage.first:
        return False
    if not takes_up(passage.words, at, phrase, cues, named=at - 1 in passage.covered):
        return False
    phrase.genitive = False
    return True


def _says_within(passage: Passage, at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb tells what is in a letter or a speech: in which he asked."""
    following = passage.word(at + 1)
    if following is None or following.key not in _WITHIN or passage.words[at].clitic:
        return False
    word = passage.words[at]
    speech = any(f.speech for _, frames in word.verb_frames for f in frames)
    return speech or any("report" in cues.get(a.lemma, ()) for a in word.verbs)


def _awaits_act(passage: Passage, at: int) -> bool:
    """Return whether a verb that goes on has not told its act yet: went on, for days, to."""
    if not passage.words[at - 1].has("mark"):
        return False
    heads = (passage.heads[place] for place in reversed(passage.order))
    last = next((head for head in heads if head.form == "verb"), None)
    if last is None or not last.cues & {"aspect"}:
        return False
    commas = sum(passage.keys[place] in {"،", ","} for place in range(last.at, at))
    return commas == 2


def _is_adverbial(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun's letters are a verb's only with ل or in the dual: burnt."""
    if all(a.preposition for a in word.verbs):
        return True
    return at - 1 not in passage.covered and all(a.number == "d" for a in word.verbs)


def _verb_since_boundary(passage: Passage, at: int) -> bool:
    """Return whether the clause that ``at`` stands in has a verb before it."""
    for place in range(at - 1, passage.first - 1, -1):
        if any(opening <= place <= closing for opening, closing in passage.asides.items()):
            continue
        if passage.words[place].boundary or passage.keys[place] in {"،", ",", ":", "«"}:
            return False
        head = passage.heads.get(place)
        if head is not None and head.form == "verb":
            return True
    return False


def _is_joined_noun(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an undotted verb or masdar after an actor goes on with that actor's noun."""
    if word.verbs[0].aspect == "imperfect":
        return False
    following = passage.word(at + 1)
    return (
        following is not None
        and following.definite
        and at + 1 not in passage.covered
        and (passage.words[at].verbs[0].enclitic != "")
    )
