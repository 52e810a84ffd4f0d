"""The grammar of an actor phrase: title, office, ministry, country, personal name, apposition."""

from dataclasses import replace

from streams.extract.draft import COUNTRY_KINDS, MAX_AWAITED, MAX_WORDS, Draft
from streams.extract.function_words import COMMAS
from streams.extract.matching import Matcher
from streams.extract.membership import take_member
from streams.extract.name_words import behind_field, is_name, is_object
from streams.extract.offices import OfficeLexicon, OfficeMatch, is_own_ambassador
from streams.extract.registry import Registry
from streams.extract.words import Word, bare
from streams.lexicon.actors import ActorLexicon, ActorMatch
from streams.normalize import CLOSE, OPEN

QUOTES = {OPEN: CLOSE, "/": "/"}
"""Marks around names, as some agencies set them: opening to closing."""
_STATES = frozenset({"country", "capital", "metonym"})
_OF_OFFICE = ("لدي", "الي", "في", "من")
_DESKS = frozenset({"مكتب", "ديوان"})  # an adviser in the office of a minister is of that office


class Namer(Matcher):
    """Reads one phrase at a time from a run of words."""

    def __init__(self, actors: ActorLexicon, roles: OfficeLexicon, registry: Registry) -> None:
        super().__init__(actors, roles)
        self._registry = registry

    def _wanted(self, match: ActorMatch) -> bool:
        """Tell Assad from a lion: by the article's countries, else by what stands beside him."""
        if match.entry.kind == "group" and match.entry.code not in self._registry.named:
            return False  # the young, not the movement
        if match.entry.kind == "metonym":
            told = match.entry.code in self._registry.named or self._told_apart()[match.entry.code]
            return bool(told) and (self._stands_apart(match.first) or super()._wanted(match))
        if match.entry.kind != "person" or super()._wanted(match):
            return super()._wanted(match)
        if match.entry.code in self._registry.named:
            return True
        word = self.words[match.last] if match.last < self.end else None
        return match.first > 0 and word is not None and not (word.nameless or word.definite)

    def draft(self, at: int, *, inherits: OfficeMatch | None = None) -> Draft | None:
        """Return the phrase that begins at ``at``, or None.

        ``inherits`` is the office of the phrase before, for a bare adjective joined to it
        (the ministers ... the American and the Russian).
        """
        draft = self._open(at, inherits)
        if draft is None:
            return None
        steps = 0
        self.in_office = bool(draft.roles)
        while draft.last < self.end and steps < MAX_WORDS and self._step(draft):
            self.in_office = bool(draft.roles)
            steps += 1
        self.in_office = False
        return draft

    def _open(self, at: int, inherits: OfficeMatch | None) -> Draft | None:
        role, match = self.role(at), self.actor(at)
        if match is not None and (role is None or match.last >= role.last):
            draft = Draft(at, match.last, proclitics=match.proclitics)
            self._name(draft, match)
            if match.entry.kind == "adjective" and inherits is not None:
                draft.role = inherits
            return draft
        if role is not None:
            return Draft(at, role.last, role=role, roles=[role], proclitics=role.proclitics)
        if "honorific" in self.words[at].classes:
            return Draft(at, at + 1, titled=True)
        return None

    def _name(self, draft: Draft, match: ActorMatch) -> None:
        if match.entry.kind == "person":
            draft.person, draft.person_last = match.entry, match.last
        else:
            # What stood between office and country was the office's field, not a person's name.
            draft.country, draft.country_first, draft.names = match.entry, match.first, []
        draft.last = match.last

    # -- one step: the word after the phrase read so far ---------------------------------------

    def _step(self, draft: Draft) -> bool:  # noqa: PLR0911
        """Take in what follows; return False where the phrase ends."""
        at = draft.last
        word = self.words[at]
        if "mark" in word.classes:
            return self._apposition(draft, at)
        if "time" in word.classes or is_object(self.words, draft.first, at):
            return False
        if draft.links(word.key):
            draft.last = at + 1
            return at + 1 < self.end
        if "member" in word.classes and not word.conjoined:
            return take_member(self, self._registry, draft, at)
        if "honorific" in word.classes:
            if (known := self.titled_person(at)) is not None:
                return self._take_actor(draft, known)
            if word.conjoined:
                return False
            draft.titled, draft.last = True, at + 1
            return True
        match, role = self.actor(at), self.role(at)
        if match is not None and (role is None or match.last >= role.last):
            return self._take_actor(draft, match)
        if role is not None:
            return self._take_role(draft, role)
        return self._take_word(draft, at, word)

    def _take_actor(self, draft: Draft, match: ActorMatch) -> bool:  # noqa: C901, PLR0911, PLR0912
        clitics = match.proclitics
        kind = match.entry.kind
        if "و" in clitics or "ف" in clitics or "ك" in clitics:
            return False
        headed = draft.role is not None
        again = draft.code == match.entry.code and clitics in {"", "ب", "ل"}
        apart = kind == "group" and draft.country is not None
        named = draft.role or draft.person or draft.titled or kind == "adjective"
        if again and not apart and named:
            if kind == "person":
                self._name(draft, match)
            draft.last = match.last
            return True
        if draft.names and draft.names[-1] == match.first - 1 and kind in {"person", "adjective"}:
            return self._take_word(draft, match.first, self.words[match.first])
        if kind == "adjective" and draft.titled and not headed and draft.person is None:
            return self._take_word(draft, match.first, self.words[match.first])
        if kind == "person":
            if clitics or not (headed or draft.titled or draft.code) or draft.person is not None:
                return False
            if draft.code and match.entry.code and draft.code != match.entry.code:
                return False
            self._name(draft, match)
            return True
        if kind in {"adjective", "demonym"}:
            if draft.code == "RCRC" and self.words[match.first].definite:
                draft.country, draft.last = replace(match.entry, kind="body"), match.last
                return True  # the Red Crescent of a country is that country's
            if draft.code is not None:
                return False
            if not (headed or draft.titled or draft.country):
                return False
            self._name(draft, match)
            return True
        if kind not in COUNTRY_KINDS or draft.code is not None or not headed:
            return False
        adjectival = self.keys[match.first].endswith("يه")  # the Saudi police
        ended = self.words[match.first - 1].definite and kind in _STATES and not adjectival
        if clitics not in {"", "ل", "ب"} or (ended and not clitics):
            return False  # "the minister (accused) Iran": with the article he is of no country
        self._name(draft, match)
        return True

    def _take_role(self, draft: Draft, role: OfficeMatch) -> bool:
        clitics = role.proclitics
        if clitics and (draft.code is not None or not draft.belongs(role)):
            return False
        named = draft.person is not None or bool(draft.names) or draft.titled
        tied = bool(clitics) and role.entry.role != "title"
        if not named and not tied and draft.is_finished(role.first, self.words[role.first - 1]):
            return False  # "the parliament (asked) the government" are two
        unnamed = draft.code is not None and not named
        if unnamed or role.entry.counterpart or self.is_another(role, draft.code):
            return False
        if named and draft.roles and draft.named_after(draft.roles[0]):
            return False  # office, country, name: an office after them is another's
        draft.roles.append(role)
        if draft.role is None:
            draft.role = role
        draft.last = role.last
        return True

    def _apposition(self, draft: Draft, at: int) -> bool:
        """Take a name in quotation marks, or an office that explains one (Maria Z., speaker of)."""
        if self.keys[at] in QUOTES and draft.role is not None and draft.code is None:
            return self._quoted(draft, at + 1, QUOTES[self.keys[at]])
        if self.keys[at] not in COMMAS or not (draft.person or draft.names) or draft.roles:
            return False
        role = self.role(at + 1) if at + 1 < self.end else None
        if role is None or role.proclitics or (draft.person and not role.entry.personal):
            return False
        draft.role, draft.last, draft.roles = role, role.last, [role]
        return True

    def _quoted(self, draft: Draft, at: int, closing: str) -> bool:
        """Take the name of an organisation that is set in quotation marks or between strokes."""
        match = self.actor(at) if at < self.end else None
        if match is None or match.last >= self.end or self.keys[match.last] != closing:
            return False
        self._name(draft, match)
        draft.last = match.last + 1
        return True

    def _take_word(self, draft: Draft, at: int, word: Word) -> bool:  # noqa: PLR0911
        if "preposition" in word.classes:
            return self._take_preposition(draft, at)
        if "kin" in word.classes and draft.person is not None and at + 1 < self.end:
            draft.last = at + 2 if self.words[at + 1].content else at
            return draft.last > at
        if "kin" in word.classes and (draft.names or draft.titled):
            draft.names.append(at)
            draft.last = at + 1
            return True
        if not word.has("content", "place") or word.conjoined:
            return False
        if draft.code is not None and draft.role is not None and word.clitic == "ل":
            last = behind_field(self, at)
            draft.last = max(draft.last, last)
            return last > at
        if draft.code is None and draft.role is not None:
            if self._is_spoken_for(at) and (known := self._registry.by_head(bare(word.key))):
                draft.meant, draft.last = known.code, at + 1
                return True
            return self._await(draft, at, word)
        if not word.content or word.has("place"):
            return False
        office = draft.roles[-1] if draft.roles else None
        plain = word.definite and not word.clitic and not word.noun_frames
        if (
            office is not None
            and plain
            and (draft.field_at == at or (office.last == at and not self.words[at - 1].definite))
        ):
            draft.last = draft.field_at = at + 1  # deputy (of the) commander (the) supreme
            return True
        return self._take_name(draft, at)

    def _take_preposition(self, draft: Draft, at: int) -> bool:  # noqa: PLR0911
        """Take "at" and "in" between an office and its body, institution or country."""
        key = self.keys[at]
        if draft.role is None or at + 1 >= self.end or key not in _OF_OFFICE:
            return False
        match = self.actor(self.behind_states(at + 1))
        if key == "الي" and not draft.is_envoy_to(match):
            return False
        if key == "في" and is_own_ambassador(self.texts, draft.role):
            return False  # where he is posted, not whose he is
        if key in {"لدي", "الي"}:  # accredited to: the host is not the nationality
            if match is None and not self.words[at + 1].has("kingdom"):
                return False
            draft.last = match.last if match is not None else at + 2
            draft.post = match.entry.code if match is not None else None
            draft.post_at = at + 1
            return True
        if draft.code is not None:
            return False
        if match is not None and not match.proclitics and match.entry.kind in COUNTRY_KINDS:
            self._name(draft, match)
            return True
        desk = self.keys[at + 1] in _DESKS and at + 2 < self.end
        role = self.role(at + 2 if desk else at + 1)
        among = key == "من" and not draft.role.entry.personal  # soldiers of the army
        if not (key == "في" or among) or role is None or role.proclitics:
            return False
        draft.roles.append(role)
        draft.last = role.last
        return True

    def _await(self, draft: Draft, at: int, word: Word) -> bool:
        """Take a word between an office and its country, or the name of an office holder."""
        role = draft.role
        if role is None or draft.awaited >= MAX_AWAITED or word.clitic or word.verbal:
            return False
        if word.definite and self.words[draft.roles[-1].last - 1].definite:
            named = bool(draft.names) and draft.names[-1] == at - 1
            if not named and not self._qualifies(draft, word):
                return False
        elif (
            not word.definite
            and self.words[at - 1].definite
            and not is_name(self.words, draft.names, at)
        ):
            return False
        draft.awaited += 1
        if (not word.definite and is_name(self.words, draft.names, at)) or (
            draft.names and draft.names[-1] == at - 1
        ):
            draft.names.append(at)
        draft.last = at + 1
        return True

    def _qualifies(self, draft: Draft, word: Word) -> bool:
        """Return whether a definite word can be the adjective of the definite office before it."""
        role = draft.roles[-1]
        feminine = role.entry.gender == "f" or self.keys[role.first].endswith("ه")
        return draft.awaited < 2 and word.key.endswith("ه") == feminine

    def _take_name(self, draft: Draft, at: int) -> bool:
        if not draft.takes_name(self.words):
            return False
        apart = draft.names and draft.names[-1] != at - 1
        if apart and "honorific" not in self.words[at - 1].classes:
            return False
        if not is_name(self.words, draft.names, at):
            return False
        draft.names.append(at)
        draft.last = at + 1
        return True
