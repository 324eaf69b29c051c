"""The passage of what was inferred: in the record's own cell where it stands there, else in the entry's text."""

from __future__ import annotations

from api.passages import passage_of
from graph.model.entities import Entity, EntityText, Relation
from graph.model.records import Record, Source

SOURCE = Source("coast:#1", "resources", "funded by the Trust")
READ = Relation("trust", "plays", "coast-1", "funder", basis="inferred", score=0.9, sources=(SOURCE,))
ENTRY = Entity("coast-1", "partnership", "Mangroves")


def test_the_place_is_counted_in_the_cell_as_it_was_written() -> None:
    record = Record(
        "coast", "#1", {"resources": [{"details": "none"}, {"details": "It is funded  by_x000D_ the Trust."}]}
    )
    found = passage_of(READ, ENTRY, {"coast:#1": record})
    assert found is not None
    assert (found.of, found.field) == ("record", "resources[1].details")
    assert (found.start, found.end) == (6, 33)
    assert found.text == "funded by the Trust"


def test_without_the_cell_it_is_counted_in_the_text() -> None:
    text = EntityText("description", "Now funded by the Trust.", source=Source("coast:#1", "Text"))
    found = passage_of(READ, Entity("coast-1", "partnership", "Mangroves", texts=(text,)), {})
    assert found is not None
    assert (found.of, found.field, found.start, found.end) == ("text", "description", 4, 23)


def test_where_it_is_nowhere_the_words_are_told_alone() -> None:
    found = passage_of(READ, ENTRY, {"coast:#1": Record("coast", "#1", {"resources": 5}, redacted=())})
    assert found is not None
    assert (found.start, found.of, found.text) == (None, "", "funded by the Trust")


def test_a_redacted_cell_is_not_looked_into() -> None:
    record = Record("coast", "#1", {"resources": "funded by the Trust"}, redacted=("resources",))
    found = passage_of(READ, ENTRY, {"coast:#1": record})
    assert found is not None
    assert found.of == ""


def test_what_is_declared_has_no_passage() -> None:
    assert passage_of(Relation("trust", "takes-part", "coast-1", "funder", sources=(SOURCE,)), ENTRY, {}) is None
