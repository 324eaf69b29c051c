"""Countries: all of them by region, and each with its own view; and the other lists of terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.gaps import country_view
from api.profiles.partnership import type_basis
from api.profiles.terms import stating
from api.service import today
from api.wire import Other, credited
from api.wire_terms import Counted, CountryPage, TermGroup, TermIndex
from graph.analytics.slices import Slice
from graph.errors import NotFoundError
from graph.model.identifiers import term_id
from graph.model.vocabularies import countries, read_country, regions, regions_of, vocabulary
from graph.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.service import Service
    from graph.store.interface import View


def country_page(
    service: Service, country: str, *, window: int, most: int, goal: int | None = None, ties: int = 0
) -> CountryPage:
    """A country.

    Args:
        service: the service.
        country: its code or name.
        window: days in which what ends is shown.
        most: entries of each list that are shown at most.
        goal: the goal that is to be stated by what is told of; None: everything is.
        ties: how many relations of each name and direction its entry shows.

    Raises:
        NotFoundError: no country is called so.
    """
    code = read_country(country)
    if code is None:
        raise NotFoundError("country", country)
    view = service.view
    own: dict[str, tuple[str, ...]] = {"country": (code,)}
    about = own if goal is None else {**own, "sdg": (str(goal),)}
    narrowed = Slice() if goal is None else Slice(goals=(goal,))
    answer = country_view(service, narrowed, code, window=window, most=most, as_of=today())
    named = view.get(list(answer.view.not_stated.named_only_ids))
    bodies = view.get([each.id for shown in (answer.view.based, answer.view.others) for each in shown.shown])
    return CountryPage(
        service.term("country", code, ties),
        answer,
        view.count(Query({"kind": ("partnership",), **about})),
        view.count(Query({"kind": ("partner",), **about})),
        tuple(Other(each.kind, each.id, each.name) for each in named),
        tuple(each.id for each in bodies if type_basis(each) not in {"", "declared"}),
        tuple(_goals(view, Query({"kind": ("partnership",), **own}))),
        goal,
    )


def _goals(view: View, query: Query) -> Iterator[Counted]:
    """The goals that partnerships state, by number, with how many do."""
    counts = {each.value: each.count for each in view.facets(query, ["sdg"])["sdg"]}
    for code, term in vocabulary("goals").terms.items():
        if code in counts:
            yield Counted("sdg", term_id("sdg", code), code, term.label(), counts[code])


def country_index(service: Service) -> TermIndex:
    """All countries by region of M49, with how many partnerships state each; in the order of names, never of counts."""
    counts = stating(service.view, "country")
    known = regions()
    by_region: dict[str, list[Counted]] = {}
    for code, each in countries().items():
        region = next(iter(regions_of(code)), "")
        by_region.setdefault(region, []).append(Counted("country", code, code, each.name(), counts.get(code, 0)))
    order = [*known, ""]
    groups = [
        TermGroup(
            region,
            known[region].label() if region else "",
            tuple(sorted(by_region[region], key=lambda each: each.name)),
        )
        for region in sorted(by_region, key=order.index)
    ]
    return _index(service, "country", groups, counts.get("", 0))


def goal_index(service: Service) -> TermIndex:
    """The 17 goals, with how many partnerships state each."""
    counts = stating(service.view, "sdg")
    terms = tuple(
        Counted("sdg", term_id("sdg", code), code, term.label(), counts.get(code, 0))
        for code, term in vocabulary("goals").terms.items()
    )
    return _index(service, "sdg", [TermGroup("", "", terms)], counts.get("", 0))


def theme_index(service: Service) -> TermIndex:
    """All themes by the list that they stand on, with how many partnerships state each."""
    counts = stating(service.view, "theme")
    by_list: dict[str, list[Counted]] = {}
    for code, term in vocabulary("themes").terms.items():
        made = Counted("theme", term_id("theme", code), code, term.label(), counts.get(code, 0))
        by_list.setdefault(code.partition(":")[0], []).append(made)
    groups = [TermGroup(scheme, scheme, tuple(terms)) for scheme, terms in by_list.items()]
    return _index(service, "theme", groups, counts.get("", 0))


def programme_index(service: Service) -> TermIndex:
    """The programmes that registers name, with how many partnerships are in each portfolio."""
    view = service.view
    counts = stating(view, "portfolio")
    every = Query({"kind": ("programme",)})
    ids = [id for id, _ in view.page(every, view.count(every))]
    terms = tuple(
        Counted("programme", each.id, code := each.id.removeprefix("programme-"), each.name, counts.get(code, 0))
        for each in view.get(ids)
    )
    return _index(service, "programme", [TermGroup("", "", terms)], counts.get("", 0))


def _index(service: Service, kind: str, groups: Iterable[TermGroup], not_stated: int) -> TermIndex:
    view = service.view
    return TermIndex(
        kind=kind,
        groups=tuple(groups),
        not_stated=not_stated,
        of=view.count(Query({"kind": ("partnership",)})),
        version=view.version(),
        registers=credited(service.registers()),
    )
