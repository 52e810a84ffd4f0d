"""The parts of an actor phrase that names begin: countries, people, offices and what ties them."""

from streams.extract.actors.draft import COUNTRY_KINDS, CRAFT, MAX_NAMES, PLACE_KINDS, Draft
from streams.extract.actors.matching import QUOTES
from streams.extract.actors.name_words import is_ali, is_name
from streams.extract.actors.phrases import FORCES
from streams.extract.actors.weak_names import WeakNames
from streams.extract.words.function_words import COMMAS
from streams.extract.words.offices import OfficeMatch, is_own_ambassador
from streams.extract.words.word import bare
from streams.lexicon.actors import ActorMatch

LONGEST_NAME = 4
"""Words of a name between commas."""
_DESKS = frozenset({"مكتب", "ديوان"})  # an adviser in the office of a minister is of that office

_EACH = "كل"
_OF_OFFICE = ("لدي", "الي", "في", "من")
_LOCAL = frozenset({"JUD", "COP", "NGO", "EDU", "REB", "OPP"})
"""Sectors of those who are where they belong."""


class PhraseParts(WeakNames):
    """Takes names and offices into a draft."""

    def _name(self, draft: Draft, match: ActorMatch) -> None:
        if match.entry.kind == "person":
            draft.person, draft.person_last = match.entry, match.last
        else:
            # What stood between office and country was the office's field, not a person's name.
            office = draft.roles[-1].first if draft.roles else 0
            draft.names = [at for at in draft.names if at < office]
            draft.country, draft.country_first = match.entry, match.first
        draft.last = match.last

    def _take_role(self, draft: Draft, role: OfficeMatch) -> bool:
        clitics = role.proclitics
        if clitics and (draft.code is not None or not draft.belongs(role)):
            return False
        named = draft.person is not None or bool(draft.names) or draft.titled
        tied = bool(clitics) and role.entry.role != "title"
        finished = draft.is_finished(role.first, self.words[role.first - 1])
        if not named and not tied and finished and not draft.deputises(role):
            return False  # "the parliament (asked) the government" are two
        unnamed = draft.code is not None and not named
        if unnamed or role.entry.counterpart or self.is_another(role, draft.code):
            return False
        if named and draft.roles and draft.named_after(draft.roles[0]):
            return False  # office, country, name: an office after them is another's
        alone = draft.person is not None and not draft.roles
        many = role.entry.plural and self.words[role.first].definite
        if alone and (many or not role.entry.personal):
            return False  # the president and the leaders whom he calls on, the delegation he meets
        draft.roles.append(role)
        if draft.role is None:
            draft.role = role
        draft.last = role.last
        return True

    def _apposition(self, draft: Draft, at: int) -> bool:
        """Take a name in quotation marks, or an office that explains one (Maria Z., speaker of)."""
        if self.keys[at] in QUOTES.keys() - {"("} and draft.role is not None and draft.code is None:
            return self._quoted(draft, at + 1, QUOTES[self.keys[at]])
        if self.keys[at] not in COMMAS:
            return False
        first = self._behind_titles(at + 1)
        if draft.roles and draft.code is not None and (closing := self._named_aside(draft, first)):
            match = self.actor(first)
            if match is not None:
                self._name(draft, match)
            draft.names, draft.last = list(range(first, closing)), closing + 1
            return False
        if not (draft.person or draft.names) or draft.roles:
            return False
        role = self.role(at + 1) if at + 1 < self.end else None
        if role is None or role.proclitics or (draft.person and not role.entry.personal):
            return False
        draft.role, draft.last, draft.roles = role, role.last, [role]
        return True

    def _behind_titles(self, at: int) -> int:
        """Return where the name begins whose titles begin at ``at``: the minister, Dr X."""
        while at < self.end and self.words[at].has("honorific") and not self.words[at].clitic:
            at += 1
        return at

    def _named_aside(self, draft: Draft, at: int) -> int:
        """Return the comma that ends the holder's name set off behind the office, 0 if none is."""
        if draft.person or draft.names or draft.titled or not draft.roles[-1].entry.personal:
            return 0
        titled = self.words[at - 1].has("honorific")
        longest = MAX_NAMES if titled else LONGEST_NAME
        for place in range(at, min(self.end, at + longest + 1)):
            if self.keys[place] in COMMAS:
                return place if place > at + 1 else 0
            son = place > at and any(w.has("kin") for w in self.words[place - 1 : place + 1])
            match = None if son else self.actor(place)
            if match is not None and match.entry.kind == "person":
                behind = match.last < self.end and self.keys[match.last] in COMMAS
                return match.last if behind and match.entry.code in {None, draft.code} else 0
            ali = is_ali(self, place, named=titled or place > at)
            if match is not None or not (ali or is_name(self.words, range(at, place), place)):
                return 0
        return 0

    def _quoted(self, draft: Draft, at: int, closing: str) -> bool:
        """Take the name of an organisation that is set in quotation marks or between strokes."""
        match = self.actor(at) if at < self.end else None
        if match is not None and match.last < self.end and self.keys[match.last] == closing:
            self._name(draft, match)
            draft.last = match.last + 1
            return True
        force = self.role(at) if at < self.end else None
        if force is None or force.entry.personal or force.entry.sector not in FORCES:
            return False
        if force.last >= self.end or self.keys[force.last] != closing:
            return False
        draft.roles.append(force)
        draft.last = force.last + 1
        return True

    def _take_seat(self, draft: Draft, at: int) -> bool:
        """Take the town or province of an office without a country: a court in the town of.

        It is theirs if they serve or live there; a minister or a delegation may be on a visit.
        """
        role, word = draft.role, self.words[at]
        if word.key == _EACH:
            return self._take_each(draft, at)
        if word.clitic != "ب" or role is None or draft.code is not None:
            return False  # most words
        named = any(not self.keys[name].endswith("ي") for name in draft.names)  # a local official
        if named or at + 1 >= self.end or not ("place" in word.noun_classes or word.has("place")):
            return False
        local = role.entry.sector in _LOCAL and not role.entry.personal
        some = role.entry.personal and role.entry.sector != "CVL" and role.last >= at - 1
        some = some and not self.words[draft.first].definite
        match = self.actor(at + 1)
        if match is None or match.proclitics or match.entry.kind not in PLACE_KINDS:
            return False
        if role.entry.counterpart or not (local or some):
            return False
        draft.seated = role.entry.sector == "COP"  # what they do at home is routine
        self._name(draft, match)
        return True

    def _take_each(self, draft: Draft, at: int) -> bool:
        """Take "each of" between an office and the first of its lands: the envoys of each of."""
        untold = draft.role is not None and draft.code is None
        if not untold or at + 2 >= self.end or self.keys[at + 1] != "من":
            return False
        match = self.actor(at + 2)
        if match is None or match.proclitics or match.entry.kind not in COUNTRY_KINDS:
            return False
        self._name(draft, match)
        return True

    def _is_away(self, draft: Draft, role: OfficeMatch, match: ActorMatch | None) -> bool:
        """Return whether "in" says where the holder of ``role`` is, not whose he is.

        An envoy at his post; whom the article has named, in a town abroad: the crown prince of
        Jordan (arrived), the talks of the crown prince in Berlin.
        """
        if is_own_ambassador(self.texts, role):
            return True
        if match is None or match.entry.kind not in PLACE_KINDS or not draft.is_ruler():
            return False
        known = self._registry.by_head(role.entry.role or "")
        if known is None and role.last == role.first + 1:
            known = self._registry.by_head(bare(self.keys[role.first]))
        return known is not None and known.code != match.entry.code

    def _take_preposition(self, draft: Draft, at: int) -> bool:  # noqa: PLR0911
        """Take "at" and "in" between an office and its body, institution or country."""
        key = self.keys[at]
        if draft.role is None or at + 1 >= self.end or key not in _OF_OFFICE:
            return False
        match = self.actor(self.behind_states(at + 1))
        if key == "الي" and not draft.is_envoy_to(match):
            return False
        if key == "في" and self._is_away(draft, draft.role, match):
            return False
        if key == "في" and self.words[draft.role.first].noun_classes & CRAFT:
            return False  # where it flies
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
