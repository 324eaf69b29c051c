"""The two questions: what could meet a need, and whose need could an offer meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.build.asked import standing
from graph.embed.chance import floor
from graph.embed.embedder import Embedder
from graph.errors import InputError, NotFoundError
from graph.matching.match import Evidence
from graph.matching.needs.answer import NeedMatch, NeedUnderstood, OfferMatch
from graph.matching.needs.described import NeedDescription, OfferDescription, read_need, read_offer
from graph.matching.needs.features import ACTION, MEANING, Compared, features
from graph.matching.needs.fields import SCHEME, fields, fields_of
from graph.matching.needs.fit import FITS, fit, fits
from graph.matching.needs.gates import Needing, Offering, gates, is_open
from graph.matching.needs.questions import Asked, Questions, questions, stored
from graph.matching.needs.reasons import reasons
from graph.matching.needs.weights import Weights, shipped
from graph.matching.status import ended as have_ended
from graph.matching.status import status
from graph.model.records import Register
from graph.model.vocabularies import country as country_of
from graph.model.vocabularies import groups, groups_of, read_country, vocabulary
from graph.snapshot.exchange import Bools, Exchange, Floats
from graph.snapshot.making_exchange import candidates as candidates_of
from graph.snapshot.snapshot import UNKNOWN_DAY, Snapshot

MOST = 100
"""Matches in one answer at most."""

OFFER_FILTERS = ("kind", "standing", "fit", "sdg")
NEED_FILTERS = ("country", "group", "standing", "fit", "sector")

_FIT_ORDER = {name: place for place, name in enumerate(FITS)}


class NeedMatcher:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space; None, or one of another space: meaning counts only between stored
            entries.
        registers: the registers of the store, by which gates name and date their sources.
        weights: the model.

    Raises:
        InputError: the snapshot is one of some partnerships alone.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder | None,
        registers: Sequence[Register] = (),
        weights: Weights | None = None,
    ) -> None:
        if snapshot.exchange is None:
            raise InputError("A snapshot of some partnerships alone can't be asked who meets a need.")
        self.snapshot = snapshot
        self.weights = weights or shipped()
        self._exchange: Exchange = snapshot.exchange
        self._embedder = embedder if embedder is not None and embedder.space == snapshot.space else None
        self._registers = {register.code: register for register in registers}
        self._compared = Compared.of(self._exchange.candidates)
        self._needs: Questions | None = None

    def offers(
        self,
        asked: str | NeedDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> tuple[list[OfferMatch], NeedUnderstood]:
        """What could meet a need, best first: offers, and partnerships and projects whose experience could serve again.

        Args:
            asked: id of a stored need, or a description of one.
            limit: 1 to 100.
            exclude: ids not to be answered.
            where: a filter of `OFFER_FILTERS` to the values of which a match needs any.
            as_of: the asking date.

        Raises:
            NotFoundError: no need has this id.
            InputError: the description, the limit or a filter can't be.
        """
        _check(limit)
        where = _read_filters(where or {}, OFFER_FILTERS)
        need, needing, vectors = self._read_need(asked)
        compared, batch = self._compared, questions([need], self._exchange.candidates, vectors)
        values = features(batch, compared, None)
        allowed = np.ones(len(compared.candidates), dtype=bool)
        allowed[[row for id in exclude if (row := self._candidate(id)) is not None]] = False
        masks: dict[str, Callable[[], Bools]] = {
            "kind": lambda: self._of_kind(where["kind"]),
            "standing": lambda: self._standing(where["standing"], as_of),
            "sdg": lambda: self._serving(where["sdg"]),
        }
        passing = {name: masks[name]() for name in where if name in masks}
        every = "fit" in where or not _has_words(values)
        near = allowed if every else self._within_reach(values, allowed & _all(passing, ""), limit)
        values[MEANING][0, near] = self._meaning(batch, np.flatnonzero(near))
        if self._says_nothing(values):
            return [], replace(_understood(batch, asked), like_nothing=True, advice=_advice(asked))
        if "fit" in where:
            passing["fit"] = np.isin(fits(self.weights, values)[0], where["fit"])
        scores = self.weights.score(values)[0]
        classes = compared.classes(batch)[0]

        def match(row: int) -> OfferMatch:
            own = {name: float(value[0, row]) for name, value in values.items()}
            offering = self.offering(row, as_of)
            why = reasons(self.weights, own, batch, 0, compared.candidates, row, batch.vectors @ self._vector(row))
            kind, id, stands, countries, partners = self._shown(row, as_of)
            return OfferMatch(
                kind=kind,
                id=id,
                name=compared.candidates.titles[row],
                standing="offer" if is_open(offering, as_of) else "experience",
                status=stands,
                countries=countries,
                partners=partners,
                score=sum(reason.contribution for reason in why),
                fit=fit(self.weights, own),
                right_place=_chance(self.weights.right_place, own),
                right_action=_chance(self.weights.right_action, own),
                gates=gates(needing, offering, int(classes[row]), as_of),
                reasons=why,
            )

        rows, relax = _best(scores, allowed, passing, limit)
        found = [match(row) for row in rows]
        return found, replace(_understood(batch, asked), relax=relax)

    def needs(
        self,
        asked: str | OfferDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> tuple[list[NeedMatch], NeedUnderstood]:
        """Whose need an offer could meet: the best, told by fit and then by country, for countries aren't ranked.

        Args:
            asked: id of a stored offer or partnership, or a description of an offer.
            limit: 1 to 100.
            exclude: ids of needs not to be answered.
            where: a filter of `NEED_FILTERS` to the values of which a match needs any.
            as_of: the asking date.

        Raises:
            NotFoundError: no offer and no partnership has this id.
            InputError: the description, the limit or a filter can't be.
        """
        _check(limit)
        where = _read_filters(where or {}, NEED_FILTERS)
        compared, vector, offering, places = self._offered(asked, as_of)
        stored_needs, batch = self._exchange.needs, self.stored_needs()
        likeness = np.asarray(batch.vectors @ vector, dtype=np.float32).reshape(-1, 1)
        values = features(batch, compared, likeness)
        scores = self.weights.score(values)[:, 0] if len(batch) else np.zeros(0, dtype=np.float32)
        classes = compared.classes(batch)
        allowed = np.ones(len(batch), dtype=bool)
        allowed[[stored_needs.row[id] for id in exclude if id in stored_needs.row]] = False
        understood = NeedUnderstood(
            countries=places,
            actions=(compared.candidates.titles[0],) if compared.candidates.titles[0] else (),
            sdgs=tuple(goal + 1 for goal in np.flatnonzero(compared.candidates.goals[0]).tolist()),
        )
        if len(batch) and self._says_nothing(values):
            return [], replace(understood, like_nothing=True, advice=_advice(asked))

        def match(row: int) -> NeedMatch:
            own = {name: float(value[row, 0]) for name, value in values.items()}
            facts = stored_needs.facts[row]
            country = stored_needs.countries[row]
            start, end = stored_needs.starts[row], stored_needs.starts[row + 1]
            why = reasons(self.weights, own, batch, row, compared.candidates, 0, likeness[start:end, 0])
            return NeedMatch(
                id=stored_needs.ids[row],
                name=stored_needs.names[row],
                standing=standing(facts.get("conditionality")),
                country=country,
                groups=tuple(each.dated_name() for each in groups_of(country, as_of) if each.kind == "category"),
                area=str(facts.get("area") or ""),
                sector=str(facts.get("sector") or ""),
                actions=tuple(stored_needs.actions[row]),
                score=sum(reason.contribution for reason in why),
                fit=fit(self.weights, own),
                right_place=_chance(self.weights.right_place, own),
                right_action=_chance(self.weights.right_action, own),
                gates=gates(self.needing(row), offering, int(classes[row, 0]), as_of),
                reasons=why,
            )

        facts = stored_needs.facts
        masks: dict[str, Callable[[], Bools]] = {
            "country": lambda: np.isin(stored_needs.countries, where["country"]),
            "group": lambda: _mask(_in_groups(code, where["group"], as_of) for code in stored_needs.countries),
            "standing": lambda: _mask(standing(each.get("conditionality")) in where["standing"] for each in facts),
            "fit": lambda: np.isin(fits(self.weights, values)[:, 0], where["fit"]),
            "sector": lambda: _mask(str(each.get("sector") or "") in where["sector"] for each in facts),
        }
        rows, relax = _best(scores, allowed, {name: masks[name]() for name in where}, limit)
        found = [match(row) for row in rows]
        ordered = sorted(found, key=lambda each: (_FIT_ORDER[each.fit], _name(each.country), -each.score))
        return ordered, replace(understood, relax=relax)

    def stored_needs(self) -> Questions:
        """The needs of the store as they are asked, gathered once."""
        if self._needs is None:
            needs = self._exchange.needs
            asked = [stored(needs, row) for row in range(len(needs.ids))]
            self._needs = questions(asked, self._exchange.candidates, needs.vectors)
        return self._needs

    def values(
        self, needs: Sequence[str | NeedDescription], offers: Sequence[str | OfferDescription], as_of: date
    ) -> tuple[list[Needing], list[Offering], dict[str, Floats], NDArray[np.int8]]:
        """Some needs against some offers, for a plan.

        Args:
            needs: ids or descriptions.
            offers: ids or descriptions.
            as_of: the asking date.

        Returns:
            What gates ask of each need and offer, every feature as (needs, offers), and the classes of places.

        Raises:
            NotFoundError, InputError: as `offers` and `needs`.
        """
        read = [self._offered(offer, as_of) for offer in offers]
        asked = [self._read_need(need, of_all=True) for need in needs]
        vectors = [vector for _, _, vector in asked]
        batch = questions(
            [need for need, _, _ in asked],
            self._exchange.candidates,
            np.concatenate(vectors) if vectors else np.zeros((0, self.snapshot.vectors.shape[1]), dtype=np.float32),
        )
        columns = []
        classes = np.zeros((len(needs), len(offers)), dtype=np.int8)
        for column, (compared, vector, _, _) in enumerate(read):
            columns.append(features(batch, compared, np.asarray(batch.vectors @ vector).reshape(-1, 1)))
            classes[:, column] = compared.classes(batch)[:, 0]
        every = {
            name: np.concatenate([column[name] for column in columns], axis=1)
            for name in (columns[0] if columns else ())
        }
        return [needing for _, needing, _ in asked], [offering for _, _, offering, _ in read], every, classes

    def name_of(self, id: str) -> str:
        """The name of a stored need, offer or partnership. Raises NotFoundError for another id."""
        needs = self._exchange.needs
        if id in needs.row:
            return needs.names[needs.row[id]]
        row = self._candidate(id)
        if row is None:
            raise NotFoundError("need or offer", id)
        return self._exchange.candidates.titles[row]

    def needing(self, row: int) -> Needing:
        """What gates ask of a stored need."""
        needs = self._exchange.needs
        register = self._registers.get(needs.records[row].partition(":")[0])
        return Needing(needs.countries[row], self._sector(row), register)

    def _sector(self, row: int) -> str:
        """The sector of a stored need: the label of its theme, otherwise as its register writes it."""
        needs = self._exchange.needs
        code = next((code for code in needs.themes[row] if code.removeprefix(SCHEME) in fields()), "")
        term = vocabulary("themes").get(code)
        return term.label() if term else str(needs.facts[row].get("sector") or "")

    def offering(self, row: int, on: date) -> Offering:
        """What gates ask of a candidate, by its row among all."""
        first = len(self.snapshot.partnerships)
        if row >= first:
            offers = self._exchange.offers
            at = row - first
            register = self._registers.get(offers.records[at].partition(":")[0])
            return Offering(offers.facts[at], register, tuple(name for _, name, _ in offers.partners[at]))
        over = bool(have_ended(self.snapshot, on)[row]) if self.snapshot.ends[row] != UNKNOWN_DAY else False
        leads = tuple(self.snapshot.partner_names[each] for each in _leads(self.snapshot, row))
        return Offering({}, None, leads, date.fromordinal(int(self.snapshot.ends[row])) if over else None)

    def _within_reach(self, values: Mapping[str, Floats], allowed: Bools, limit: int) -> Bools:
        """Those that could come among the first by meaning too: a cosine is 1 at most, and has its weight.

        The others needn't be compared in meaning, which is what takes longest.
        """
        scores = self.weights.score(values)[0]
        rows = np.flatnonzero(allowed)
        if len(rows) <= limit:
            return allowed
        last = np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]
        return np.asarray(allowed & (scores + self.weights.of(MEANING) >= last), dtype=bool)

    def _meaning(self, batch: Questions, rows: NDArray[np.intp]) -> Floats:
        """The highest cosine of a need's actions with some candidates: (r,), 0 where all are negative."""
        first = len(self.snapshot.partnerships)
        made = np.zeros(len(rows), dtype=np.float32)
        for held, mine in ((self.snapshot.vectors, rows < first), (self._exchange.offers.vectors, rows >= first)):
            here = rows[mine] if held is self.snapshot.vectors else rows[mine] - first
            near = (held if len(here) == len(held) else held[here]) @ batch.vectors.T
            made[mine] = near.max(axis=1, initial=0)
        return made

    def _read_need(self, asked: str | NeedDescription, *, of_all: bool = False) -> tuple[Asked, Needing, Floats]:
        """A need as it is asked, what gates ask of it, and the vectors of its actions."""
        needs = self._exchange.needs
        if not isinstance(asked, str):
            need = read_need(asked, of_all=of_all)
            return need, self._described(need), self._embedded(need.actions)
        if asked not in needs.row:
            raise NotFoundError("need", asked)
        row = needs.row[asked]
        return stored(needs, row), self.needing(row), needs.vectors_of(row)

    def _described(self, need: Asked) -> Needing:
        """A need in words; that its country has named the sector is told by the needs that the store has of it."""
        needs, batch = self._exchange.needs, self.stored_needs()
        meant = fields_of(need.themes, " ".join(need.actions))
        for row, country in enumerate(needs.countries):
            if country == need.country and meant and meant[0] in batch.fields[row]:
                register = self._registers.get(needs.records[row].partition(":")[0])
                return Needing(need.country, self._sector(row), None, register)
        return Needing(need.country)

    def _offered(
        self, asked: str | OfferDescription, on: date
    ) -> tuple[Compared, Floats, Offering, dict[str, str | None]]:
        """An offer as it is compared: alone, with its vector, what gates ask of it, and how its places were read."""
        if isinstance(asked, str):
            row = self._candidate(asked)
            if row is None:
                raise NotFoundError("offer", asked)
            compared = self._compared.row(row)
            return compared, self._vector(row), self.offering(row, on), {}
        reading, facts, places = read_offer(asked)
        compared = Compared.of(candidates_of([reading], like=self._exchange.candidates))
        makers = tuple(name for name in (asked.partner, asked.programme) if name)
        return compared, self._embedded([asked.text])[0], Offering(facts, None, makers), places

    def _says_nothing(self, values: Mapping[str, Floats]) -> bool:
        """Whether no entry has a word of what is asked, and none is nearer in meaning than by chance."""
        return not _has_words(values) and float(values[MEANING].max(initial=0.0)) <= floor(self.snapshot.space)

    def _embedded(self, texts: Sequence[str]) -> Floats:
        dimension = self.snapshot.vectors.shape[1]
        if self._embedder is None or not dimension:
            return np.zeros((len(texts), dimension), dtype=np.float32)
        return np.asarray(self._embedder.embed(list(texts)), dtype=np.float32)

    def _vector(self, row: int) -> Floats:
        first = len(self.snapshot.partnerships)
        held = self.snapshot.vectors[row] if row < first else self._exchange.offers.vectors[row - first]
        return np.asarray(held, dtype=np.float32)

    def _candidate(self, id: str) -> int | None:
        """The row of a partnership or offer among all candidates; None for another id."""
        offers = self._exchange.offers.row
        if id in offers:
            return len(self.snapshot.partnerships) + offers[id]
        return self.snapshot.partnership_row.get(id)

    def _shown(self, row: int, on: date) -> tuple[str, str, str, tuple[str, ...], tuple[Evidence, ...]]:
        """Kind, id, status, countries and makers of a candidate."""
        snapshot = self.snapshot
        first = len(snapshot.partnerships)
        if row >= first:
            offers = self._exchange.offers
            at = row - first
            makers = tuple(Evidence("partner", id, name) for id, name, _ in offers.partners[at])
            return (
                "offer",
                offers.ids[at],
                str(offers.facts[at].get("status") or ""),
                tuple(offers.countries[at]),
                makers,
            )
        countries = tuple(code for kind, code in snapshot.tags_of(row) if kind == "country")
        leads = tuple(
            Evidence("partner", snapshot.partners[each], snapshot.partner_names[each]) for each in _leads(snapshot, row)
        )
        return "partnership", snapshot.partnerships[row], status(snapshot, row, on), countries, leads

    def _of_kind(self, wanted: Sequence[str]) -> Bools:
        """Which candidates are offers, or partnerships."""
        kinds = np.repeat(("partnership", "offer"), (len(self.snapshot.partnerships), len(self._exchange.offers.ids)))
        return np.isin(kinds, wanted)

    def _serving(self, goals: Sequence[str]) -> Bools:
        """Which candidates serve one of some goals."""
        columns = [int(goal) - 1 for goal in goals]
        return np.asarray(self._exchange.candidates.goals[:, columns].any(axis=1), dtype=bool)

    def _standing(self, wanted: Sequence[str], on: date) -> Bools:
        """Which candidates are open offers on a day, or experience."""
        first = len(self.snapshot.partnerships)
        stated = enumerate(self._exchange.offers.facts, start=first)
        opened = np.zeros(len(self._compared.candidates), dtype=bool)
        opened[[row for row, facts in stated if "window" in facts and is_open(self.offering(row, on), on)]] = True
        return opened if wanted == ("offer",) else ~opened if wanted == ("experience",) else np.ones_like(opened)


