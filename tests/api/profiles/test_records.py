"""Records as pages show them: what was redacted stays away, and versions tell what changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.profiles.records import history_answer, record_answer
from api.service import Service
from graph.build.rebuild import rebuild
from graph.model.drafts import DraftFact, Text
from graph.model.records import Record, Register
from graph.store import open_store
from tests.world import UNEP, draft

WRITTEN = {"Title": "Wells", "Partners": "UNEP; Ana Lima", "Description": "Dig with A. Person.", "Phone": "555 0100"}


def test_what_was_redacted_is_told_and_shown_in_no_version(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        with store.writer() as writer:
            writer.put_register(Register("demo", "Demo"))
            writer.put_records([Record("demo", "a b#1", {**WRITTEN, "Description": "Dig with B. Person."})])
            writer.put_records([Record("demo", "a b#1", WRITTEN)])
            made = draft("demo", "a b#1", "Wells", "Dig.", UNEP)
            writer.put_drafts([made])
            writer.redact("demo:a b#1", ["Description"], "asked for by A. Person", "Keeper", "2026-01-01T00:00:00Z")
            # A redaction drops the draft; the next reading makes it without the column.
            writer.put_drafts([made.without({"Description"}, Record("demo", "a b#1", WRITTEN))])
        rebuild(store)
        service = Service(store, tmp_path / "none", tmp_path / "cache")
        answer = record_answer(service, "demo:a b#1")
        assert [(each.column, each.state) for each in answer.cells] == [("Partners", "shown")]
        assert [each.columns for each in answer.redactions] == [("Description",)]
        assert answer.others == ("Title", "Phone")
        assert answer.entry is not None
        history = history_answer(service, answer.entry.id)
        assert "Person" not in repr((answer, history))
        assert "Ana Lima" not in repr((answer, history))


def test_a_column_that_changed_and_carries_nothing_is_named_and_not_shown(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        made = draft("demo", "1", "Wells", "", UNEP)
        with store.writer() as writer:
            writer.put_register(Register("demo", "Demo"))
            before = {**WRITTEN, "Description": "Dig deep.", "Phone": "555 0199"}
            writer.put_records([Record("demo", "1", before, read_at="2020-01-01T00:00:00Z")])
            writer.put_records([Record("demo", "1", WRITTEN, read_at="2021-01-01T00:00:00Z")])
            text = Text("description", "Dig.", "en", "Description")
            writer.put_drafts([replace(made, texts=(text,))])
        rebuild(store)
        newest, first = record_answer(Service(store, tmp_path / "none", tmp_path / "cache"), "demo:1").versions
        assert (first.changes, first.others) == ((), ())
        assert newest.others == ("Phone",)
        assert [(each.column, each.before) for each in newest.changes] == [("Description", ("Dig deep.",))]


def test_a_list_of_names_never_shows_more_than_the_names_that_were_read(tmp_path: Path) -> None:
    """Also where something else was read from the same cell, as a role of a partner is."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        made = draft("demo", "1", "Wells", "", UNEP)
        fact = DraftFact("coverage", "the coast", "the coast", "Partners")
        with store.writer() as writer:
            writer.put_register(Register("demo", "Demo"))
            writer.put_records([Record("demo", "1", WRITTEN)])
            writer.put_drafts([replace(made, facts=(fact,))])
        rebuild(store)
        (cell,) = record_answer(Service(store, tmp_path / "none", tmp_path / "cache"), "demo:1").cells
        assert (cell.column, cell.names_only) == ("Partners", True)
        assert set(cell.texts) == {"the coast", "United Nations Environment Programme (UNEP)"}
