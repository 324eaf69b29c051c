"""What is answered: triples, partnerships to replicate, and what the question was taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.matching.match import Evidence, Reason
from graph.matching.triples.south import Facilitating, Standing
from graph.matching.triples.ties import Tie


@dataclass(frozen=True, slots=True)
class Stated:
    """The need that an answer rests on: who stated it, and when.

    Attributes:
        id: of a stored need; "" for one that was asked in words.
        name: its name, or the words.
        standing: `need` where it depends on support, `priority` otherwise; `asked` for one in words.
        by: who says so: the register, or whoever asks.
        on: as of when, ISO 8601; "" where the register says none.
    """

    id: str
    name: str
    standing: Literal["need", "priority", "asked"]
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """The country that asks.

    Attributes:
        country: alpha-3 code.
        name: its name.
        standing: what the lists say of it.
        south_lists: dated names of the lists of the South that it is on.
        need: what it asks for.
    """

    country: str
    name: str
    standing: Standing
    south_lists: tuple[str, ...]
    need: Stated


@dataclass(frozen=True, slots=True)
class Pivotal:
    """A Southern partner that led, carried out or took part in something near the need.

    Attributes:
        id: of the partner.
        name: its name.
        type: its type code, "" where unknown.
        country: alpha-3 code of where it is based.
        role: the role that is stated or read of it there, `not-stated` where none is.
        experience: `stated`: a register says that it took part, nobody reported on the result. Only a report makes it
            `proven`; no register that goal17 reads holds reports yet.
        south_lists: dated names of the lists of the South that its country is on.
    """

    id: str
    name: str
    type: str
    country: str
    role: str
    experience: Literal["stated", "proven"]
    south_lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facilitator:
    """A partner that could facilitate.

    Attributes:
        id: of the partner.
        name: its name.
        type: its type code, "" where unknown.
        country: alpha-3 code of where it is based, "" where unknown.
        side: `multilateral` (regional bodies too), or `no-list`: based in a country on no list of the South.
    """

    id: str
    name: str
    type: str
    country: str
    side: Facilitating


@dataclass(frozen=True, slots=True)
class Via:
    """A partnership by which the pivotal partner has its experience.

    Attributes:
        id: of the partnership.
        name: its title.
        status: on the asking date.
        countries: alpha-3 codes of the countries that it states.
        right_action: chance that it does what is needed, 0 to 1, inferred.
    """

    id: str
    name: str
    status: str
    countries: tuple[str, ...]
    right_action: float


@dataclass(frozen=True, slots=True)
class Triple:
    """A beneficiary, a pivotal partner, and a facilitating one; without one it is a South-South pair.

    Attributes:
        beneficiary: the country that asks.
        pivotal: the Southern partner.
        facilitator: the facilitating partner; None: none is wanted, or none has a tie to either.
        via: where the pivotal partner has its experience, nearest to the need first.
        ties: what two of the three already do together.
        south_lists: dated names of the lists on which both countries are; empty where no list has both.
        score: sum of the contributions.
        reasons: why, strongest first.
    """

    beneficiary: Beneficiary
    pivotal: Pivotal
    facilitator: Facilitator | None
    via: tuple[Via, ...]
    ties: tuple[Tie, ...]
    south_lists: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Replica:
    """A partnership in a comparable country that did what is needed.

    Attributes:
        id: of the partnership.
        name: its title.
        status: on the asking date.
        mark: `learn-from` for one that has ended, otherwise empty.
        leads: the partners that are stated to lead it.
        countries: the countries that it states.
        comparable: of these the one that is most comparable, alpha-3.
        comparability: what both countries have in common, in words.
        right_action: chance that it does what is needed, 0 to 1, inferred.
        score: sum of the contributions.
        reasons: why, strongest first.
    """

    id: str
    name: str
    status: str
    mark: str
    leads: tuple[Evidence, ...]
    countries: tuple[str, ...]
    comparable: str
    comparability: str
    right_action: float
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TripleUnderstood:
    """What a question was taken for.

    Attributes:
        countries: written country to its alpha-3 code.
        beneficiary: the country that asks, with its need.
        actions: what is needed, piece by piece.
        fields: fields of action that were taken to be meant.
        sdgs: goals that count.
        themes: codes of the themes that were asked for.
        like_nothing: no entry has a word of it, and none is near in meaning.
        advice: what a reader should know or say more; otherwise empty.
        unknown: ids that weren't to be answered and that the store has nothing of.
        ranked: how many were found in all.
    """

    countries: Mapping[str, str] = field(default_factory=dict)
    beneficiary: Beneficiary | None = None
    actions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    like_nothing: bool = False
    advice: str = ""
    unknown: tuple[str, ...] = ()
    ranked: int = 0
