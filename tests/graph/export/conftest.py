"""A small store with everything that an export has to cope with, and Gephi to read it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graph.export.formats import FORMATS
from graph.export.network import Network
from graph.model.entities import Entity, Fact, Relation
from graph.model.records import Register, Source
from graph.store import open_store
from graph.store.interface import Store
from scripts import gephi_toolkit
from scripts.jars import NotFetchedError

HARBOUR = Register(
    "harbour",
    "Register of the harbour",
    licence="CC BY 4.0",
    attribution="The desk of the harbour <desk>",
    url="https://harbour.example/register",
    as_of="2024",
    read_at="2026-03-04T05:06:07Z",
)
ELSEWHERE = Register("elsewhere", "A register that nothing comes from", read_at="2027-01-01T00:00:00Z")


def said(field: str, value: object, *records: str, **more: object) -> Fact:
    return Fact(field, value, tuple(Source(record, "Column", "as written") for record in records), **more)


def partner(id: str, name: str, *facts: Fact, records: Sequence[str] = ("harbour:1",), degree: int = 1) -> Entity:
    facets = {"register": tuple(sorted({record.partition(":")[0] for record in records}))}
    return Entity(id, "partner", name, facts=facts, facets=facets, records=tuple(records), degree=degree)


def partnership(id: str, name: str, *facts: Fact, records: Sequence[str] = ("harbour:1",), degree: int = 0) -> Entity:
    return Entity(
        id,
        "partnership",
        name,
        facts=(said("title", name, *records), said("beneficiaries", "Everybody on the quay", *records), *facts),
        facets={"register": ("harbour",)},
        records=tuple(records),
        degree=degree,
    )


ENTITIES = (
    partner(
        "trust-1", "Blue & “Green” Trust <Kenya>", said("type", "ngo", "harbour:1"), said("country", "KEN", "harbour:1")
    ),
    partner("hostile-2", "=cmd|' /C calc'!A0, \"quoted\"\nsecond\tline"),
    partner("arabic-3", "مؤسسة الساحل (Coast)", said("type", "foundation", basis="rule", rule="by its name")),
    partner("astral-4", "海 𝒮ociety 🐟 \u200f‎"),
    partner(
        "unep-5",
        "United Nations Environment Programme",
        said("type", "un-system", "harbour:1"),
        said("identifier", {"scheme": "XM-DAC", "value": "41116"}, basis="rule"),
        said("identifier", {"scheme": "ROR", "value": "https://ror.org/015z29x25"}, basis="rule"),
        records=("harbour:1", "harbour:2"),
        degree=2,
    ),
    partner("office-6", "Office of UNEP in Mombasa", degree=0),
    partner("guess-7", "-2 degrees", said("type", "academic", basis="inferred", score=0.6)),
    partnership(
        "quay-1",
        "Quays; led by Dr Ann Lee (ann@harbour.example)",
        said("start", "2019", "harbour:1"),
        said("end", "2030-06", "harbour:1"),
        said("url", "https://harbour.example/quay?a=1&b=2", "harbour:1"),
        degree=5,
    ),
    partnership(
        "reef|#2:b",
        "Reefs",
        said("start", "2020-05-01", "harbour:50%|2"),
        said("open-ended", True, "harbour:50%|2"),
        said("scope", "regional", "harbour:50%|2"),
        said("url", "https://social.example/@ann", "harbour:50%|2"),
        records=("harbour:50%|2", "harbour:#3"),
        degree=2,
    ),
    partnership(
        "odd-3", "Ends before it begins", said("start", "2022-01-01", "harbour:4"), said("end", "2020", "harbour:4")
    ),
    Entity("sdg-14", "sdg", "SDG 14: Life below water", facets={"sdg": ("14",)}),
    Entity("sdg-17", "sdg", "SDG 17: Partnerships for the goals", facets={"sdg": ("17",)}),
    Entity("target-14.2", "target", "Target 14.2: Protect ecosystems"),
    Entity("theme-csd:oceans", "theme", "Oceans", facets={"theme": ("csd:oceans",)}),
    Entity("KEN", "country", "Kenya", facets={"country": ("KEN",)}),
    Entity("FJI", "country", "Fiji", facets={"country": ("FJI",)}),
    Entity("programme-csd", "programme", "Partnerships for Sustainable Development"),
    Entity("need-1", "need", "A need is told in running text", records=("harbour:9",)),
)


def relation(source: str, name: str, target: str, role: str = "", *records: str, **more: object) -> Relation:
    sources = tuple(Source(record, "Partners", "as written") for record in records or ("harbour:1",))
    return Relation(source, name, target, role, sources=sources, **more)


RELATIONS = (
    relation("trust-1", "takes-part", "quay-1", "lead"),
    relation("hostile-2", "takes-part", "quay-1", "not-stated"),
    relation("arabic-3", "takes-part", "quay-1", "not-stated"),
    relation("unep-5", "takes-part", "quay-1", "funder"),
    relation("unep-5", "takes-part", "quay-1", "technical"),
    relation("unep-5", "takes-part", "reef|#2:b", "not-stated", "harbour:50%|2", "harbour:#3", "harbour:#3"),
    relation("astral-4", "takes-part", "reef|#2:b", "not-stated", "harbour:50%|2"),
    relation("trust-1", "plays", "reef|#2:b", "broker", basis="inferred", score=0.75),
    relation("office-6", "part-of", "unep-5", basis="rule", rule="an office is a part of its body"),
    relation("trust-1", "based-in", "KEN"),
    relation("quay-1", "addresses", "sdg-14", "primary"),
    relation("quay-1", "addresses", "target-14.2"),
    relation("quay-1", "addresses", "theme-csd:oceans"),
    relation("quay-1", "operates-in", "KEN"),
    relation("reef|#2:b", "operates-in", "FJI"),
    relation("reef|#2:b", "addresses", "sdg-14"),
    relation("quay-1", "part-of", "programme-csd", "core"),
    relation("quay-1", "formally-tied", "reef|#2:b"),
    relation("target-14.2", "part-of", "sdg-14", basis="rule", rule="a target is a part of its goal"),
    relation("KEN", "needs", "need-1", "need"),
)


def fill_harbour(store: Store) -> Store:
    """Put it all into a store that is empty, in two batches."""
    with store.writer() as writer:
        writer.put_register(HARBOUR)
        writer.put_register(ELSEWHERE)
        writer.put_entities(ENTITIES, {})
    with store.writer() as writer:
        writer.put_relations(RELATIONS)
    return store


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store, to be read."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('harbour') / 'harbour.db'}") as store:
        yield fill_harbour(store)


def exported(network: Network, format: str) -> bytes:
    """What a format makes of a network."""
    stream = io.BytesIO()
    FORMATS[format].write(network, stream)
    assert not stream.closed
    return stream.getvalue()


Gephi = Callable[[Sequence[Path]], str]


@pytest.fixture(scope="session")
def gephi(tmp_path_factory: pytest.TempPathFactory) -> Gephi:
    """Has Gephi open files; what it then holds, as `ReadByGephi.java` prints it.

    A clone where `make gephi-toolkit` never ran skips these tests and says why.
    """
    try:
        gephi_toolkit.JARS.class_path()
    except NotFetchedError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("gephi")

    def read(files: Sequence[Path]) -> str:
        return gephi_toolkit.run(Path(__file__).parent / "ReadByGephi.java", files, folder)

    return read
