"""The sample register, kept on either engine, answers every question with the same words and the same numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from api.needs import NeedsService
from api.overlaps import OverlapsService
from api.service import Service
from api.triples import TriplesService
from graph.build.rebuild import rebuild
from graph.build.vectors import embed_missing
from graph.embed.spaces import Embedders
from graph.matching.fair.programme import Room
from graph.matching.needs.described import NeedDescription, OfferDescription
from graph.matching.plan.planner import PlannedNeed, PlannedOffer
from graph.matching.plan.problem import Limits
from graph.matching.subject import PartnerDescription, PartnershipDescription
from graph.matching.triples.asking import Question
from graph.store import open_store
from graph.store.copy import copy
from graph.store.interface import Store
from graph.store.query import Query
from ingest.run import ingest
from scripts.sample_register import joined
from tests.asked import fill
from tests.conformance.alike import plain

DAY = date(2024, 6, 1)
ROWS = 80
"""Of the sample, so that its texts are embedded in seconds."""

REEF = PartnershipDescription(
    "Coral reefs of the Pacific", "We map reefs, plant corals and train divers.", ("UNEP",), (14,), ("Fiji",)
)
YOUTH = PartnerDescription(
    "Tidewatch Youth", "We teach school children about plastic litter on beaches.", country="KEN"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, embedders: Embedders) -> Iterator[Store]:
    """The sample register with some needs and offers, embedded in the space that snapshots are made in."""
    folder = tmp_path_factory.mktemp("sample")
    file = folder / "sample.jsonl"
    rows = list(joined(Path(__file__).parents[2] / "sample"))
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[:: len(rows) // ROWS]), "utf-8")
    with open_store(f"sqlite:///{folder / 'sample.db'}") as store:
        (read,) = ingest(store, [file])
        assert read.error is None
        fill(store)
        rebuild(store)
        embed_missing(store, [embedders.reading(None)[0]])
        yield store


@pytest.fixture
def service(sample: Store, store: Store, models: Path, tmp_path: Path) -> Service:
    """The service over a copy of the sample in an engine."""
    copy(sample, store)
    return Service(store, models, tmp_path / "cache")


@pytest.fixture(scope="module")
def beside(sample: Store, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """The service over the sample itself."""
    return Service(sample, models, tmp_path_factory.mktemp("cache"))


def _best(service: Service, kind: str, number: int = 4) -> list[str]:
    """Ids of the best connected of a kind, and of some that hardly are."""
    ids = [id for id, _ in service.view.page(Query(where={"kind": (kind,)}), 1000)]
    return [*ids[: number // 2], *ids[:: max(1, len(ids) // number)][:number]]


def _invited(service: Service) -> Iterator[object]:
    for asked in (*_best(service, "partnership"), REEF):
        yield service.invite(asked)
    yield service.invite(REEF, where={"type": ["ngo", "academic"]}, spread=0.0)


def _joined(service: Service) -> Iterator[object]:
    for asked in (*_best(service, "partner"), YOUTH):
        yield service.join(asked, as_of=DAY)
    yield service.join(YOUTH, where={"sdg": ["14"]}, as_of=DAY, ended=True)


def _overlapping(service: Service) -> Iterator[object]:
    overlaps = OverlapsService(service)
    for asked in (*_best(service, "partnership"), REEF):
        yield overlaps.matches(asked, as_of=DAY)
    yield overlaps.report()


def _needed(service: Service) -> Iterator[object]:
    needs = NeedsService(service)
    stored, offers = _best(service, "need"), _best(service, "offer")
    for asked in (*stored, NeedDescription("Fiji", "early warning of floods; coral reefs")):
        yield needs.offers(asked, as_of=DAY)
    for offered in (*offers, *_best(service, "partnership"), OfferDescription("solar pumps for villages")):
        yield needs.needs(offered, as_of=DAY)
    yield needs.plan(
        [PlannedNeed(id) for id in dict.fromkeys(stored)],
        [PlannedOffer(id) for id in dict.fromkeys(offers)],
        Limits(),
        as_of=DAY,
    )


def _cooperating(service: Service) -> Iterator[object]:
    triples = TriplesService(service)
    (need, *_), (partnership, *_) = _best(service, "need"), _best(service, "partnership")
    for question in (Question(need=need), Question("Kenya", "coral reefs and fisheries"), Question("TGO", "water")):
        yield triples.triples(question, as_of=DAY)
        yield triples.replication(question, as_of=DAY)
    yield triples.replication(Question("Kenya", partnership=partnership), as_of=DAY)


def _met(service: Service) -> Iterator[object]:
    yield service.programme(list(dict.fromkeys(_best(service, "partner", 8))), Room(3, 3), DAY)


def _told(service: Service) -> Iterator[object]:
    """Entries with their roles, and what is inferred of them and suggested for them."""
    for kind in ("partnership", "partner", "need", "offer"):
        for id in _best(service, kind):
            yield service.show(id)
    yield service.suggest(REEF.title, REEF.text)


ASKED: Mapping[str, Callable[[Service], Iterator[object]]] = {
    "partners": _invited,
    "partnerships": _joined,
    "overlaps": _overlapping,
    "needs": _needed,
    "triples": _cooperating,
    "fair": _met,
    "entries": _told,
}


def test_every_question_is_answered_alike(service: Service, beside: Service) -> None:
    for kind, asked in ASKED.items():
        here, there = ([plain(each) for each in asked(of)] for of in (service, beside))
        assert len(here) == len(there)
        assert here == there, kind


def test_the_answers_say_something(beside: Service) -> None:
    invited, joined_, (*overlaps, report) = (
        list(ASKED[kind](beside)) for kind in ("partners", "partnerships", "overlaps")
    )
    for each in (*invited, *joined_):
        assert each.matches
    assert any(each.matches for each in overlaps)
    assert report.groups
