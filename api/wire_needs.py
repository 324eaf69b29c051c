"""The shapes of the answers about needs, offers and plans, as `docs/api.md` and the OpenAPI document show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from api.wire import Credit, Model, credited
from graph.matching.match import Evidence, Gate, Reason
from graph.matching.needs.answer import NeedMatch, NeedUnderstood, OfferMatch
from graph.matching.needs.fit import Fit
from graph.model.records import Register


@dataclass(frozen=True, slots=True)
class OfferSummary:
    """What could meet a need, in short; see `graph.matching.needs.answer.OfferMatch`."""

    kind: str
    id: str
    name: str
    url: str
    standing: str
    status: str
    countries: tuple[str, ...]
    partners: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NeedSummary:
    """A need, in short; see `graph.matching.needs.answer.NeedMatch`."""

    id: str
    name: str
    standing: str
    country: str
    groups: tuple[str, ...]
    area: str
    sector: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferMatchAnswer:
    """An offer for a need; the contributions of its reasons sum to its score, and gates are not in it."""

    offer: OfferSummary
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NeedMatchAnswer:
    """A need for an offer; the contributions of its reasons sum to its score, and gates are not in it."""

    need: NeedSummary
    score: float
    fit: Fit
    right_place: float
    right_action: float
    gates: tuple[Gate, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class OfferMatches:
    """What could meet a need, best first."""

    matches: tuple[OfferMatchAnswer, ...]
    understood: NeedUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class NeedMatches:
    """Whose need an offer could meet: by fit, then by country."""

    matches: tuple[NeedMatchAnswer, ...]
    understood: NeedUnderstood
    model: Model
    as_of: str
    notice: str
    version: int
    registers: tuple[Credit, ...]


INFERRED = (
    "How an entry fits is inferred from its words; what is done is decided by the country that asks and by who offers."
)


def offer_matches(
    matches: Iterable[OfferMatch],
    urls: dict[str, str],
    understood: NeedUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> OfferMatches:
    """What could meet a need, as it is sent; `urls` has the page of those that state one."""
    made = tuple(
        OfferMatchAnswer(
            OfferSummary(
                each.kind,
                each.id,
                each.name,
                urls.get(each.id, ""),
                each.standing,
                each.status,
                each.countries,
                each.partners,
            ),
            each.score,
            each.fit,
            each.right_place,
            each.right_action,
            each.gates,
            each.reasons,
        )
        for each in matches
    )
    return OfferMatches(made, understood, model, as_of.isoformat(), INFERRED, version, credited(registers))


def need_matches(
    matches: Iterable[NeedMatch],
    understood: NeedUnderstood,
    model: Model,
    as_of: date,
    version: int,
    registers: Iterable[Register],
) -> NeedMatches:
    """Whose need an offer could meet, as it is sent."""
    made = tuple(
        NeedMatchAnswer(
            NeedSummary(
                each.id,
                each.name,
                each.standing,
                each.country,
                each.groups,
                each.area,
                each.sector,
                each.actions,
            ),
            each.score,
            each.fit,
            each.right_place,
            each.right_action,
            each.gates,
            each.reasons,
        )
        for each in matches
    )
    return NeedMatches(made, understood, model, as_of.isoformat(), INFERRED, version, credited(registers))
