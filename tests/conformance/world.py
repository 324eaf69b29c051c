"""A small made-up world: who works with whom on what, in several scripts; and random ones."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date

import numpy as np

from graph.model.drafts import Draft, DraftFact, Mention
from graph.model.entities import Alias, Entity, EntityText, Fact, Passage, Relation
from graph.model.judgements import Judgement, Name
from graph.model.records import Problem, Record, Register, Source
from graph.model.status import status_of
from graph.store.interface import Store, Vectors
from graph.store.query import Query
from graph.text.fold import fold, terms

SPACE = "toy/1"
DIMENSION = 8

REGISTER = Register("demo", title="Demonstration register", format="toy", as_of="2018", rows=4, read=3, set_aside=1)
PROBLEMS = (
    Problem(3, "Start", "date-impossible", "31 February can't be."),
    Problem(5, "", "title-missing", "No title.", set_aside=True),
)


def alias(name: str, count: int = 1) -> Alias:
    return Alias(name, fold(name), count=count, sources=(Source("demo:1", "Partners", name),), rule="same name")


def _partnership(id: str, name: str, text: str, degree: int, **facets: tuple[str, ...]) -> Entity:
    return Entity(
        id,
        "partnership",
        name,
        aliases=(alias(name),),
        facts=(
            Fact("title", name, (Source("demo:1", "Title"),)),
            Fact("start", "2016-05", (Source("demo:1", "Start"),)),
        ),
        texts=(EntityText("description", text, "en", Source("demo:1", "Description")),),
        facets={"register": ("demo",), **facets},
        records=("demo:1",),
        degree=degree,
    )


def _partner(id: str, degree: int, *names: str, **facets: tuple[str, ...]) -> Entity:
    return Entity(
        id,
        "partner",
        names[0],
        aliases=tuple(map(alias, names)),
        facets={"register": ("demo",), **facets},
        degree=degree,
    )


ENTITIES: tuple[Entity, ...] = (
    _partnership(
        "demo-1", "Clean Water for Coral Coasts", "Wells, reefs and water.", 3, sdg=("14", "6"), country=("FJI",)
    ),
    _partnership(
        "demo-2", "Énergie solaire pour les écoles", "Du soleil, de l'énergie.", 2, sdg=("7",), country=("SEN",)
    ),
    _partnership(
        "demo-3", "可持续发展 伙伴关系", "Чистая вода для всех. مياه نظيفة", 3, sdg=("6",), country=("FJI", "SEN")
    ),
    _partnership("demo-4", "Lone Initiative", "Nobody takes part.", 0),
    _partner("red-crab-1a", 3, "Red Crab Society", "Société du Crabe Rouge", type=("ngo",), country=("FJI",)),
    _partner("blue-bank-2b", 2, "Blue Bank", "Banco Azul", type=("business",)),
    _partner("moon-ministry-3c", 2, "Ministry of the Moon", type=("government",), country=("SEN",)),
    _partner("quiet-4d", 1, "Quiet Institute", type=("academia",)),
    _partner("island-5e", 0, "Island Union"),
    Entity("FJI", "country", "Fiji", aliases=(alias("Fiji"),)),
    Entity("SEN", "country", "Senegal", aliases=(alias("Senegal"), alias("Sénégal"))),
    Entity("sdg-6", "sdg", "Clean water and sanitation"),
)

RELATIONS: tuple[Relation, ...] = tuple(
    Relation(source, relation, target, role, sources=(Source("demo:1", "Partners"),))
    for source, relation, target, role in (
        ("red-crab-1a", "takes-part", "demo-1", "lead"),
        ("red-crab-1a", "takes-part", "demo-1", "funder"),
        ("red-crab-1a", "takes-part", "demo-2", "not-stated"),
        ("red-crab-1a", "takes-part", "demo-3", "not-stated"),
        ("blue-bank-2b", "takes-part", "demo-1", "funder"),
        ("blue-bank-2b", "takes-part", "demo-3", "funder"),
        ("moon-ministry-3c", "takes-part", "demo-1", "not-stated"),
        ("moon-ministry-3c", "takes-part", "demo-2", "lead"),
        ("quiet-4d", "takes-part", "demo-3", "technical"),
        ("demo-1", "addresses", "sdg-6", "primary"),
        ("demo-3", "addresses", "sdg-6", ""),
        ("demo-1", "operates-in", "FJI", ""),
        ("demo-2", "operates-in", "SEN", ""),
        ("red-crab-1a", "based-in", "FJI", ""),
    )
)

RECORDS: tuple[Record, ...] = tuple(
    Record(
        "demo", key, {"Title": title, "Contact": f"person {key}", "Partners": ["a", "b"]}, row=row, read_at="2024-01-01"
    )
    for key, title, row in (("2", "Second", 3), ("1", "First", 2), ("a:b", "With a colon", 4))
)


def drafts() -> list[Draft]:
    return [
        Draft(
            "demo",
            record.key,
            "partnership",
            str(record.fields["Title"]),
            "toy/1",
            facts=(DraftFact("start", "2016-05", "May 2016", "Start"),),
            mentions=(Mention("Red Crab Society", "Red Crab Society (RCS)", "Partners", acronym="RCS"),),
        )
        for record in RECORDS
    ]


JUDGEMENTS: tuple[Judgement, ...] = (
    Judgement(
        Name("blue bank"), Name("banco azul"), "same", "person", "reviewer", "2024-03-01T00:00:00Z", ("a translation",)
    ),
    Judgement(Name("blue bank"), Name("red bank"), "different", "score", "scorer/1", "2024-02-01T00:00:00Z", score=0.2),
    Judgement(
        Name("a"), Name("b"), "same", "person", "reviewer", "2024-02-02T00:00:00Z", undone_at="2024-02-03T00:00:00Z"
    ),
)


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def vector_of(text: str) -> np.ndarray:
    """A unit vector that the text alone decides; what goal17's embedders do, without their understanding."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).normal(size=DIMENSION).astype(np.float32)
    return vector / np.linalg.norm(vector)


