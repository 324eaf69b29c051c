"""What each feature says to a reader about one candidate, and the entries that it rests on.

A reason names only what its value was measured from: take the named evidence away, and the value falls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from graph.matching.candidates import Candidates
from graph.matching.features import COLUMN
from graph.matching.match import Evidence, Reason
from graph.matching.model import Doubles
from graph.matching.subject import Subject
from graph.matching.terrain import Terrain
from graph.model.identifiers import term_id
from graph.model.vocabularies import country_name, regions, vocabulary
from graph.snapshot.rows import dense_row, entries, row_of
from graph.snapshot.snapshot import Floats, Snapshot
from graph.text.sentence import listed

SHOWN = 3
"""Pieces of evidence of one kind that a reason shows at most."""

Said = tuple[str, Sequence[Evidence]]

Words = tuple[NDArray[np.int32], Floats]
"""Columns of words, and what each weighs."""


def reasons(
    values: Floats, added: Doubles, usual: Doubles, weights: Doubles, says: Callable[[str], Said]
) -> tuple[Reason, ...]:
    """The reasons of one candidate, what sets it apart most first; their contributions sum to its score.

    That is what adds most beyond what it usually adds: in a small world everything is near in the network, and that is
    no reason to take this one rather than another.

    Args:
        values: (k,), in the features' units.
        added: (k,), what each feature adds to the score.
        usual: (k,), the median of that over all candidates.
        weights: (k,), of the features: of amount and standing together.
        says: feature to its words and evidence for this candidate.
    """
    made = []
    for name, column in COLUMN.items():
        value, weight, contribution = (round(float(each[column]), 6) for each in (values, weights, added))
        if contribution:
            text, evidence = says(name)
            made.append(Reason(name, value, weight, contribution, text, tuple(evidence)))
    return tuple(sorted(made, key=lambda reason: (usual[COLUMN[reason.feature]] - reason.contribution, reason.feature)))


@dataclass(frozen=True, eq=False)
class _Pair:
    """A partner and a partnership that may fit, seen from either side.

    Attributes:
        terrain: of the snapshot.
        subject: what was asked about.
        found: what the features measured.
        partner: row of the partner; None for a newcomer.
        own: rows of its other partnerships.
        listed: rows of the partnership's partners.
    """

    terrain: Terrain
    subject: Subject
    found: Candidates
    partner: int | None
    own: Sequence[int]
    listed: Sequence[int]

    @property
    def snapshot(self) -> Snapshot:
        return self.terrain.snapshot

    @cached_property
    def shared(self) -> Mapping[int, NDArray[np.int32]]:
        """Partners on the list to the other partnerships in which the partner meets them."""
        listed = np.array([partner for partner in self.listed if partner != self.partner], dtype=np.intp)
        at, of = entries(self.snapshot.links, listed)
        rows = self.snapshot.links.indices[at]
        shared = np.isin(rows, np.asarray(self.own, dtype=np.intp))
        ends = np.cumsum(np.bincount(of[shared], minlength=len(listed)))
        each = zip(listed.tolist(), np.split(rows[shared], ends), strict=False)
        return {partner: met for partner, met in each if len(met)}

    def bodies(self, rows: Sequence[int]) -> list[Evidence]:
        snapshot = self.snapshot
        return [Evidence("partner", snapshot.partners[row], snapshot.partner_names[row]) for row in rows[:SHOWN]]

    def entries(self, rows: Sequence[int]) -> list[Evidence]:
        snapshot = self.snapshot
        return [Evidence("partnership", snapshot.partnerships[row], snapshot.titles[row]) for row in rows[:SHOWN]]

    def nearest(self, likeness: Floats) -> list[int]:
        """The partner's own partnerships that are likest, likest first."""
        own = np.asarray(self.own, dtype=np.intp)
        alike = likeness[own]
        ranked: list[int] = own[np.lexsort((own, -alike))][: min(SHOWN, int((alike > 0).sum()))].tolist()
        return ranked

    def near(self, row: int, *, of_partners: bool) -> Said:
        """Over whom, and over which goals, countries and themes, a candidate is near in the network."""
        bodies, tags = self.terrain.walk.carriers(self.subject, self.found.here, row, of_partners=of_partners)
        labels = [self.snapshot.partner_names[each] for each in bodies]
        stated = [self.snapshot.tags[column] for column in tags]
        evidence = [*self.bodies(bodies), *(_tag(kind, code) for kind, code in stated)]
        labels += [_label(kind, code) for kind, code in stated]
        if not labels:
            return "Near in the network of partnerships.", ()
        return f"Near in the network, mostly through {listed(labels)}.", evidence

    def countries(self, here: Floats, there: Floats) -> list[str]:
        """Countries of both, those that count most first."""
        both = here * there
        return [self.snapshot.places[at] for at in np.argsort(-both)[: SHOWN + 1].tolist() if both[at] > 0]

    def words_of(self, one: Words, other: Words) -> str:
        """The words that weigh most in what both share."""
        columns, ours, theirs = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
        order = np.argsort(-one[1][ours] * other[1][theirs], kind="stable")[:4]
        written = [self.snapshot.words[column] for column in columns[order].tolist()]
        return f": {', '.join(written)}" if written else ""

    def same_type(self) -> list[int]:
        type_ = self.snapshot.partner_types[self.partner] if self.partner is not None else self.subject.type
        return [row for row in self.listed if type_ and self.snapshot.partner_types[row] == type_]

    def same_country(self) -> list[int]:
        code = self.snapshot.partner_countries[self.partner] if self.partner is not None else self.subject.country
        return [row for row in self.listed if code and self.snapshot.partner_countries[row] == code]


