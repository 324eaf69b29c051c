"""What takes seconds says how far it is, and ends where it is told that nobody waits any longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from api.care import CareService
from api.figures import figure_rows, figures
from api.gaps import gaps, niches
from api.needs import NeedsService
from api.network import NetworkService
from api.paths import paths
from api.review import Review
from api.service import Service
from graph.analytics.network.method import Method
from graph.analytics.slices import Slice
from graph.matching.fair.programme import Room
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.plan.planner import PlannedNeed, PlannedOffer
from graph.matching.plan.problem import Limits
from graph.progress import Progress
from graph.store import open_store
from tests.world import DRAFTS, read

DAY = date(2026, 1, 1)
ALL = Slice()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("stopping")
    with open_store(f"sqlite:///{folder / 'world.db'}") as store:
        read(store, DRAFTS)
        yield Service(store, folder / "models", folder / "cache")


def plan(service: Service, progress: Progress) -> object:
    needs = [PlannedNeed(NeedDescription("KEN", "clean water"))]
    offers = [PlannedOffer(OfferDescription("clean water everywhere"))]
    return NeedsService(service).plan(needs, offers, Limits(), as_of=DAY, progress=progress)


def fair(service: Service, progress: Progress) -> object:
    return service.programme(service.snapshot().partners[:4], Room(2, 2), DAY, progress)


def ways(service: Service, progress: Progress) -> object:
    one, other = service.snapshot().partners[:2]
    return paths(service, one, other, progress=progress)


def without(service: Service, progress: Progress) -> object:
    return NetworkService(service).without(ALL, service.snapshot().partners[0], progress)


ASKED: Mapping[str, Callable[[Service, Progress], object]] = {
    "figures": lambda service, progress: figures(service, ALL, progress=progress),
    "figure rows": lambda service, progress: figure_rows(
        service, ALL, "VI", series="types", bar="ngo", limit=None, as_of=DAY, progress=progress
    ),
    "gaps": lambda service, progress: gaps(service, ALL, as_of=DAY, progress=progress),
    "gaps by countries": lambda service, progress: gaps(
        service, ALL, baseline="countries", as_of=DAY, progress=progress
    ),
    "gaps by needs": lambda service, progress: gaps(service, ALL, baseline="needs", as_of=DAY, progress=progress),
    "niches": lambda service, progress: niches(service, ALL, "KEN", as_of=DAY, progress=progress),
    "network": lambda service, progress: NetworkService(service).describe(ALL, Method(as_of=DAY), (), progress),
    "without": without,
    "years": lambda service, progress: NetworkService(service).periods(ALL, "cumulative", 1, progress),
    "registers": lambda service, progress: NetworkService(service).registers(ALL, progress),
    "paths": ways,
    "plan": plan,
    "fair": fair,
    "care": lambda service, progress: CareService(service).gather(progress),
    "names": lambda service, progress: Review(service.store, lambda: None).gather(progress),
}


class StoppedError(Exception):
    """Nobody waits any longer."""


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_takes_seconds_ends_at_its_next_step(service: Service, ask: Callable[[Service, Progress], object]) -> None:
    heard: list[str] = []

    def stop(what: str, done: int, total: int) -> None:
        heard.append(what)
        raise StoppedError

    with pytest.raises(StoppedError):
        ask(service, stop)
    assert len(heard) == 1
    assert heard != ["waiting"], "nobody was before"
