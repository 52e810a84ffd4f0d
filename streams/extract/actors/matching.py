"""What begins at a word: the longest lexicon name, the longest office."""

from collections import Counter
from dataclasses import replace

from streams.extract.actors.draft import COUNTRY_KINDS
from streams.extract.actors.qualifiers import carries_on, is_adjective
from streams.extract.words.function_words import function_words
from streams.extract.words.offices import OfficeLexicon, OfficeMatch
from streams.extract.words.word import Word
from streams.lexicon.actors import ActorLexicon, ActorMatch
from streams.lexicon.morphology import TEH_MARBUTA
from streams.normalize import CLOSE, OPEN

QUOTES = {OPEN: CLOSE, "/": "/", "(": ")"}
"""Marks around names, as newsrooms set them: opening to closing."""
PLAIN = frozenset({"/", "("})
"""Marks that quote nothing: only behind its noun a name stands in them."""
LONGEST_QUOTED = 7
"""Words of a name in quotation marks, the closing one with them."""
_COUNCIL = "body:security-council"
"""The council of security that is no state's own."""
_WITHOUT = frozenset({"دون", "بدون", "بلا"})
_LED = frozenset({"country", "group", "body"})
"""Kinds of names that have leaders, whose word is spelt like a verb."""
_STATES = frozenset({"دول", "بلدان"})
_MADE = frozenset({"الصنع", "المنشا", "التصنيع"})
"""What follows the nationality of goods: drones of Iranian make."""
_PEOPLES = frozenset({"adjective", "demonym"})
_FAMILY = "ال"
"""آل before the name of a house, which tells another of the same name from who is known."""
_RULED_BY_FAMILIES = frozenset({"SAU", "ARE", "QAT", "BHR", "KWT"})
_AND_TO = frozenset({"وإلى", "والى"})  # which folding makes a governor (والي)