def of_partner(terrain: Terrain, subject: Subject, found: Candidates, row: int) -> Callable[[str], Said]:
    """What each feature says about inviting a partner.

    Args:
        terrain: of the snapshot.
        subject: the partnership that invites.
        found: what the features measured.
        row: of the partner.
    """
    snapshot = terrain.snapshot
    own = [each for each in snapshot.partnerships_of(row).tolist() if each != subject.partnership]
    pair = _Pair(terrain, subject, found, row, own, subject.partners)
    asked = subject.terms.indices, subject.terms.data

    def words(name: str) -> Said:
        nearest = pair.nearest(found.words if name.endswith("words") else found.meaning)
        if name == "words":
            return f"Takes part in what is written in the same words: {_titles(pair, nearest)}.", pair.entries(nearest)
        if name == "nearest-words":
            told = pair.words_of(row_of(snapshot.terms, nearest[0]), asked)
            return f"Its entry {_titles(pair, nearest[:1])} has words of this one{told}.", pair.entries(nearest[:1])
        if name == "meaning":
            return f"Takes part in what is close in meaning: {_titles(pair, nearest)}.", pair.entries(nearest)
        return f"Its entry nearest in meaning is {_titles(pair, nearest[:1])}.", pair.entries(nearest[:1])

    def places() -> Said:
        codes = pair.countries(dense_row(terrain.works, row), subject.about)
        told = listed([_label("country", code) for code in codes])
        return f"Takes part in what states or names {told}.", _countries(codes)

    def home() -> Said:
        code = snapshot.partner_countries[row]
        return f"Is based in {_label('country', code)}, which this states or names.", _countries([code])

    def regions_() -> Said:
        shared, codes = _regions(terrain, dense_row(terrain.works, row), subject.about)
        return f"Takes part in what is about countries of {listed(shared)}.", _countries(codes)

    def name_() -> Said:
        told = pair.words_of(row_of(snapshot.name_terms, row), asked)
        return f"Its name has words of the text{told}.", pair.bodies([row])

    def goals() -> Said:
        tagged = snapshot.tagged
        has = {snapshot.tags[tag] for tag in np.unique(tagged.indices[entries(tagged, np.array(own))[0]]).tolist()}
        return _ground(snapshot, subject.tags, has, "Works elsewhere on", "this one's")

    says: Mapping[str, Callable[[], Said]] = {
        "network": lambda: pair.near(row, of_partners=True),
        "shared-partners": lambda: _meets(pair, "Already works with"),
        "ties": lambda: _ties(pair, "Works elsewhere with"),
        **{name: partial(words, name) for name in ("words", "nearest-words", "meaning", "nearest-meaning")},
        "places": places,
        "home": home,
        "compatriots": lambda: _compatriots(pair),
        "regions": regions_,
        "type": lambda: _type(pair, snapshot.partner_types[row], "its"),
        "name": name_,
        "goals": goals,
        "popularity": lambda: (
            f"Takes part in {len(own)} already; who is in many is offered less readily.",
            pair.bodies([row]),
        ),
    }
    return lambda name: says[name]()


