"""The two questions: who in the South could help, with whom; and who did this in a comparable country."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from graph.embed.embedder import Embedder
from graph.errors import InputError, NotFoundError
from graph.matching.leads import leads_of
from graph.matching.limit import check_limit
from graph.matching.match import Evidence, Reason
from graph.matching.needs.features import Compared
from graph.matching.needs.weights import Weights, shipped
from graph.matching.triples.answer import Replica, Triple, TripleUnderstood
from graph.matching.triples.asking import Question, Read, read, stating
from graph.matching.triples.comparable import Comparison, compare
from graph.matching.triples.facilitators import NOBODY, Best, Facilitators, Search
from graph.matching.triples.features import in_order, reason
from graph.matching.triples.nowhere import why_none
from graph.matching.triples.pivotal import Weighed, pivotals, told
from graph.matching.triples.solutions import Solutions, solutions
from graph.matching.triples.south import is_in_transition, list_names
from graph.matching.triples.ties import ties
from graph.model.records import Register
from graph.model.vocabularies import country_name, groups
from graph.snapshot.dated import status_of
from graph.snapshot.exchange import Exchange
from graph.snapshot.snapshot import Snapshot

VERSION = "triples/1"
"""Name and version of the weights that are set here, told beside those of needs."""


class TripleMatcher:
    """Answers on one version of a store; make it once, ask it often.

    Args:
        snapshot: the store's arrays.
        embedder: of the snapshot's vector space; None, or one of another space: meaning counts only between stored
            entries.
        registers: the registers of the store, by which a stored need says who stated it.
        weights: of the action features.

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
            raise InputError("A snapshot of some partnerships alone can't be asked for triples.")
        self.snapshot = snapshot
        self.weights = weights or shipped()
        self._exchange: Exchange = snapshot.exchange
        self._embedder = embedder
        self._registers = registers
        self._compared = Compared.of(self._exchange.candidates)
        self._facilitators: Facilitators | None = None

    @property
    def model(self) -> str:
        """Names and versions of both sets of weights."""
        return f"{VERSION} with {self.weights.version}"

    def triples(
        self,
        question: Question,
        *,
        limit: int = 10,
        exclude: Collection[str] = (),
        facilitated: bool = True,
        pivotal: str = "",
        facilitator: str = "",
        as_of: date,
    ) -> tuple[list[Triple], TripleUnderstood]:
        """Pivotal partners of the South for a country's need, best first, each with whoever could facilitate.

        Args:
            question: a country with a text or a stored need.
            limit: 1 to 100.
            exclude: ids of partners that aren't to be named.
            facilitated: a facilitating partner is wanted; otherwise all are South-South pairs.
            pivotal: id of a pivotal partner to hold: answered with all who could facilitate for it, not with the best.
            facilitator: id of a facilitating partner to hold: answered are those it has ties to or in whose place it
                has, best first.
            as_of: the asking date.

        Raises:
            NotFoundError: no need, or no partner that is held, has this id.
            InputError: the question or the limit can't be, or a facilitator is held and none is wanted.
        """
        if question.partnership:
            raise InputError("Say what is needed: a text or a stored need; `match replication` takes a partnership.")
        if facilitator and not facilitated:
            raise InputError("A facilitating partner is held and none is wanted: leave out one of the two.")
        held = [self._partner(id) if id else None for id in (pivotal, facilitator)]
        asked, found, understood = self._asked(question, limit, as_of)
        if asked.beneficiary.standing == "no-list":
            return [], replace(understood, advice=_on_no_list(asked))
        if found.like_nothing:
            return [], understood
        barred = {self.snapshot.partner_row[id] for id in exclude if id in self.snapshot.partner_row}
        search = self._facilitating(as_of, barred).asked(asked.beneficiary.country, found) if facilitated else None
        weighed = pivotals(self.snapshot, asked, found, barred, as_of)
        if held[0] is not None:
            weighed = [each for each in weighed if each.row == held[0]]
        # Whoever is answered is chosen with its facilitator, whatever the limit: nobody moves up or down with it.
        both = sorted(
            _together(search, weighed, *held),
            key=lambda both: (-(both[0].score + both[1].score), self.snapshot.partners[both[0].row], both[1].at),
        )
        if not both and (pivotal or facilitator):
            return [], replace(understood, advice=f"{understood.advice} {_NOBODY_HELD}".strip())
        there = stating(self.snapshot, asked.beneficiary.country)
        chances = np.zeros(len(there), dtype=np.float32)
        chances[found.rows] = found.chances
        made = []
        for who, help in both[:limit]:
            said = told(self.snapshot, asked, found, who, as_of)
            facilitating, theirs = search.told(who.row, help.at) if search and help.at >= 0 else (None, [])
            why = in_order([*said.reasons, *theirs])
            lists = said.shown.south_lists
            row = self.snapshot.partner_row[facilitating.id] if facilitating else None
            made.append(
                Triple(
                    beneficiary=asked.beneficiary,
                    pivotal=said.shown,
                    facilitator=facilitating,
                    via=said.via,
                    ties=tuple(ties(self.snapshot, there, chances, who.row, row, as_of)),
                    south_lists=tuple(name for name in asked.beneficiary.south_lists if name in lists),
                    score=sum(one.contribution for one in why),
                    reasons=why,
                )
            )
        return made, replace(understood, ranked=len(both))

    def _partner(self, id: str) -> int:
        """The row of a partner. Raises NotFoundError for another id."""
        if id not in self.snapshot.partner_row:
            raise NotFoundError("partner", id)
        return self.snapshot.partner_row[id]

    def replication(
        self, question: Question, *, limit: int = 10, exclude: Collection[str] = (), as_of: date
    ) -> tuple[list[Replica], TripleUnderstood]:
        """Partnerships that did what is needed in comparable countries, ended ones too, best first.

        Args:
            question: a country with a text, a stored need, or a partnership that does what is wanted.
            limit: 1 to 100.
            exclude: ids of partnerships that aren't to be answered.
            as_of: the asking date; what hasn't begun by then isn't answered.

        Raises:
            NotFoundError: no need or partnership has this id.
            InputError: the question or the limit can't be.
        """
        asked, found, understood = self._asked(question, limit, as_of)
        if found.like_nothing:
            return [], understood
        every = list(self._replicas(asked, found, as_of))
        replicas = [each for each in every if each.id not in exclude]
        if not replicas:
            why = why_none(self.snapshot, asked, found, question, as_of, excluded=len(every))
            return [], replace(understood, advice=" ".join(part for part in (understood.advice, why) if part))
        ordered = sorted(replicas, key=lambda each: (-each.score, each.id))
        return ordered[:limit], replace(understood, ranked=len(ordered))

    def _asked(self, question: Question, limit: int, on: date) -> tuple[Read, Solutions, TripleUnderstood]:
        check_limit(limit)
        asked = read(
            self.snapshot,
            self._exchange,
            question,
            embedder=self._embedder,
            registers=self._registers,
            on=on,
        )
        found = solutions(self.snapshot, self._compared, self.weights, asked)
        goals = tuple(goal for goal in range(1, found.batch.goals.shape[1] + 1) if found.batch.goals[0, goal - 1])
        return (
            asked,
            found,
            TripleUnderstood(
                countries={question.country: asked.beneficiary.country} if question.country else {},
                beneficiary=asked.beneficiary,
                actions=asked.asked.actions,
                fields=tuple(found.batch.fields[0]),
                sdgs=goals,
                themes=question.themes,
                like_nothing=found.like_nothing,
                advice=_LIKE_NOTHING if found.like_nothing else _about(asked, on),
            ),
        )

    def _facilitating(self, on: date, barred: Collection[int]) -> Facilitators:
        if barred:
            return Facilitators(self.snapshot, on, barred)
        if self._facilitators is None or self._facilitators.on != on:
            self._facilitators = Facilitators(self.snapshot, on)
        return self._facilitators

    def _replicas(self, asked: Read, found: Solutions, on: date) -> Iterator[Replica]:
        snapshot, own = self.snapshot, asked.beneficiary.country
        for at, row in enumerate(found.rows.tolist()):
            stands = status_of(snapshot, row, on)
            countries = snapshot.countries_of(row)
            others = [code for code in countries if code != own]
            if stands == "planned" or not others:
                continue
            compared = {code: compare(own, code, on) for code in others}
            nearest = max(others, key=lambda code: (compared[code].value, code))
            common = compared[nearest]
            if not common.value:
                continue
            why = in_order([*found.reasons(at, titled=False), _comparable(own, nearest, common)])
            yield Replica(
                id=snapshot.partnerships[row],
                name=snapshot.titles[row],
                status=stands,
                mark="learn-from" if stands == "ended" else "",
                leads=leads_of(snapshot, row),
                countries=countries,
                comparable=nearest,
                comparability=common.said,
                right_action=round(float(found.chances[at]), 4),
                score=sum(each.contribution for each in why),
                reasons=why,
            )


