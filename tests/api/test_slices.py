"""What is counted, measured and exported of one register is what that register states, on every surface."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api.exporting import network_for
from api.figures import figures
from api.gaps import country_view, gaps
from api.network import NetworkService
from api.service import Service
from graph.analytics.gaps.baselines import Baseline
from graph.analytics.network.method import Method
from graph.analytics.slices import Slice
from graph.errors import StoreUnavailableError
from graph.model.records import Register
from graph.store import open_store
from tests.world import UNDP, draft, partner, read

DAY = date(2026, 1, 1)
COAST = Slice(registers=("coast",))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One partnership that stands in two registers: the second states another partner, goal 13 and Fiji too."""
    folder: Path = tmp_path_factory.mktemp("twice")
    title = "Mangroves for the villages of the coast"
    text = "We restore mangrove forests along the coast with the fishing villages, so that storms do less harm."
    drafts = [
        draft("coast", "1", title, text, UNDP, partner("Reef Watch Network"), sdgs=(14,), countries=("KEN",)),
        draft("clinic", "1", title, text, UNDP, partner("Green Shore Trust"), sdgs=(13, 14), countries=("KEN", "FJI")),
    ]
    with open_store(f"sqlite:///{folder / 'twice.db'}") as store:
        read(store, drafts)
        yield Service(store, folder / "models", folder / "cache")


def test_gaps_count_what_the_register_states(service: Service) -> None:
    def goals(slice: Slice) -> set[str]:
        return {cell.line for cell in gaps(service, slice, as_of=DAY).coverage.cells if cell.count}

    assert goals(Slice()) == {"13", "14"}
    assert goals(COAST) == {"14"}


@pytest.mark.parametrize("places", [Slice(countries=("KEN",)), Slice(regions=("002",))])
def test_a_slice_of_places_says_that_they_were_chosen_and_compares_nothing_with_them(
    service: Service, places: Slice
) -> None:
    def told(slice: Slice, baseline: Baseline) -> tuple[bool, bool]:
        made = gaps(service, slice, baseline=baseline, as_of=DAY).coverage
        compared = any(each.verdict != "not-compared" for each in (*made.cells, *made.whole))
        return "where they work was chosen" in " ".join(made.notes), compared

    assert told(places, "countries") == (True, False)
    assert told(places, "needs") == (True, False)
    assert told(places, "independence") == (False, True)
    assert told(COAST, "countries") == (False, True)


def test_a_country_sees_what_the_register_states(service: Service) -> None:
    assert country_view(service, Slice(), "FJI", window=30, most=5, as_of=DAY).view.here == 1
    assert country_view(service, COAST, "FJI", window=30, most=5, as_of=DAY).view.here == 0


def test_the_network_is_that_of_the_register(service: Service) -> None:
    found = NetworkService(service).partners(COAST, Method(as_of=DAY), ("neighbours",), "neighbours", 10, 0)
    assert {each.name for each in found.partners} == {"United Nations Development Programme", "Reef Watch Network"}


def test_only_the_registers_of_the_slice_are_credited(service: Service) -> None:
    network = NetworkService(service)
    answers = (
        figures(service, COAST),
        gaps(service, COAST, as_of=DAY),
        network.describe(COAST, Method(as_of=DAY, draws=20), ("ties",)),
        network.registers(COAST),
    )
    for answer in answers:
        assert (answer.slice, [each.register for each in answer.registers]) == ("register coast", ["coast"])
        assert answer.version == service.snapshot().version


def test_an_export_says_of_which_slice_it_is(service: Service) -> None:
    about = network_for(service, "graph", COAST).about
    assert "goal17: graph network of a slice of 1 partnership: register coast." in about.text().splitlines()
    noted = network_for(service, "graph", Slice(since=2016)).about
    assert "1 of 1 partnership is left out because it states no readable start." in noted.text().splitlines()
    assert "the whole store." in network_for(service, "graph", Slice()).about.text()


def test_an_export_of_a_register_holds_no_relation_that_it_does_not_state(service: Service) -> None:
    network = network_for(service, "graph", COAST)
    stated = [set(edge["records"]) for edge in network.edges() if "records" in edge]
    assert stated
    assert set().union(*stated) == {"coast:1"}
    assert {each.code for each in network.about.registers} == {"coast", "clinic"}, "what is known of nodes is of both"


def test_an_export_is_of_one_version(service: Service) -> None:
    """One that waits while the store is written to is refused: its measures would be older than its relations."""
    told: list[str] = []

    def export() -> None:
        try:
            network_for(service, "graph", COAST, ("neighbours",))
        except StoreUnavailableError as error:
            told.append(str(error))

    service.snapshot()
    waiting = threading.Thread(target=export)
    with service.measuring.one():
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        with service.store.writer() as writer:
            writer.put_register(Register("another"))
    waiting.join()
    assert told == ["The store was written to a moment ago; what is asked isn't ready. Export again."]
