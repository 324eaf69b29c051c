"""What a match of a need with an offer is: place and action, gates, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.matching.match import Evidence, Gate, Reason
from graph.matching.needs.fit import Fit


@dataclass(frozen=True, slots=True)
class OfferMatch:
    """What could meet a need.

    Attributes:
        kind: `offer` or `partnership`.
        id: its id.
        name: its name.
        standing: `offer` where a window is open on the asking date, otherwise `experience`.
        status: its state: of an offer in its register's words, of a partnership that of the asking date; "" where none.
        countries: alpha-3 codes of the countries that it states.
        partners: those who make the offer, or lead the partnership.
        score: sum of the contributions.
        fit: how it fits, inferred.
        right_place: chance that it can work there, 0 to 1, inferred.
        right_action: chance that it does what is needed, 0 to 1, inferred.
        gates: conditions; they are shown beside the score and never in it.
        reasons: why, strongest first.
    """

    kind: str
    id: str
    name: str
    standing: str
    status: str
    countries: tuple[str, ...]
    partners: tuple[Evidence, ...]
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """A need that an offer could meet. Needs are grouped by fit and named by country; countries are not ranked.

    Attributes:
        id: its id.
        name: its name.
        standing: `need` where it depends on support, otherwise `priority`.
        country: alpha-3 code of whose need it is.
        groups: names of the dated lists that the country is in: least developed, landlocked, small islands.
        area: part of the plan.
        sector: its sector.
        actions: its actions.
        score: sum of the contributions.
        fit: how the offer fits, inferred.
        right_place: chance that the offer can work there, 0 to 1, inferred.
        right_action: chance that it does what is needed, 0 to 1, inferred.
        gates: conditions; shown beside the score and never in it.
        reasons: why, strongest first.
    """

    id: str
    name: str
    standing: str
    country: str
    groups: tuple[str, ...]
    area: str
    sector: str
    actions: tuple[str, ...]
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NeedUnderstood:
    """What a question about needs or offers was taken for.

    Attributes:
        countries: written country or part of the world to what it was read as: an alpha-3 code, or the name of a part
            of the world after a `~`; None where it could not be read.
        actions: what is needed, piece by piece, or what the offer says.
        fields: fields of action that were taken to be meant.
        sdgs: goals that count.
        like_nothing: no entry has a word of it, and it is in no known field.
        relax: where nothing passes all filters, those of which each alone, left out, would let something pass.
        together: no single one would; those of `relax` have to be left out together, and fewer don't do.
        unknown: ids that weren't to be answered and that the store has nothing of.
        ranked: how many are ranked in all: those that pass all filters and aren't excluded.
        advice: what to say more; otherwise empty.
    """

    countries: Mapping[str, str | None] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    like_nothing: bool = False
    relax: tuple[str, ...] = ()
    together: bool = False
    unknown: tuple[str, ...] = ()
    ranked: int = 0
    advice: str = ""
