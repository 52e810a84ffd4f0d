"""The grammar of an actor phrase: title, office, ministry, country, personal name, apposition."""

from dataclasses import replace

from streams.extract.actors.draft import COUNTRY_KINDS, MAX_AWAITED, MAX_NAMES, MAX_WORDS, Draft
from streams.extract.actors.honours import bearer, is_another_ruler, may_be_held_by
from streams.extract.actors.membership import SUSPECTED, behind_model, take_member
from streams.extract.actors.name_words import (
    RANKS,
    behind_field,
    ends_office,
    is_ali,
    is_name,
    portfolio_end,
    tells_time,
)
from streams.extract.actors.nationals import stands_alone
from streams.extract.actors.phrase_parts import PhraseParts
from streams.extract.words.offices import OfficeMatch
from streams.extract.words.word import Word, bare
from streams.lexicon.actors import ActorMatch

_WHOLES = frozenset({"country", "capital", "metonym", "body", "group"})
"""Kinds of names that no definite noun before them has as its genitive."""
_NEAR = frozenset({"قرب", "بالقرب", "خارج", "قباله", "عبر"})
"""Where somebody stands by another's land, or goes through: soldiers near the border of."""
_PARTISANS = frozenset(
    {"انصار", "مويدو", "مويدي", "مويدون", "مويدين", "معارضو", "معارضي", "معارضون", "معارضين",
     "منتقدو", "منتقدي", "مناصرو", "مناصري", "مناهضو", "مناهضي", "داعمو", "داعمي"}
)  # fmt: skip
"""People who are for or against something, whoever's it is."""
_CALLED = frozenset({"يسمي", "تسمي", "يعرف", "تعرف", "يدعي"})
"""Verbs behind "what" between an office and the name of whom a newsroom does not recognise."""
_INITIALS = frozenset({"د", "م", "ا"})
"""Titles cut to their first letter before a full stop: Dr, engineer, professor."""
_SURNAMES = frozenset({"adjective", "country"})  # behind a form of address: Dr Sweden
_TITLE = "title"
"""Key of the forms of address, which are no offices: his excellency, Mr."""


