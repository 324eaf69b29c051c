"""What is counted, measured and exported of a store is the same on either engine, to the last number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from api.exporting import network_for
from api.figures import figures
from api.gaps import country_view, gaps, niches
from api.network import NetworkService
from api.service import Service
from graph.analytics.figures.every import FIGURES
from graph.analytics.gaps.baselines import BASELINES
from graph.analytics.gaps.lines import Of
from graph.analytics.network.method import Method
from graph.analytics.slices import Slice, cut
from graph.export.network import KINDS
from graph.snapshot.make import make
from graph.store import open_store
from graph.store.copy import copy
from graph.store.interface import Store
from tests.arrays import assert_same
from tests.conformance.alike import plain
from tests.conformance.lived import live

DAY = date(2024, 6, 1)
METHOD = Method(as_of=DAY)
SLICES = (
    Slice(),
    Slice(registers=("clinic",)),
    Slice(portfolios=("csd",)),
    Slice(themes=("csd:oceans",), since=2003, until=2030),
    Slice(regions=("002",), goals=(13, 14, 15)),
    Slice(records=("coast:20", "coast:1", "clinic:40")),
)
"""Everything, and parts by each field; the last two leave one of two records of a partnership out."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service over the store with a past, in a file of its own."""
    folder = tmp_path_factory.mktemp("there")
    with open_store(f"sqlite:///{folder / 'there.db'}") as store:
        yield Service(live(store), folder / "models", folder / "cache")


@pytest.fixture(scope="module")
def answers(there: Service) -> Mapping[str, list[object]]:
    """What it answers."""
    return {what: [plain(each) for each in asked(there)] for what, asked in ASKED.items()}


@pytest.fixture(params=["lived", "copied"])
def here(request: pytest.FixtureRequest, store: Store, there: Service, tmp_path: Path) -> Service:
    """The service over the same in an engine: by the same past, and as a copy."""
    if request.param == "lived":
        live(store)
    else:
        copy(there.store, store)
    return Service(store, tmp_path / "models", tmp_path / "cache")


def _counted(service: Service) -> Iterator[object]:
    for slice in SLICES:
        yield figures(service, slice, list(FIGURES))


def _missing(service: Service) -> Iterator[object]:
    for slice, baseline, of in product(SLICES, BASELINES, get_args(Of)):
        yield gaps(service, slice, of=of, baseline=baseline, as_of=DAY)
    for regions in ("m49-subregions", "categories", "south-lists"):
        yield gaps(service, Slice(), regions=regions, as_of=DAY)
    for country, of in product(("Kenya", "FJI", "TGO"), get_args(Of)):
        yield niches(service, Slice(), country, of=of, as_of=DAY)


def _of_countries(service: Service) -> Iterator[object]:
    for slice, country in product(SLICES, ("Kenya", "FJI", "TGO", "NOR")):
        yield country_view(service, slice, country, window=4000, most=50, as_of=DAY)


def _measured(service: Service) -> Iterator[object]:
    network = NetworkService(service)
    for slice in SLICES[:3]:
        yield network.describe(slice, METHOD)
        yield network.partners(slice, METHOD, (), "", 1000, 0)
        yield network.partnerships(slice, METHOD, (), "", 1000, 0)
        yield network.periods(slice, "cumulative", 1)
        yield network.periods(slice, "window", 5)
        yield network.registers(slice)
    snapshot = service.snapshot()
    for partner in snapshot.partners:
        if len(snapshot.partnerships_of(snapshot.partner_row[partner])):
            yield network.without(Slice(), partner)
    for partnership in snapshot.partnerships:
        yield network.health(partnership, DAY)


def _exported(service: Service) -> Iterator[object]:
    for slice, kind in product(SLICES, KINDS):
        made = network_for(service, kind, slice, ("pagerank", "community") if kind == "partners" else ())
        yield [list(made.nodes()), list(made.edges()), list(made.about.contents())]


ASKED: Mapping[str, Callable[[Service], Iterator[object]]] = {
    "figures": _counted,
    "gaps": _missing,
    "countries": _of_countries,
    "network": _measured,
    "exports": _exported,
}


def test_analytics_are_alike(here: Service, there: Service, answers: Mapping[str, list[object]]) -> None:
    # What all analytics are made of comes first: it says where a difference comes from.
    assert_same(make(here.view), make(there.view), besides=("store_id", "version"))
    for what, asked in ASKED.items():
        assert [plain(each) for each in asked(here)] == answers[what], what


def test_the_past_leaves_something_to_tell_apart(there: Service) -> None:
    snapshot = there.snapshot()
    recorded = snapshot.recorded
    assert len(recorded) > len(snapshot.partnerships), "a partnership with two records"
    assert list(recorded.ids) != sorted(recorded.ids), "an order that is none of keys"
    assert {"un-system", "major-groups"} <= set(recorded.words), "headings"
    assert {"lead", "funder", "technical"} <= set(recorded.roles)
    assert {"primary", "secondary"} <= {role for _, _, role in recorded.ties}
    assert {currency for _, currency in recorded.sum_kinds} == {"USD", "EUR"}
    assert recorded.portfolios == ["csd"]
    assert len(cut(snapshot, SLICES[-1]).recorded) == 3