def vectors_of(texts: list[str]) -> Vectors:
    return np.array([vector_of(text) for text in texts], np.float32).reshape(len(texts), DIMENSION)


def passages_of(entity: Entity) -> list[Passage]:
    texts = [("name", entity.name), *((text.field, text.text) for text in entity.texts)]
    return [Passage(entity.id, field, at, text, "en", text_hash(text)) for at, (field, text) in enumerate(texts)]


def terms_of(entity: Entity) -> tuple[str, str]:
    names = " ".join(name.name for name in entity.aliases) or entity.name
    return " ".join(terms(names)), " ".join(terms(" ".join(text.text for text in entity.texts)))


def fill(store: Store) -> None:
    """Write the world in the batches in which a register is read, derived and embedded."""
    with store.writer() as batch:
        batch.put_register(REGISTER)
        batch.put_records(RECORDS)
        batch.put_drafts(drafts())
        batch.put_problems("demo", PROBLEMS)
        batch.put_judgements(JUDGEMENTS)
    put_graph(store, list(ENTITIES), list(RELATIONS))
    with store.writer() as batch:
        batch.put_redirects({"blue-bank-old": "blue-bank-2b", "oldest": "blue-bank-old"})
        batch.mark_derived(store.view().sources())


def put_graph(store: Store, entities: list[Entity], relations: list[Relation]) -> None:
    with store.writer() as batch:
        batch.put_entities(entities, {entity.id: terms_of(entity) for entity in entities if entity.kind != "sdg"})
        batch.put_relations(relations)
        for entity in entities:
            if entity.kind in {"partner", "partnership"}:
                batch.put_passages(entity.id, passages_of(entity))
    texts = sorted({passage.text for entity in entities for passage in passages_of(entity)})
    with store.writer() as batch:
        batch.put_vectors(SPACE, [text_hash(text) for text in texts], vectors_of(texts))


WORDS = ("water", "sun", "école", "вода", "مياه", "持续", "reef", "bank", "moon", "school")