class Namer(PhraseParts):
    """Reads one phrase at a time from a run of words."""

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
            if role.entry.role == _TITLE and self.words[at].definite:
                return Draft(at, role.last, titled=True, proclitics=role.proclitics)
            return Draft(at, role.last, role=role, roles=[role], proclitics=role.proclitics)
        if "honorific" in self.words[at].classes:
            joined = "و" if self.words[at].conjoined else ""
            return Draft(at, at + 1, titled=True, proclitics=joined)
        return None

    # -- one step: the word after the phrase read so far ---------------------------------------

    def _step(self, draft: Draft) -> bool:  # noqa: PLR0911
        """Take in what follows; return False where the phrase ends."""
        at = behind_model(self.words, draft.last, self.end)
        word = self.words[at]
        if "mark" in word.classes:
            return self._apposition(draft, at)
        if tells_time(self.words, at) or ends_office(self.words, draft.first, at):
            return False
        called = word.key == "ما" and not _CALLED.isdisjoint(self.keys[at + 1 : self.end][:1])
        if called or draft.links(word.key):
            draft.last = at + 1 + called  # the forces of what is called the national army
            return draft.last < self.end
        if word.key in SUSPECTED or ("member" in word.classes and not word.conjoined):
            return take_member(self, self._registry, draft, at)
        if "honorific" in word.classes:
            if (known := self.titled_person(at)) is not None:
                return self._take_actor(draft, known)
            another = is_another_ruler(word.key, draft, self._registry)
            if word.conjoined or another or draft.is_seat():
                return False  # in the presidential palace His Excellency the ambassador
            draft.titled, draft.last = True, at + 1
            return True
        if word.key in _INITIALS and at + 2 < self.end and self.keys[at + 1] == ".":
            draft.titled, draft.last = True, at + 2
            return True
        return self._take_match(draft, at, word)

    def _take_match(self, draft: Draft, at: int, word: Word) -> bool:
        """Take the name, office or plain word at ``at``; return False where the phrase ends."""
        match, role = self.actor(at), self.role(at)
        if match is not None and (role is None or match.last >= role.last):
            return self._take_actor(draft, match)
        if role is not None:
            return self._take_role(draft, role)
        return self._take_seat(draft, at) or self._take_word(draft, at, word)

    def _take_actor(self, draft: Draft, match: ActorMatch) -> bool:
        clitics, kind = match.proclitics, match.entry.kind
        if clitics == "ل" and kind == "country" and draft.is_sent():
            draft.post, draft.post_at, draft.last = match.entry.code, match.first, match.last
            return True
        if "و" in clitics or "ف" in clitics or "ك" in clitics:
            return False
        headed = draft.role is not None
        again = draft.code == match.entry.code and clitics in {"", "ب", "ل"}
        named_just = match.first == (draft.person_last or (draft.names and draft.names[-1] + 1))
        whole = draft.country is not None or named_just
        apart = whole and kind in {"group", "metonym"}  # the patriarch X (urged) the party
        named = draft.role or draft.person or draft.titled or kind == "adjective"
        if again and not apart and named:
            if kind == "person":
                self._name(draft, match)
            draft.last = match.last
            return True
        surname = kind == "person" or (kind == "adjective" and draft.holds)
        titled = kind in _SURNAMES and draft.titled and not headed and draft.person is None
        # The king, whom the text has named, (criticised) Chad.
        titled = titled and bearer(self.keys, draft, self._registry) is None
        if titled or (surname and draft.names and draft.names[-1] == match.first - 1):
            return self._take_word(draft, match.first, self.words[match.first])
        if kind == "person":
            fits = may_be_held_by(draft, match)
        elif kind in {"adjective", "demonym"}:
            if draft.code == "RCRC" and self.words[match.first].definite:
                draft.country, draft.last = replace(match.entry, kind="body"), match.last
                return True  # the Red Crescent of a country is that country's
            fits = draft.code is None and bool(headed or draft.titled or draft.country)
        else:
            fits = draft.code is None and headed and self._may_be_of(draft, match)
        if fits:
            self._name(draft, match)
        return fits

    def _may_be_of(self, draft: Draft, match: ActorMatch) -> bool:
        """Return whether an office can be of the land or the body that follows it."""
        clitics, kind = match.proclitics, match.entry.kind
        adjectival = self.keys[match.first].endswith("يه")  # the Saudi police
        ended = draft.closes(self.words[match.first - 1]) and kind in _WHOLES and not adjectival
        if kind not in COUNTRY_KINDS or clitics not in {"", "ل", "ب"} or (ended and not clitics):
            return False  # "the minister (accused) Iran": with the article he is of no country
        # The visit of the crown prince to Cairo.
        return not (
            clitics == "ل" and kind not in {"body", "group"} and draft.is_closed(self.words)
        )

    def _take_word(self, draft: Draft, at: int, word: Word) -> bool:  # noqa: C901, PLR0911
        if is_ali(self, at, named=draft.takes_name(self.words)):
            draft.last = at + 2 - self.words[at - 1].has("kin")  # whatever follows "son of Ali"
            draft.names += range(at, draft.last)
            return True
        if "preposition" in word.classes:
            return self._take_preposition(draft, at)
        if "kin" in word.classes and (taken := self._take_kin(draft, at)) is not None:
            return taken
        if draft.awaited and draft.code is None and word.has("number"):
            draft.last = at + 1  # the Turkish F-16 fighters
            return True
        if word.conjoined:
            return draft.awaits and draft.extend(portfolio_end(self, draft.roles[-1], at))
        if not word.has("content", "place") or word.key in _NEAR:
            return False
        if draft.code is not None and draft.role is not None and word.clitic == "ل":
            return draft.extend(behind_field(self, at))
        if draft.code is None and draft.role is not None:
            spoken_for = self._is_spoken_for(at) or (word.definite and draft.leads(at, self.words))
            if spoken_for and (known := self._registry.by_head(bare(word.key))):
                draft.meant, draft.last = known.code, at + 1
                return True
            return self._await(draft, at, word)
        if not word.content or word.has("place"):
            return False
        if draft.code is not None and word.key in RANKS and draft.last == at:
            draft.last = at + 1  # the American envoy (the) special
            return True
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

    def _take_kin(self, draft: Draft, at: int) -> bool | None:
        """Take "son of" with the name that follows; None where no name stands before it."""
        if draft.person is not None and at + 1 < self.end:
            draft.last = at + 2 if self.words[at + 1].content else at
            return draft.last > at
        if not (draft.names or draft.titled):
            return None
        draft.names.append(at)
        draft.last = at + 1
        return True

    def _await(self, draft: Draft, at: int, word: Word) -> bool:
        """Take a word between an office and its country, or the name of an office holder."""
        role = draft.role
        if role is None or draft.awaited >= MAX_AWAITED or word.clitic or word.verbal:
            return False
        if word.nouns and bare(self.keys[draft.first]) in _PARTISANS:
            return False  # supporters of the Syrian plan are no Syrians
        if word.nouns and self.keys[at - 1].endswith("ون") and not word.key.endswith("ون"):
            return False  # gunmen (abducted) a tourist: an adjective would agree
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
        if "delegation" in word.noun_classes:
            return False  # the president (received) the delegation
        feminine = role.entry.gender == "f" or self.keys[role.first].endswith("ه")
        return draft.awaited < 2 and word.key.endswith("ه") == feminine

    def _take_name(self, draft: Draft, at: int) -> bool:
        if not (draft.takes_name(self.words) or self._is_of_nation(draft, at)):
            return False
        apart = draft.names and draft.names[-1] != at - 1
        if apart and "honorific" not in self.words[at - 1].classes:
            return False
        if not is_name(self.words, draft.names, at):
            return False
        draft.names.append(at)
        draft.last = at + 1
        return True

    def _is_of_nation(self, draft: Draft, at: int) -> bool:
        """Return whether a nationality alone opens the phrase, with a name behind it: the Dane X.

        The name has two words at least.
        """
        country, words = draft.country, self.words
        if country is None or country.kind != "adjective" or draft.role or draft.person:
            return False
        if draft.names:
            return len(draft.names) < MAX_NAMES
        if at != draft.first + 1 or at + 1 >= self.end or not stands_alone(words, draft.first):
            return False
        return is_name(words, [], at) and is_name(words, [at], at + 1)
