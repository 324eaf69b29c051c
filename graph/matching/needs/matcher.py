"""The two questions: what could meet a need, and whose need could an offer meet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.embed.chance import floor
from graph.embed.embedder import Embedder
from graph.matching.limit import check_limit
from graph.matching.match import Reason
from graph.matching.needs.answer import NeedMatch, NeedUnderstood, OfferMatch
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.needs.entries import Entries
from graph.matching.needs.features import ACTION, MEANING, features
from graph.matching.needs.filters import NEED_FILTERS, OFFER_FILTERS, best, in_groups, mask, passing, read_filters
from graph.matching.needs.fit import FITS, fit, fits
from graph.matching.needs.gates import Needing, Offering, gates, is_open
from graph.matching.needs.questions import Questions, questions
from graph.matching.needs.reasons import reasons
from graph.matching.needs.weights import Weights, shipped
from graph.model.needs import standing
from graph.model.records import Register
from graph.model.vocabularies import country_name, groups_of
from graph.snapshot.exchange import Bools, Floats
from graph.snapshot.snapshot import Snapshot

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
        self.snapshot = snapshot
        self.weights = weights or shipped()
        self.entries = Entries(snapshot, embedder, registers)

    def offers(
        self,
        asked: str | NeedDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        only: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> tuple[list[OfferMatch], NeedUnderstood]:
        """What could meet a need, best first: offers, and partnerships and projects whose experience could serve again.

        Args:
            asked: id of a stored need, or a description of one.
            limit: 1 to 100.
            exclude: ids not to be answered.
            only: ids of those alone that are to be answered, whatever others fit better; none: all.
            where: a filter of `OFFER_FILTERS` to the values of which a match needs any.
            as_of: the asking date.

        Raises:
            NotFoundError: no need has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        where = read_filters(where or {}, OFFER_FILTERS)
        need, needing, vectors = self.entries.need(asked)
        compared, batch = self.entries.compared, questions([need], self.entries.exchange.candidates, vectors)
        values = features(batch, compared, None)
        allowed = np.full(len(compared.candidates), not only)
        allowed[[row for id in only if (row := self.entries.row(id)) is not None]] = True
        allowed[[row for id in exclude if (row := self.entries.row(id)) is not None]] = False
        masks: dict[str, Callable[[], Bools]] = {
            "kind": lambda: self.entries.of_kind(where["kind"]),
            "standing": lambda: self.entries.standing(where["standing"], as_of),
            "sdg": lambda: self.entries.serving(where["sdg"]),
        }
        filters = {name: masks[name]() for name in where if name in masks}
        every = "fit" in where or not _has_words(values)
        near = allowed if every else self._within_reach(values, allowed & passing(filters), limit)
        values[MEANING][0, near] = self._meaning(batch, np.flatnonzero(near))
        if self._says_nothing(values):
            return [], replace(_understood(batch, asked), like_nothing=True, advice=_advice(asked))
        if "fit" in where:
            filters["fit"] = np.isin(fits(self.weights, values)[0], where["fit"])
        scores = self.weights.score(values)[0]
        classes = compared.classes(batch)[0]

        def match(row: int) -> OfferMatch:
            own = {name: float(value[0, row]) for name, value in values.items()}
            offering = self.entries.offering(row, as_of)
            why = reasons(
                self.weights, own, batch, 0, compared.candidates, row, batch.vectors @ self.entries.vector(row)
            )
            shown = self.entries.shown(row, as_of)
            return OfferMatch(
                kind=shown.kind,
                id=shown.id,
                name=compared.candidates.titles[row],
                standing="offer" if is_open(offering, as_of) else "experience",
                status=shown.status,
                countries=shown.countries,
                partners=shown.partners,
                score=sum(reason.contribution for reason in why),
                fit=fit(self.weights, own),
                right_place=_chance(self.weights.right_place, own),
                right_action=_chance(self.weights.right_action, own),
                gates=gates(needing, offering, int(classes[row]), as_of),
                reasons=why,
            )

        rows, relax, together = best(scores, allowed, filters, limit)
        found = [match(row) for row in rows]
        ranked = int((allowed & passing(filters)).sum())
        return found, replace(_understood(batch, asked), relax=relax, together=together, ranked=ranked)

    def needs(
        self,
        asked: str | OfferDescription,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        only: Collection[str] = (),
        where: Mapping[str, Sequence[str]] | None = None,
        as_of: date,
    ) -> tuple[list[NeedMatch], NeedUnderstood]:
        """Whose need an offer could meet: the best, told by fit and then by country, for countries aren't ranked.

        Args:
            asked: id of a stored offer or partnership, or a description of an offer.
            limit: 1 to 100.
            exclude: ids of needs not to be answered.
            only: ids of the needs alone that are to be answered; none: all.
            where: a filter of `NEED_FILTERS` to the values of which a match needs any.
            as_of: the asking date.

        Raises:
            NotFoundError: no offer and no partnership has this id.
            InputError: the description, the limit or a filter can't be.
        """
        check_limit(limit)
        where = read_filters(where or {}, NEED_FILTERS)
        compared, vector, offering, places = self.entries.offer(asked, as_of)
        stored_needs, batch = self.entries.exchange.needs, self.entries.stored_needs()
        likeness = np.asarray(batch.vectors @ vector, dtype=np.float32).reshape(-1, 1)
        values = features(batch, compared, likeness)
        scores = self.weights.score(values)[:, 0] if len(batch) else np.zeros(0, dtype=np.float32)
        classes = compared.classes(batch)
        allowed = np.full(len(batch), not only)
        allowed[[stored_needs.row[id] for id in only if id in stored_needs.row]] = True
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
                gates=gates(self.entries.needing(row), offering, int(classes[row, 0]), as_of),
                reasons=why,
            )

        facts = stored_needs.facts
        masks: dict[str, Callable[[], Bools]] = {
            "country": lambda: np.isin(stored_needs.countries, where["country"]),
            "group": lambda: mask(in_groups(code, where["group"], as_of) for code in stored_needs.countries),
            "standing": lambda: mask(standing(each.get("conditionality")) in where["standing"] for each in facts),
            "fit": lambda: np.isin(fits(self.weights, values)[:, 0], where["fit"]),
            "sector": lambda: mask(str(each.get("sector") or "") in where["sector"] for each in facts),
        }
        filters = {name: masks[name]() for name in where}
        rows, relax, together = best(scores, allowed, filters, limit)
        found = [match(row) for row in rows]
        ranked = int((allowed & passing(filters)).sum())
        ordered = sorted(found, key=lambda each: (_FIT_ORDER[each.fit], country_name(each.country), -each.score))
        return ordered, replace(understood, relax=relax, together=together, ranked=ranked)

    def values(
        self, needs: Sequence[str | NeedDescription], offers: Sequence[str | OfferDescription], as_of: date
    ) -> tuple[list[Needing], list[Offering], dict[str, Floats], Callable[[int, int], tuple[Reason, ...]]]:
        """Some needs against some offers, for a plan.

        Args:
            needs: ids or descriptions.
            offers: ids or descriptions.
            as_of: the asking date.

        Returns:
            What gates ask of each need and offer, every feature as (needs, offers), and what tells the reasons of a
            need and an offer, by their places.

        Raises:
            NotFoundError, InputError: as `offers` and `needs`.
        """
        read = [self.entries.offer(offer, as_of) for offer in offers]
        asked = [self.entries.need(need, of_all=True) for need in needs]
        vectors = [vector for _, _, vector in asked]
        batch = questions(
            [need for need, _, _ in asked],
            self.entries.exchange.candidates,
            np.concatenate(vectors) if vectors else np.zeros((0, self.snapshot.vectors.shape[1]), dtype=np.float32),
        )
        columns = [
            features(batch, compared, np.asarray(batch.vectors @ vector).reshape(-1, 1))
            for compared, vector, _, _ in read
        ]
        every = {
            name: np.concatenate([column[name] for column in columns], axis=1)
            for name in (columns[0] if columns else ())
        }

        def told(need: int, offer: int) -> tuple[Reason, ...]:
            compared, vector, _, _ = read[offer]
            own = {name: float(value[need, offer]) for name, value in every.items()}
            likeness = batch.vectors[batch.starts[need] : batch.starts[need + 1]] @ vector
            return reasons(self.weights, own, batch, need, compared.candidates, 0, likeness)

        return [needing for _, needing, _ in asked], [offering for _, _, offering, _ in read], every, told

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
        for held, mine in (
            (self.snapshot.vectors, rows < first),
            (self.entries.exchange.offers.vectors, rows >= first),
        ):
            here = rows[mine] if held is self.snapshot.vectors else rows[mine] - first
            near = (held if len(here) == len(held) else held[here]) @ batch.vectors.T
            made[mine] = near.max(axis=1, initial=0)
        return made

    def _says_nothing(self, values: Mapping[str, Floats]) -> bool:
        """Whether no entry has a word of what is asked, and none is nearer in meaning than by chance."""
        return not _has_words(values) and float(values[MEANING].max(initial=0.0)) <= floor(self.snapshot.space)


def _advice(asked: object) -> str:
    """What to say where nothing is like what was asked."""
    if isinstance(asked, str):
        return "Nothing is like it: nothing that it could be matched with has a word of it, or is near in meaning."
    return "Nothing is like what was said: nothing has a word of it, or is near in meaning. Say it in other words."


def _has_words(values: Mapping[str, Floats]) -> bool:
    """Whether any entry has a word of what is asked."""
    return any(values[name].any() for name in ACTION if name.startswith(("action-in-t", "field-in-t")))


def _chance(of: Callable[[Mapping[str, Floats]], Floats], values: Mapping[str, float]) -> float:
    return round(float(of({name: np.array(value, dtype=np.float32) for name, value in values.items()})), 4)


def _understood(batch: Questions, asked: str | NeedDescription) -> NeedUnderstood:
    written = {asked.country: batch.countries[0]} if isinstance(asked, NeedDescription) else {}
    goals = tuple(goal + 1 for goal in np.flatnonzero(batch.goals[0]).tolist())
    return NeedUnderstood(written, tuple(batch.actions[0]), batch.fields[0], goals)