def _advice(asked: object) -> str:
    """What to say where nothing is like what was asked."""
    if isinstance(asked, str):
        return "Nothing is like it: nothing that it could be matched with has a word of it, or is near in meaning."
    return "Nothing is like what was said: nothing has a word of it, or is near in meaning. Say it in other words."


def _best(scores: Floats, allowed: Bools, masks: Mapping[str, Bools], limit: int) -> tuple[list[int], tuple[str, ...]]:
    """The best rows that pass all filters; where none does, the filters that would have to be left out.

    Args:
        scores: of every row.
        allowed: which rows may be answered at all.
        masks: filter to the rows that pass it.
        limit: rows at most.
    """
    rows = np.flatnonzero(allowed & _all(masks, ""))
    if not len(rows) and allowed.any():
        alone = tuple(name for name in masks if (allowed & _all(masks, name)).any())
        return [], alone or tuple(masks)
    if len(rows) > limit:
        rows = rows[scores[rows] >= np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]]
    ordered: list[int] = rows[np.lexsort((rows, -scores[rows]))][:limit].tolist()
    return ordered, ()


def _has_words(values: Mapping[str, Floats]) -> bool:
    """Whether any entry has a word of what is asked."""
    return any(values[name].any() for name in ACTION if name.startswith(("action-in-t", "field-in-t")))


