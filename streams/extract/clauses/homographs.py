"""Whether a word that is spelt like a verb and like a noun is the verb of its clause."""

from collections.abc import Mapping

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.articles import is_exchange
from streams.extract.clauses.hidden import completes_act, gathers, is_predicate, says_held, takes_up
from streams.extract.clauses.listed_acts import (
    is_listed,
    is_next_act,
    is_wanted_deed,
    shares_genitive,
)
from streams.extract.clauses.own_acts import is_own_act, shares_owner
from streams.extract.clauses.passage import Head, Passage
from streams.extract.words.act_names import opens_act
from streams.extract.words.function_words import AFFIRMED_THAT, COMMAS, WHERE, WITHIN_IT
from streams.extract.words.word import Word
from streams.lexicon.triggers import Frame

_ALREADY = "قد"
"""Particle before verbs only: (had) already spoken, may speak."""
_BEFORE_VERBS = ("negator", "future", "emphatic", "complementizer", "relative")
_TOWNS = frozenset({"بلده", "قريه", "مدينه", "ببلده", "بقريه", "بمدينه", "مخيم", "بمخيم", "قضاء"})
"""Nouns before the name of a town."""
_WHEN = frozenset({"كما", "عندما", "حينما", "بعدما", "مثلما", "كلما"})
_WHILE = frozenset({"بينما", "فيما", "حيث", "عندما", "حينما", "حين", "بعدما", "كما", "كي", "لكي"})
"""Conjunctions that open a clause with its verb: while a boy was killed, so that Chad stops."""
_ANNOUNCES = frozenset({"report", "decision"})
"""Cues of verbs that have what was done as their object: announced, decided."""
SAYING_SPAN = 12
"""Words between a verb of saying and what is spoken of, who says it among them."""
_OF_EACH = (["كل", "من"], ["كلا", "من"])
TOPIC_SPAN = 5
"""Words from a masdar in which the verb follows that it is the subject of."""


def reads_as_verb(passage: Passage, at: int, word: Word) -> bool:  # noqa: C901, PLR0911
    """Return whether a word that may be a verb is one here; most are masdars' homographs too."""
    before = passage.word(at - 1)
    if word.definite or _is_where_nouns_are(passage, at, word):
        return False
    if not word.nouns:
        if before is not None and before.key in _TOWNS:
            return False  # the town of (a name spelt like a verb)
        return before is None or not (word.key.startswith("ت") and completes_act(before))
    said = before is not None and before.has("complementizer")
    if said and (_is_topic(passage, at, word) or _is_said_of(passage, at, word)):
        return False
    if before is None or before.key == _ALREADY or before.has(*_BEFORE_VERBS):
        return before is None or not before.has("without")
    if before.has("preposition", "without", "place", "schedule") or _is_copula(before):
        return False
    previous = passage.heads.get(at - 1)
    if (previous is not None and previous.form == "verb") or _go_on_both(passage, at, word):
        return word.conjoined
    shares = shares_genitive(passage, at, word) or shares_owner(passage, at, word)
    if shares or _is_adverbial(passage, at, word) or is_wanted_deed(passage, at, word):
        return False
    if _awaits_act(passage, at) or _awaits_object(passage, at):
        return False
    opened = "opener" in before.classes or _is_while(passage, at, word)
    if opened or _takes_up_person(passage, at, word):
        return True
    if (
        not word.conjoined
        and word.verbs[0].aspect == "perfect"
        and _verb_since_boundary(passage, at)
    ):
        return False  # refused the demand: the clause has its verb
    if at - 1 in passage.covered or before.has("mark", "time"):
        listed = _is_joined_noun(passage, at, word) or is_listed(passage, at, word)
        listed = listed or is_next_act(passage, at, word)
        return not (listed or is_own_act(passage, at, word))
    return (word.conjoined or before.definite) and not is_exchange(passage, at)


def _go_on_both(passage: Passage, at: int, word: Word) -> bool:
    """Return whether و joins what two do: both broke off ties; no noun has the article behind."""
    if not word.conjoined or any(a.number != "d" or a.aspect != "perfect" for a in word.verbs):
        return False  # most verbs
    following = passage.word(at + 1)
    return at + 1 in passage.covered or (following is not None and following.definite)


def _is_where_nouns_are(passage: Passage, at: int, word: Word) -> bool:
    """Return whether only a noun stands so: governed, a former X, 141 votes, a headline's act."""
    ours = any(a.person == 1 for a in word.verbs)  # the army: we shelled
    if (
        passage.field == "title"
        and not ours
        and (opens_act(passage.words, passage.first, at) or _is_qualified(passage, at))
    ):
        return True
    if at + 1 < passage.last and passage.words[at + 1].key == "سابق":
        return True
    before = passage.word(at - 1)
    if before is None:
        return False
    counted = "number" in before.classes and word.key.endswith("ا")
    return counted or ("preposition" in before.classes and not _is_who(passage, at - 1))


def _is_copula(word: Word) -> bool:
    """Return whether a word says what something is, a noun behind it: (the aim) is to ban."""
    return word.key in {"هو", "هي"} and not word.conjoined


def _is_who(passage: Passage, at: int) -> bool:
    """Return whether no preposition stands at ``at``: Chad is (the one) who, until (they)."""
    if passage.keys[at] == "حتي":
        return True
    before = passage.word(at - 1)
    return passage.keys[at] == "من" and before is not None and before.has("pronoun")