def random_world(seed: int, size: int = 40) -> tuple[list[Entity], list[Relation]]:
    """Entities with random facets, words and relations; equal for equal seeds."""
    chance = random.Random(seed)
    values = {"sdg": ("1", "2", "3"), "country": ("FJI", "SEN", "PER"), "theme": ("t:a", "t:b"), "type": ("ngo", "un")}
    entities: list[Entity] = []
    for at in range(size):
        facets = {field: tuple(sorted(chance.sample(some, chance.randint(0, 2)))) for field, some in values.items()}
        name = " ".join(chance.choices(WORDS, k=3))
        kind = chance.choice(("partner", "partnership"))
        entities.append(
            Entity(
                f"{kind[:7]}-{at:02d}",
                kind,
                name,
                aliases=(alias(name),),
                texts=(EntityText("description", " ".join(chance.choices(WORDS, k=6))),),
                facts=random_period(chance),
                facets={field: chosen for field, chosen in facets.items() if chosen},
                degree=chance.randint(0, 3),
            )
        )
    partners = [entity.id for entity in entities if entity.kind == "partner"]
    partnerships = [entity.id for entity in entities if entity.kind == "partnership"]
    pairs = {(chance.choice(partners), chance.choice(partnerships)) for _ in range(size)}
    return entities, [
        Relation(source, "takes-part", target, role)
        for source, target in sorted(pairs)
        for role in chance.sample(("lead", "funder", "not-stated"), chance.choice((1, 1, 2)))
    ]


DAYS = tuple(date.fromisoformat(day) for day in ("2016-12-31", "2017-01-01", "2017-02-28", "2017-03-01", "2018-01-01"))
"""Days on which something of `random_period` begins or ends, or did the day before."""


def random_period(chance: random.Random) -> tuple[Fact, ...]:
    """When something runs, as registers say it: by years, months or days, not at all, or in disagreement."""
    written = (None, "2016", "2017", "2018", "2017-02", "2017-03", "2017-01-01", "2017-02-28", "2017-03-01")
    facts = []
    for field, values in (("start", written), ("end", written), ("open-ended", (None, True, False))):
        # What isn't chosen says nothing, wherever it stands.
        stated = [Fact(field, value, chosen=place == 0) for place, value in enumerate(chance.choices(values, k=2))]
        facts += chance.sample(stated, chance.randint(0, 2))
    return tuple(facts)


def random_query(chance: random.Random, entities: list[Entity]) -> Query:
    where = {
        field: tuple(chance.sample(some, chance.randint(0, 2)))
        for field, some in {
            "kind": ("partner", "partnership"),
            "sdg": ("1", "2", "9", ""),
            "country": ("FJI", "SEN", ""),
            "type": ("ngo", ""),
            "status": ("planned", "running", "open-ended", "ended", "not-stated", ""),
        }.items()
        if chance.random() < 0.4
    }
    words = chance.sample(WORDS, chance.randint(0, 2))
    ids = chance.sample([entity.id for entity in entities], chance.choice((0, 0, 3)))
    return Query(where, tuple(terms(" ".join(words))), chance.random() < 0.5, tuple(ids), chance.choice(DAYS))


def values_of(entity: Entity, field: str, on: date | None = None) -> tuple[str, ...]:
    if field == "status":
        assert on is not None
        return (status_of(entity, on),)
    return (entity.kind,) if field == "kind" else tuple(entity.facets.get(field, ())) or ("",)


def contains(entity: Entity, query: Query) -> bool:
    has = {term for part in terms_of(entity) for term in part.split()}
    return (all if query.every else any)(term in has for term in query.terms)


def passes(entity: Entity, query: Query) -> bool:
    return all(
        set(values_of(entity, field, query.as_of)) & set(chosen) for field, chosen in query.where.items() if chosen
    )


def given(entities: list[Entity], query: Query) -> list[Entity]:
    """What the query gives, worked out the plain way: the oracle."""
    anyone = not query.terms and not query.ids
    found = [
        entity
        for entity in entities
        if (anyone or (bool(query.terms) and contains(entity, query)) or entity.id in query.ids)
        and passes(entity, query)
    ]
    return sorted(found, key=lambda entity: (-entity.degree, entity.id))


def without_choice(query: Query, field: str) -> Query:
    return replace(query, where={name: chosen for name, chosen in query.where.items() if name != field})