def _leads(snapshot: Snapshot, partnership: int) -> list[int]:
    """Rows of the partners that are stated to lead a partnership."""
    partners: list[int] = snapshot.partners_of(partnership).tolist()
    return [row for row in partners if snapshot.link_roles.get((row, partnership)) == "lead"]


def _all(masks: Mapping[str, Bools], but: str) -> Bools:
    """What passes all filters but one."""
    others = [mask for name, mask in masks.items() if name != but]
    return np.asarray(np.all(others, axis=0) if others else [True], dtype=bool)


def _chance(of: Callable[[Mapping[str, Floats]], Floats], values: Mapping[str, float]) -> float:
    return round(float(of({name: np.array(value, dtype=np.float32) for name, value in values.items()})), 4)


def _mask(passing: Iterable[bool]) -> Bools:
    return np.fromiter(passing, dtype=bool)


def _understood(batch: Questions, asked: str | NeedDescription) -> NeedUnderstood:
    written = {asked.country: batch.countries[0]} if isinstance(asked, NeedDescription) else {}
    goals = tuple(goal + 1 for goal in np.flatnonzero(batch.goals[0]).tolist())
    return NeedUnderstood(written, tuple(batch.actions[0]), batch.fields[0], goals)


def _check(limit: int) -> None:
    if not 1 <= limit <= MOST:
        raise InputError(f"limit is {limit}; it can be 1 to {MOST}.")