def of_partnership(terrain: Terrain, subject: Subject, found: Candidates, row: int) -> Callable[[str], Said]:
    """What each feature says about joining a partnership.

    Args:
        terrain: of the snapshot.
        subject: the partner that asks.
        found: what the features measured.
        row: of the partnership.
    """
    snapshot = terrain.snapshot
    pair = _Pair(terrain, subject, found, subject.partner, subject.own, snapshot.partners_of(row).tolist())
    terms = row_of(snapshot.terms, row)
    asked, name = ((each.indices, each.data) for each in (subject.terms, subject.name))
    place = int(np.searchsorted(found.rows, row))

    def likeness(name: str) -> list[int]:
        """Its own partnerships that are likest; of the nearest one none where what it says itself is nearer."""
        alike = (found.own_words if name.endswith("words") else found.own_meaning)[place]
        itself = alike[len(found.own) :].max(initial=0) if name.startswith("nearest") else 0
        ranked = sorted(zip((-alike).tolist(), found.own.tolist(), strict=False))
        return [own for less, own in ranked[:SHOWN] if less < 0 and -less >= itself]

    def words(name: str) -> Said:
        nearest = likeness(name)
        if not nearest:
            told = pair.words_of(terms, asked) if name.endswith("words") else ""
            kind = "Shares words with" if name.endswith("words") else "Close in meaning to"
            return f"{kind} what you say{told}.", pair.entries([row])
        if name == "words":
            return f"Written in the same words as what you do: {_titles(pair, nearest)}.", pair.entries(nearest)
        if name == "nearest-words":
            told = pair.words_of(row_of(snapshot.terms, nearest[0]), terms)
            return f"Has words of your entry {_titles(pair, nearest[:1])}{told}.", pair.entries(nearest[:1])
        if name == "meaning":
            return f"Close in meaning to what you do: {_titles(pair, nearest)}.", pair.entries(nearest)
        return f"Your entry nearest in meaning is {_titles(pair, nearest[:1])}.", pair.entries(nearest[:1])

    def places() -> Said:
        codes = pair.countries(dense_row(terrain.about, row), subject.about)
        told = listed([_label("country", code) for code in codes])
        return f"States or names {told}, as what you do or say does.", _countries(codes)

    def home() -> Said:
        based = _label("country", subject.country)
        return f"States or names {based}, where you are based.", _countries([subject.country])

    def regions_() -> Said:
        shared, codes = _regions(terrain, dense_row(terrain.about, row), subject.about)
        return f"Is about countries of {listed(shared)}, as what you do or say is.", _countries(codes)

    def name_() -> Said:
        return f"Its text has words of your name{pair.words_of(name, terms)}.", pair.entries([row])

    says: Mapping[str, Callable[[], Said]] = {
        "network": lambda: pair.near(row, of_partners=False),
        "shared-partners": lambda: _meets(pair, "You already work with"),
        "ties": lambda: _ties(pair, "You work elsewhere with"),
        **{name: partial(words, name) for name in ("words", "nearest-words", "meaning", "nearest-meaning")},
        "places": places,
        "home": home,
        "compatriots": lambda: _compatriots(pair),
        "regions": regions_,
        "type": lambda: _type(pair, subject.type, "your"),
        "name": name_,
        "goals": lambda: _ground(snapshot, subject.tags, set(snapshot.tags_of(row)), "It works on", "your"),
        "size": lambda: (f"Has {len(pair.listed)} partner{'s' if len(pair.listed) > 1 else ''}.", pair.entries([row])),
    }
    return lambda name: says[name]()


