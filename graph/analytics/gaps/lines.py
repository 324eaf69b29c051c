"""What coverage is counted of: goals, or themes, as entries state them, and apart from that as their texts are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.model.vocabularies import countries, goals, vocabulary
from graph.snapshot.exchange import Needs
from graph.snapshot.snapshot import Snapshot

Bools = NDArray[np.bool_]
Counts = NDArray[np.int64]

Of = Literal["goals", "themes"]
"""Of what coverage is counted."""

READ_AS = 0.5
"""Weight from which a country that a title or text names counts as read (`graph.infer.places`): one that the title
names, or that has most of what the text says of countries."""


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """k goals or themes, and which of m entries are about them.

    Attributes:
        of: goals or themes.
        codes: numbers of goals ("14"), or codes of the vocabulary `themes`; length k.
        labels: in English.
        stated: (m, k), whether an entry states it.
        read: (m, k), whether an entry that doesn't state it is read to speak of it; inferred.
    """

    of: Of
    codes: Sequence[str]
    labels: Sequence[str]
    stated: Bools
    read: Bools


def lines_of(snapshot: Snapshot, of: Of) -> Lines:
    """The goals, all 17, or the themes of every scheme that an entry states or is read to speak of, empty ones too.

    Args:
        snapshot: whole or sliced.
        of: goals or themes. Goals that are only read from texts are no part of a snapshot, so of goals nothing is read.
    """
    if of == "goals":
        codes = [str(number) for number in goals()]
        labels = [goal.name() for goal in goals().values()]
        read = np.zeros((len(snapshot.partnerships), len(codes)), dtype=bool)
        return Lines(of, codes, labels, _stated(snapshot, "sdg", codes), read)
    themed = snapshot.themed
    known = {code for kind, code in snapshot.tags if kind == "theme"} | set(themed.themes)
    schemes = {code.partition(":")[0] for code in known}
    terms = vocabulary("themes").terms
    codes = [code for code in terms if code.partition(":")[0] in schemes]
    stated = _stated(snapshot, "theme", codes)
    read = np.zeros_like(stated)
    if themed.scores.shape[0] == len(snapshot.partnerships):
        column = {code: at for at, code in enumerate(codes)}
        scores = themed.scores.tocoo()
        here = np.array([column.get(code, -1) for code in themed.themes], dtype=np.intp)
        if scores.nnz:
            places = here[scores.col]
            read[scores.row[places >= 0], places[places >= 0]] = True
    return Lines(of, codes, [terms[code].label() for code in codes], stated, read & ~stated)


def comparable(snapshot: Snapshot) -> tuple[Of, ...]:
    """Of what coverage can be compared: goals, themes, or both, where an entry states it and a country."""
    anywhere = works_in(snapshot, countries().keys())
    kinds: Mapping[Of, str] = {"goals": "sdg", "themes": "theme"}
    found = []
    for of, kind in kinds.items():
        columns = [at for at, (tag, _) in enumerate(snapshot.tags) if tag == kind]
        stated = np.asarray(snapshot.tagged[:, columns].sum(axis=1)).reshape(-1) > 0
        if (stated & anywhere).any():
            found.append(of)
    return tuple(found)


def needs_by_line(needs: Needs, rows: Sequence[int], lines: Lines) -> Bools:
    """Which needs are about which lines: (needs, k).

    A goal counts where a need states it, or states a theme that the vocabulary of themes maps to it.

    Args:
        needs: the needs.
        rows: those that count.
        lines: the goals or themes.
    """
    column = {code: at for at, code in enumerate(lines.codes)}
    made = np.zeros((len(rows), len(lines.codes)), dtype=bool)
    terms = vocabulary("themes")
    for at, row in enumerate(rows):
        themes = [term for code in needs.themes[row] if (term := terms.get(code))]
        if lines.of == "goals":
            codes = {str(goal) for goal in needs.goals[row]}.union(*(term.maps.get("goals", ()) for term in themes))
        else:
            codes = {term.code for term in themes}
        made[at, [column[code] for code in codes if code in column]] = True
    return made


def works_in(snapshot: Snapshot, countries: Collection[str]) -> Bools:
    """Which entries state one of some countries: (m,)."""
    return countries_stated(snapshot, countries) > 0


def countries_stated(snapshot: Snapshot, countries: Collection[str]) -> Counts:
    """How many of some countries an entry states: (m,)."""
    return np.asarray(_stating(snapshot, countries).sum(axis=1), dtype=np.int64)


def stated_anywhere(snapshot: Snapshot, countries: Collection[str]) -> int:
    """How many of some countries any entry states."""
    return int((np.asarray(_stating(snapshot, countries).sum(axis=0)) > 0).sum())


def both(lines: Bools, areas: Bools) -> Counts:
    """How many of n rows have both, by k lines and a areas: (n, k) and (n, a) to (k, a)."""
    # Products of floats are quicker than those of whole numbers, and as exact below 2^53.
    return np.asarray((lines.T.astype(np.float64) @ areas.astype(np.float64)).astype(np.int64))


def read_in(snapshot: Snapshot, countries: Collection[str]) -> Bools:
    """Which entries state none of some countries and are read to be about one of them, by title or text: (m,)."""
    columns = [at for at, code in enumerate(snapshot.places) if code in countries]
    if not columns:
        return np.zeros(len(snapshot.partnerships), dtype=bool)
    said = snapshot.placed[:, columns].tocoo()
    found = np.zeros(len(snapshot.partnerships), dtype=bool)
    found[said.row[said.data >= READ_AS]] = True
    return found & ~works_in(snapshot, countries)


def _stating(snapshot: Snapshot, countries: Collection[str]) -> csr_array:
    """(m, c), whether an entry states each of some countries; without those that none states."""
    columns = [at for at, (kind, code) in enumerate(snapshot.tags) if kind == "country" and code in countries]
    return snapshot.tagged[:, columns] > 0


def _stated(snapshot: Snapshot, kind: str, codes: Sequence[str]) -> Bools:
    made = np.zeros((len(snapshot.partnerships), len(codes)), dtype=bool)
    for at, code in enumerate(codes):
        column = snapshot.tag_row.get((kind, code))
        if column is not None:
            made[:, at] = np.asarray(snapshot.tagged[:, [column]].sum(axis=1)).reshape(-1) > 0
    return made