_VALUES: Mapping[str, Collection[str]] = {
    "kind": ("offer", "partnership"),
    "fit": tuple(FITS),
}
_STANDINGS: Mapping[Sequence[str], Collection[str]] = {
    OFFER_FILTERS: ("offer", "experience"),
    NEED_FILTERS: ("need", "priority"),
}


def _read_filters(where: Mapping[str, Sequence[str]], known: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Filters with values that exist, countries as codes."""
    made: dict[str, tuple[str, ...]] = {}
    for field, values in where.items():
        if field not in known:
            raise InputError(f"{field!r} is no filter of this question; there are {', '.join(known)}.")
        possible = _STANDINGS[known] if field == "standing" else _VALUES.get(field)
        for value in values:
            if possible is not None and value not in possible:
                raise InputError(f"{value!r} is no {field}; there are {', '.join(possible)}.")
            if field == "group" and value not in groups():
                raise InputError(f"There is no group of countries {value!r}; see the vocabulary `groups`.")
            if field == "sdg" and vocabulary("goals").get(value) is None:
                raise InputError(f"There is no goal {value}.")
            if field == "country" and read_country(value) is None:
                raise InputError(f"{value!r} is no country known by name or ISO 3166 code.")
        if values:
            made[field] = tuple(read_country(value) or value if field == "country" else value for value in values)
    return made


def _in_groups(country: str, wanted: Sequence[str], on: date) -> bool:
    return any(group.code in wanted for group in groups_of(country, on))


def _name(code: str) -> str:
    known = country_of(code)
    return known.name() if known else code