def _titles(pair: _Pair, rows: Sequence[int]) -> str:
    """The first title, and how many more there are; at least one row."""
    return f"“{pair.snapshot.titles[rows[0]]}”" + (f" and {len(rows) - 1} more" if len(rows) > 1 else "")


def _meets(pair: _Pair, opening: str) -> Said:
    met = pair.shared
    ranked = sorted(met, key=lambda partner: (-len(met[partner]), partner))
    name, number = pair.snapshot.partner_names[ranked[0]], len(met[ranked[0]])
    more = f"; and with {len(ranked) - 1} more of the list" if len(ranked) > 1 else ""
    places = f"{number} other partnership{'s' if number > 1 else ''}"
    said = f"{opening} {name}, who is on the list, in {places}{more}."
    return said, [*pair.bodies(ranked), *pair.entries(met[ranked[0]][:SHOWN].tolist())]


def _ties(pair: _Pair, opening: str) -> Said:
    met = pair.shared
    total = len([row for row in pair.listed if row != pair.partner])
    return f"{opening} {len(met)} of the {total} on the list.", pair.bodies(sorted(met, key=lambda row: -len(met[row])))


def _compatriots(pair: _Pair) -> Said:
    rows = pair.same_country()
    code = pair.snapshot.partner_countries[rows[0]]
    are = "partner is" if len(rows) == 1 else "partners are"
    return f"{len(rows)} {are} based in {_label('country', code)} too.", pair.bodies(rows)


def _type(pair: _Pair, type_: str, whose: str) -> Said:
    rows = pair.same_type()
    term = vocabulary("types").get(type_)
    label = term.label() if term else type_
    are = "is" if len(rows) == 1 else "are"
    return f"{len(rows)} of the {len(pair.listed)} on the list {are} of {whose} kind ({label}).", pair.bodies(rows)


def _ground(snapshot: Snapshot, asked: Sequence[int], has: set[tuple[str, str]], opening: str, whose: str) -> Said:
    """Goals, targets, countries and themes that were asked for and that the candidate has."""
    common = [snapshot.tags[tag] for tag in asked if snapshot.tags[tag] in has]
    labels = [_label(kind, code) for kind, code in common]
    shown = ", ".join(labels[:6]) + (f" and {len(labels) - 6} more" if len(labels) > 6 else "")
    return (
        f"{opening} {shown}: {len(common)} of {whose} {len(asked)} places, goals and themes.",
        [_tag(kind, code) for kind, code in common[:6]],
    )


def _regions(terrain: Terrain, here: Floats, there: Floats) -> tuple[list[str], list[str]]:
    """Names of the M49 regions in which both work, those that count most first, and the countries of the first there.

    Args:
        terrain: of the snapshot.
        here: (p,), shares of countries of the candidate: the countries are its.
        there: of what is asked about.
    """
    both = (terrain.regions.T @ here) * (terrain.regions.T @ there)
    shared = [at for at in np.argsort(-both)[:SHOWN].tolist() if both[at] > 0]
    within = here * np.asarray(terrain.regions[:, shared].sum(axis=1)).ravel()
    codes = [terrain.snapshot.places[at] for at in np.argsort(-within)[: SHOWN + 1].tolist() if within[at] > 0]
    return [regions()[terrain.region_codes[at]].label() for at in shared], codes


def _countries(codes: Sequence[str]) -> list[Evidence]:
    return [_tag("country", code) for code in codes]


def _tag(kind: str, code: str) -> Evidence:
    return Evidence(kind, term_id(kind, code), _label(kind, code))


def _label(kind: str, code: str) -> str:
    if kind in {"sdg", "target"}:
        return f"{'SDG' if kind == 'sdg' else 'target'} {code}"
    if kind == "country":
        return country_name(code)
    term = vocabulary("themes").get(code)
    return term.label() if term else code