def _comparable(own: str, other: str, common: Comparison) -> Reason:
    names = [country_name(code) for code in (own, other)]
    text = f"{names[0]} and {names[1]} have in common: {common.said}."
    places = [Evidence("country", code, name) for code, name in zip((own, other), names, strict=True)]
    return reason("comparable-country", common.value, text, places)


def _together(
    search: Search | None, weighed: Sequence[Weighed], pivotal: int | None, facilitator: int | None
) -> list[tuple[Weighed, Best]]:
    """Pivotal partners with whoever facilitates: the best for each, or as those who are held (by their rows) leave it.

    Where a pivotal partner is held, all who could facilitate for it are there; where a facilitator is, all for whom it
    could.
    """
    if search is None:
        return [(each, NOBODY) for each in weighed]
    rows = [each.row for each in weighed]
    if facilitator is not None:
        helped = search.of(facilitator, rows)
        return [both for both in zip(weighed, helped, strict=True) if both[1] is not NOBODY]
    if pivotal is not None:
        return [(each, help) for each in weighed for help in search.ranked(each.row) or [NOBODY]]
    return list(zip(weighed, search.best(rows), strict=True))


_NOBODY_HELD = (
    "Nothing is answered for the partners that are held: a pivotal partner is based in another country of the South and"
    " had a part in something near this need, and a facilitating one has a tie to it or to the country."
)

_LIKE_NOTHING = (
    "Nothing like what was said was found: no entry has a word of it, and it is in none of the known fields. Say it in"
    " other words."
)


def _on_no_list(asked: Read) -> str:
    """Why a country on no list of the South is given no pivotal partner."""
    lists = "; ".join(group.dated_name() for group in groups().values() if group.kind == "south" and not group.parent)
    return (
        f"{asked.beneficiary.name} is on none of the dated lists of the South ({lists}). That doesn't make it North;"
        " but South-South cooperation is between countries on such lists. `match partners` serves any country."
    )


def _about(asked: Read, on: date) -> str:
    """What a reader should know of the country that asks."""
    who = asked.beneficiary
    if not is_in_transition(who.country, on):
        return ""
    held = "; ".join(list_names(who.country, on)) or "none"
    return f"{who.name} is an economy in transition, a class of its own; of the lists of the South it is on: {held}."