class Matcher:
    """Looks up names and offices in the words of a field."""

    def __init__(self, actors: ActorLexicon, roles: OfficeLexicon) -> None:
        self._actors, self._roles = actors, roles
        self.words: list[Word] = []
        self.keys: list[str] = []
        self.texts: list[str] = []
        self.end = 0
        self.day: str | None = None
        """Day of publication (ISO), which tells the office of who has had several."""
        self.in_office = False
        """True while the phrase being read has an office, which a name may follow."""
        self._counted: list[str] = []
        self._told: Counter[str | None] = Counter()

    def actor(self, at: int) -> ActorMatch | None:
        """Return the longest lexicon name that begins at ``at``.

        Of countries and towns that share a name (Oman and Amman), and of the lands of one people
        (the Kurds), that which the field tells of.
        """
        if not self.words[at].begins_name or not self.goes_on(at):
            return None
        quoted = at + 2 < self.end and self.keys[at + 1] in QUOTES
        found = (quoted and self._in_marks(at)) or self._actors.longest(self.keys, at)
        if not found or self._is_make(found[0]) or self._is_own_council(found[0]):
            return None
        best = next((m for m in found if self._is_meant(m)), None)
        if best is None or len(found) < 2 or best.entry.kind == "person":
            return self._as_of_day(best)
        kinds = COUNTRY_KINDS if best.entry.kind in COUNTRY_KINDS else {best.entry.kind}
        namesakes = [m for m in found if m.entry.kind in kinds]
        if len({m.entry.code for m in namesakes}) < 2:
            return best
        if best.entry.kind in _PEOPLES and (own := self._of_land(namesakes)) is not None:
            return own
        told = self._told_apart()
        return max(namesakes, key=lambda m: told[m.entry.code])

    def _as_of_day(self, match: ActorMatch | None) -> ActorMatch | None:
        """Return a person as of the state or body that he serves when the article is written."""
        if match is None or not match.entry.terms:
            return match
        code = match.entry.code_on(self.day)
        if code == match.entry.code:
            return match
        return replace(match, entry=replace(match.entry, code=code, sector=None))

    def _is_make(self, match: ActorMatch) -> bool:
        """Return whether a nationality is that of goods, whoever uses them: of Iranian make."""
        if match.entry.kind != "adjective" or match.last >= self.end:
            return False
        return self.keys[match.last] in _MADE

    def _is_own_council(self, match: ActorMatch) -> bool:
        """Return whether a council of security is that of the state whose adjective follows it."""
        if match.entry.entity != _COUNCIL or match.last >= self.end:
            return False
        whose = self.actor(match.last)
        if whose is None or whose.entry.kind != "adjective" or whose.proclitics:
            return False
        return whose.entry.code != match.entry.code

    def goes_on(self, at: int) -> bool:
        """Return whether the word after ``at`` can be that of a name or an office begun there."""
        tails = self.words[at].tails
        return tails is None or (at + 1 < len(self.keys) and self.keys[at + 1] in tails)

    def _of_land(self, namesakes: list[ActorMatch]) -> ActorMatch | None:
        """Return that of the lands of one people which the words after its name tell."""
        at = namesakes[0].last
        at += self.keys[at : at + 1] == ["في"]
        if at >= self.end or not self.words[at].begins_name:
            return None
        lands = {match.entry.code for match in self._actors.longest(self.keys, at)}
        return next((match for match in namesakes if match.entry.code in lands), None)

    def _in_marks(self, at: int) -> tuple[ActorMatch, ...]:
        """Return the names that the noun at ``at`` and the words in marks behind it are together.

        Newsrooms quote what a party or a movement is called: the party «Forward».
        """
        closing, key = QUOTES[self.keys[at + 1]], self.keys[at]
        named = self.words[at].has("organisation")
        if not named and "organisation" not in function_words().get(key[1:], frozenset()):
            return ()
        within = self.keys[at + 2 : min(self.end, at + 2 + LONGEST_QUOTED)]
        if closing not in within:
            return ()
        name = [key, *within[: within.index(closing)]]
        found = self._actors.longest(name, 0)
        if not found or found[0].last != len(name):
            return ()
        return tuple(replace(m, first=at, last=at + len(name) + 2) for m in found)

    def _is_meant(self, match: ActorMatch) -> bool:
        """Return whether a name means its bearer here: no common word, no other of that name."""
        if match.entry.kind == "person" and match.last < self.end:
            further = self.words[match.last]
            single = match.last == match.first + 1
            if single and (further.key == "بن" or (match.weak and _is_surname(further))):
                return False  # the first name of somebody unknown
            if further.key == _FAMILY and match.entry.code not in _RULED_BY_FAMILIES:
                return False
        return not match.weak or self._wanted(match)

    def _told_apart(self) -> Counter[str | None]:
        """Return how often the field names each side by names that nobody shares."""
        if self._counted is not self.keys:
            self._counted, self._told = self.keys, Counter()
            for at, word in enumerate(self.words):
                found = self._actors.longest(self.keys, at) if word.begins_name else ()
                if len({match.entry.code for match in found}) == 1 and not found[0].weak:
                    self._told[found[0].entry.code] += 1
        return self._told

    def _wanted(self, match: ActorMatch) -> bool:
        """Return whether a name that is a common word too stands for its bearer."""
        raise NotImplementedError

    def titled_person(self, at: int) -> ActorMatch | None:
        """Return the person whom the title at ``at`` begins, unless a name begins behind it."""
        known = self.actor(at)
        if known is None or known.entry.kind != "person":
            return None
        named = at + 1 < self.end and "time" not in self.words[at + 1].classes
        return None if named and self.actor(at + 1) else known

    def _stands_apart(self, at: int) -> bool:
        """Return whether the word at ``at`` begins a sentence, or follows its verb or "by"."""
        before = self.words[at - 1] if at else None
        return before is None or before.verbal or before.has("mark", "agent")

    def role(self, at: int) -> OfficeMatch | None:  # noqa: PLR0911
        """Return the longest office or group noun that begins at ``at``."""
        word = self.words[at]
        if not word.begins_office or not self.goes_on(at):
            return None
        role = self._roles.longest(self.keys, at)
        if role is None or "time" in word.classes or self.texts[at] in _AND_TO:
            return None
        if self._tells_act(at):
            return None
        if "honorific" in word.classes and not self._is_national(role):
            return None
        if role.last > at + 1:
            return self._apart(role)
        other = self._is_ground(at) or carries_on(self.words, at)
        if other or not (word.has("content", "place", "ally") or word.definite):
            return None  # the outskirts of, no parties; calling on, no preacher; before, no imam
        noun = word.definite or self.texts[at].endswith(TEH_MARBUTA) or self._is_noun(at)
        if word.verb_frames and not noun:
            return None  # "he demanded", not "a student"
        return None if is_adjective(self.words, at, self.end) else role

    def _is_ground(self, at: int) -> bool:
        """Return whether the word at ``at`` is a part of the place that follows."""
        if "place" not in self.words[at].classes:
            return False
        following = self.words[at + 1 : self.end][:1]
        return bool(following) and following[0].has("place")

    def _apart(self, role: OfficeMatch) -> OfficeMatch:
        """Return an office without its last word where a longer name begins with it: Hezbollah."""
        name = self.actor(role.last - 1)
        if name is None or name.last <= role.last or name.proclitics:
            return role
        shorter = self._roles.longest(self.keys[: role.last - 1], role.first)
        return shorter or role

    def _tells_act(self, at: int) -> bool:
        """Return whether a word spelt like an office is an act, or nobody: an end to, no pilot."""
        if not self.words[at].definite and self.keys[at - 1 : at] and self.keys[at - 1] in _WITHOUT:
            return True  # a plane without a pilot
        if self.keys[at].endswith("دفاع"):
            return self.keys[at + 1 : at + 2] == ["عن"]
        if self.keys[at + 1 : at + 2] != ["علي"]:
            return False
        return any(a.pos == "masdar" for a in self.words[at].nouns)

    def _is_spoken_for(self, at: int) -> bool:
        """Return whether the word at ``at`` says whose an office is: head of the, in its name."""
        return self.words[at].key.startswith("لل") or self.keys[at - 1] == "باسم"

    def _is_noun(self, at: int) -> bool:
        """Return whether a word spelt like a verb is none: after a verb, before its country."""
        before = self.words[at - 1] if at else None
        if before is not None and before.verbs and not (before.nouns or before.has("past")):
            return not self.words[at].conjoined  # families asked, not "captured asked"
        if before is not None and before.has("preposition"):
            return True
        return self._heads_country(at)

    def behind_states(self, at: int) -> int:
        """Return where the name at ``at`` begins, behind "the states of" if that is there.

        An office without the article may be in the town, or the Libyan capital, of that name.
        """
        if self.keys[at] in _STATES and at + 1 < self.end:
            return at + 1
        word, closed = self.words[at], self.words[at - 2].definite
        if closed or not word.has("place") or word.has("preposition") or at + 2 >= self.end:
            return at
        if self.actor(at) is not None:
            return at  # South Sudan
        following = self.actor(at + 1)
        capital = word.definite and following is not None and following.entry.kind == "adjective"
        return at + 2 if capital else at + 1

    def is_another(self, role: OfficeMatch, code: str | None) -> bool:
        """Return whether an office is of another country than ``code`` by what follows it."""
        match = self.actor(role.last) if code is not None and role.last < self.end else None
        if match is None or match.proclitics:
            return False
        genitive = match.entry.kind == "country" and not self.words[role.last - 1].definite
        return match.entry.code != code and (genitive or match.entry.kind == "adjective")

    def _is_national(self, role: OfficeMatch) -> bool:
        """Return whether a title with a nationality is an office: the German chancellor."""
        if not role.entry.personal or role.last >= self.end:
            return False
        match = self.actor(role.last)
        return match is not None and match.entry.kind == "adjective" and not match.proclitics

    def _heads_country(self, at: int) -> bool:
        """Return whether a verb with a pronoun is a noun before its side: leaders of Egypt."""
        if at + 1 >= self.end or not all(a.enclitic for a in self.words[at].verbs):
            return False
        match = self.actor(at + 1)
        if match is None or match.proclitics:
            return False
        people = match.entry.kind == "adjective" and self.keys[at + 1].endswith(("ين", "ون"))
        return people or match.entry.kind in _LED


def _is_surname(word: Word) -> bool:
    """Return whether ``word`` can be the family name of a person whom no table knows."""
    return word.nameless or (
        word.definite and word.key.endswith("ي") and not (word.begins_name or word.verbal)
    )