def _is_qualified(passage: Passage, at: int) -> bool:
    """Return whether a nationality qualifies the first word of a headline: Egyptian consent.

    An adjective may stand between: military cooperation of Chad.
    """
    if at != passage.first or not passage.words[at].nouns:
        return False
    second = passage.word(at + 1)
    after = at + 1
    if second is not None and at + 1 not in passage.covered and second.key.endswith(("ي", "يه")):
        after = at + 2
    phrase = passage.covered.get(after)
    if phrase is None or phrase.first != after or passage.words[after].definite:
        return False
    return (phrase.entity or "").startswith("adjective:") and phrase.last == after + 1


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


def _is_while(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a verb opens a clause of time: while a boy was killed, the minister refused.

    It may be passive, or who acts stands right behind it. With a pronoun it opens one behind what
    no noun follows: (Peru blamed Chile,) as it asked her to.
    """
    conjunction, verb = passage.keys[at - 1].removeprefix("و"), word.verbs[0]
    if verb.enclitic:
        return conjunction in _WHEN and verb.aspect == "perfect"
    if conjunction not in _WHILE:
        return False
    if conjunction == WHERE and verb.aspect == "perfect":
        return passage.keys[at - 2] != "من"  # else "as to": what it is measured by
    actor = passage.covered.get(at + 1)
    if actor is not None and actor.first == at + 1 and actor.preposition is None:
        return True
    return any("by" in f.agent for _, found in word.verb_frames for f in found)


def _last_head(passage: Passage) -> Head | None:
    """Return the last of the heads that are read so far."""
    return passage.heads[passage.order[-1]] if passage.order else None


def _takes_up_person(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a verb with a pronoun takes up a person without an article: a boy they killed.

    An act with its owner's pronoun stands behind no such noun.
    """
    person = passage.covered.get(at - 1)
    if person is None or not person.role or person.kind is Kind.PLACE or word.conjoined:
        return False
    verb, named = word.verbs[0], passage.words[at - 1]
    taken = verb.aspect == "perfect" and verb.enclitic.startswith("3")
    return taken and not named.definite and person.person is None


def _is_said_of(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word after the "that" of a saying is what is spoken of, no perfect.

    The particle wants a noun behind it; after "since that" and "before that" a verb follows.
    """
    if passage.keys[at - 1] not in AFFIRMED_THAT or any(a.aspect != "perfect" for a in word.verbs):
        return False
    if passage.texts[at - 1].startswith("إ"):
        return True
    last = _last_head(passage)
    return last is not None and "report" in last.cues and at - last.at <= SAYING_SPAN


def carries_noun(passage: Passage, at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb takes up the noun before it."""
    if is_predicate(passage.words, at, passage.first):
        return True
    if at > passage.first and says_held(passage.words, at, cues):
        return True
    if _says_within(passage, at, cues):
        return True
    if passage.keys[at + 1 : at + 3] in _OF_EACH and gathers(passage.words, at):
        return True  # a meeting that gathers each of
    phrase = passage.covered.get(at + 1)
    if phrase is None or at == passage.first:
        return False
    return takes_up(passage.words, at, phrase, cues, named=at - 1 in passage.covered)


def _says_within(passage: Passage, at: int, cues: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a verb tells what is in a letter or a speech: in which he asked."""
    following = passage.word(at + 1)
    if following is None or following.key not in WITHIN_IT or passage.words[at].clitic:
        return False
    word = passage.words[at]
    speech = any(f.speech for _, frames in word.verb_frames for f in frames)
    return speech or any("report" in cues.get(a.lemma, ()) for a in word.verbs)


def _awaits_act(passage: Passage, at: int) -> bool:
    """Return whether a verb that goes on has not told its act yet: went on, for days, to."""
    if not passage.words[at - 1].has("mark"):
        return False
    last = passage.last_verb(at)
    if last is None or "aspect" not in last.cues:
        return False
    commas = sum(passage.keys[place] in COMMAS for place in range(last.at, at))
    return commas == 2


def _awaits_object(passage: Passage, at: int) -> bool:
    """Return whether a verb has told only who and when, not what: condemned on Monday, the raid.

    So do verbs of blame, and those that announce: declared on Monday, the rupture of its ties.
    """
    if passage.keys[at - 1] not in COMMAS or not passage.words[at - 2].has("time"):
        return False
    last = passage.last_verb(at)
    if last is None or not (
        not _ANNOUNCES.isdisjoint(last.cues)
        or any(_blames(f) for _, frames in last.readings for f in frames)
    ):
        return False
    return all(
        place in passage.covered
        or passage.words[place].has("time", "number", "mark", "honorific", "preposition")
        or any(passage.words[place - back].has("preposition") for back in (1, 2))
        for place in range(last.at + 1, at)
    )


def _blames(frame: Frame) -> bool:
    """Return whether a frame blames or praises its object, whatever that is."""
    judges = frame.event_type in {"ACCUSE", "SUPPORT"}
    return judges and "object" in frame.roles and not frame.complement


def _is_adverbial(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun's letters are a verb's only with ل or in the dual: burnt."""
    if all(a.preposition for a in word.verbs):
        return True
    if at - 1 in passage.covered or any(a.number != "d" for a in word.verbs):
        return False
    goes_on = word.conjoined and passage.words[at - 1].has("mark")  # A and B met, and called on
    return not goes_on or not any(
        p.last <= at and (p.joined or p.kind is Kind.ANAPHOR) for p in passage.phrases
    )


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
        and word.verbs[0].enclitic != ""
    )
