"""What sources said is kept as it was, with its history; redactions outlast re-reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import InputError, NotFoundError
from graph.model.drafts import Draft
from graph.model.judgements import Judgement, Name
from graph.model.records import Problem, Record, Register
from graph.store import removal
from graph.store.interface import DayOfReading, FirstRead, Redaction, Store, Version
from tests.conformance.world import JUDGEMENTS, PROBLEMS, RECORDS, REGISTER, drafts


def test_registers_come_by_code_and_are_replaced(world: Store) -> None:
    with world.writer() as batch:
        batch.put_register(Register("another", title="Another"))
        batch.put_register(replace(REGISTER, rows=9))
    assert world.view().registers() == [Register("another", title="Another"), replace(REGISTER, rows=9)]


def test_problems_come_in_row_order_and_are_replaced(world: Store) -> None:
    assert world.view().problems("demo") == list(PROBLEMS)
    again = [Problem(9, "", "z", "last"), Problem(2, "B", "b", "first of two"), Problem(2, "A", "a", "second of two")]
    with world.writer() as batch:
        batch.put_problems("demo", again)
    assert world.view().problems("demo") == [again[1], again[2], again[0]]
    assert world.view().problems("unknown") == []


def test_a_record_comes_back_as_it_was_put(world: Store) -> None:
    for record in RECORDS:
        assert world.view().record(record.id) == record
        assert world.view().history(record.id) == [record]


def test_unknown_records_are_not_found(world: Store) -> None:
    for unknown in ("demo:99", "demo", "", "other:1", ":"):
        with pytest.raises(NotFoundError):
            world.view().record(unknown)
        with pytest.raises(NotFoundError):
            world.view().history(unknown)


def test_hashes_name_the_current_content_and_the_reader_of_the_draft(world: Store) -> None:
    with world.writer() as batch:
        batch.put_records([Record("demo", "undrafted", {"Title": "x"})])
    expected = {record.key: (record.content_hash, "toy/1") for record in RECORDS}
    expected["undrafted"] = (Record("demo", "undrafted", {"Title": "x"}).content_hash, "")
    assert world.view().hashes("demo") == expected
    assert world.view().hashes("unknown") == {}


def test_the_same_row_again_is_no_new_version(world: Store) -> None:
    moved = replace(RECORDS[0], row=77, url="https://example.org/2", read_at="2025-01-01")
    with world.writer() as batch:
        batch.put_records([moved])
    assert world.view().history("demo:2") == [replace(moved, read_at="2024-01-01")]


def test_a_changed_row_is_a_new_version_and_the_old_one_stays(world: Store) -> None:
    second = replace(RECORDS[0], fields={"Title": "Second, changed"}, read_at="2025-01-01")
    third = replace(RECORDS[0], read_at="2026-01-01")
    for version in (second, third):
        with world.writer() as batch:
            batch.put_records([version])
    assert world.view().record("demo:2") == third
    assert world.view().history("demo:2") == [third, second, RECORDS[0]]
    assert world.view().hashes("demo")["2"][0] == third.content_hash
    assert world.view().status().records == 3


def test_what_is_new_goes_by_the_first_reading_of_a_record(store: Store) -> None:
    times = {"a": "2026-01-05T10:00:00Z", "b": "2026-01-05T10:00:00Z", "c": "2026-03-01T00:00:00Z", "d": ""}
    with store.writer() as batch:
        batch.put_records(Record("demo", key, {"Title": key}, read_at=at) for key, at in times.items())
        batch.put_records([Record("other", "a", {"Title": "x"}, read_at="2026-01-05T09:00:00Z")])
    with store.writer() as batch:
        batch.put_records([Record("demo", "a", {"Title": "changed", "read_at": "x"}, read_at="2026-09-09T00:00:00Z")])
        batch.put_records([Record("demo", "gone", {"Title": "x"}, read_at="2026-04-01T00:00:00Z")])
        batch.vanish_records("demo", ["gone"])
    view = store.view()
    assert view.days_of_reading() == [
        DayOfReading("demo", "2026-03-01", 1),
        DayOfReading("demo", "2026-01-05", 2),
        DayOfReading("other", "2026-01-05", 1),
        DayOfReading("demo", "", 1),
    ]
    everything = view.first_read(["demo", "other"])
    assert [each.record for each in everything] == ["demo:c", "demo:a", "demo:b", "other:a", "demo:d"]
    assert everything[1] == FirstRead("demo:a", "2026-01-05T10:00:00Z")
    assert view.first_read(["demo", "other"], limit=2, after=everything[1]) == everything[2:4]
    assert view.first_read(["demo"], since="2026-01-05", until="2026-01-05") == everything[1:3]
    assert view.first_read(["demo"], since="2026-01-05", until="2026-01-05", after=everything[1]) == everything[2:3]
    assert view.first_read([]) == []


def test_a_vanished_record_stays_and_loses_its_draft(world: Store) -> None:
    with world.writer() as batch:
        batch.vanish_records("demo", ["1", "never-there"])
    view = world.view()
    assert view.record("demo:1") == replace(RECORDS[1], state="vanished")
    assert "1" not in view.hashes("demo")
    assert [draft.key for draft in view.drafts()] == ["2", "a:b"]
    assert view.status().records == 2


def test_a_vanished_record_that_returns_is_current_again(world: Store) -> None:
    with world.writer() as batch:
        batch.vanish_records("demo", ["1"])
    with world.writer() as batch:
        batch.put_records([RECORDS[1]])
    assert world.view().history("demo:1") == [RECORDS[1]]
    assert world.view().hashes("demo")["1"] == (RECORDS[1].content_hash, "")


def test_drafts_come_by_register_and_first_reading(world: Store) -> None:
    with world.writer() as batch:
        batch.put_records([Record("another", "9", {}), replace(RECORDS[0], fields={"Title": "new version"})])
        batch.put_drafts([Draft("another", "9", "partnership", "Nine", "toy/1")])
        batch.put_drafts([replace(drafts()[0], name="Replaced", reader="toy/2")])
    assert [draft.record for draft in world.view().drafts()] == ["another:9", "demo:2", "demo:1", "demo:a:b"]
    assert list(world.view().drafts("another")) == [Draft("another", "9", "partnership", "Nine", "toy/1")]
    assert list(world.view().drafts("demo")) == [replace(drafts()[0], name="Replaced", reader="toy/2"), *drafts()[1:]]
    assert list(world.view().drafts("unknown")) == []


def test_a_dropped_draft_is_gone_and_its_record_stays(world: Store) -> None:
    with world.writer() as batch:
        batch.drop_drafts(["demo:1", "demo:unknown"])
    assert "demo:1" not in [draft.record for draft in world.view().drafts()]
    assert world.view().hashes("demo")["1"] == (RECORDS[1].content_hash, "")
    assert world.view().status().pending


def test_a_draft_needs_its_record(store: Store) -> None:
    with pytest.raises(InputError, match="demo:1"), store.writer() as batch:
        batch.put_drafts([Draft("demo", "1", "partnership", "One", "toy/1")])


def test_what_scores_have_decided_is_replaced_as_a_whole_and_is_no_source(world: Store) -> None:
    sources = world.view().sources()
    asked = [
        Judgement(Name("b"), Name("c"), "unsure", "score", "names/1", "", ("spelt alike",), 0.7),
        Judgement(Name("a"), Name("b"), "same", "score", "names/1", "", (), 0.9),
    ]
    for scored in (asked, asked[1:], []):
        with world.writer() as batch:
            batch.put_scored(scored)
        assert world.view().scored() == scored
    assert world.view().sources() == sources
    assert len(world.view().judgements()) == len(JUDGEMENTS)


def test_judgements_come_oldest_first_and_are_replaced_by_id(world: Store) -> None:
    by_age = sorted(JUDGEMENTS, key=lambda judgement: judgement.at)
    assert world.view().judgements() == by_age
    undone = replace(JUDGEMENTS[0], undone_at="2024-04-01T00:00:00Z")
    with world.writer() as batch:
        batch.put_judgements([undone, Judgement(Name("x"), Name("y"), "unsure", "rule", "r", "2020-01-01T00:00:00Z")])
    kept = world.view().judgements()
    assert [judgement.a.folded for judgement in kept] == ["x", *(one.a.folded for one in by_age)]
    assert undone in kept
    assert JUDGEMENTS[0] not in kept
    assert world.view().status().judgements == 2


REDACTED = replace(RECORDS[1], fields={**RECORDS[1].fields, "Contact": ""}, redacted=("Contact",))


def test_a_redaction_empties_all_versions_and_says_why(world: Store) -> None:
    with world.writer() as batch:
        batch.put_records([replace(RECORDS[1], fields={"Title": "First", "Contact": "someone else"})])
        batch.put_problems(
            "demo", [Problem(2, "Contact", "odd", "someone else?"), Problem(2, "Title", "odd", "First?")]
        )
    with world.writer() as batch:
        batch.redact("demo:1", ["Contact", "No such column"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    view = world.view()
    new, old = view.history("demo:1")
    assert (new.fields, new.redacted) == ({"Title": "First", "Contact": ""}, ("Contact",))
    assert old == REDACTED
    assert [draft.key for draft in view.drafts()] == ["2", "a:b"]
    assert view.hashes("demo")["1"][1] == ""
    assert view.redactions() == [
        Redaction("demo:1", ("Contact", "No such column"), "asked for", "the desk", "2025-05-05T00:00:00Z")
    ]
    assert [problem.message for problem in view.problems("demo")] == ["", "First?"]
    assert view.record("demo:2") == RECORDS[0]


def test_a_redaction_outlasts_reading_the_same_row_and_a_changed_one(world: Store) -> None:
    with world.writer() as batch:
        batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    assert world.view().hashes("demo")["1"][0] == RECORDS[1].content_hash, "the row counts as unchanged"
    with world.writer() as batch:
        batch.put_records([RECORDS[1]])
    assert world.view().history("demo:1") == [REDACTED]
    changed = replace(RECORDS[1], fields={"Title": "Changed", "Contact": "a new person"})
    with world.writer() as batch:
        batch.put_records([changed])
    assert world.view().record("demo:1").fields == {"Title": "Changed", "Contact": ""}
    assert world.view().hashes("demo")["1"][0] == changed.content_hash
    with world.writer() as batch:
        batch.vanish_records("demo", ["1"])
    with world.writer() as batch:
        batch.put_records([changed])
        batch.redact("demo:1", ["Title"], "also", "the desk", "2025-06-06T00:00:00Z")
    assert world.view().record("demo:1").fields == {"Title": "", "Contact": ""}
    assert world.view().record("demo:1").redacted == ("Contact", "Title")


def test_a_redaction_takes_the_address_along_that_was_written_in_its_column(world: Store) -> None:
    page = Record(
        "demo", "page", {"Web": "WWW: www.example.org/a?x=1&amp;y=2"}, url="https://www.example.org/a?x=1&y=2"
    )
    nested = replace(page, fields={"Web": [{"home": "https://www.example.org/b"}]}, url="https://www.example.org/b")
    with world.writer() as batch:
        batch.put_records([page])
    with world.writer() as batch:
        batch.put_records([nested, replace(RECORDS[0], url="https://example.org/2")])
    # The address alone: no new version.
    with world.writer() as batch:
        batch.put_records([replace(RECORDS[1], url="https://example.org/person-1", row=2)])
    why = ("asked for", "the desk", "2025-05-05T00:00:00Z")
    with world.writer() as batch:
        batch.redact("demo:page", ["Web"], *why)
        batch.redact("demo:2", ["Contact"], *why)
        batch.redact("demo:1", ["Contact"], *why)
    view = world.view()
    assert [record.url for record in view.history("demo:page")] == ["", ""]
    assert [version.record.url for version in view.versions() if version.record.key == "page"] == ["", ""]
    assert view.record("demo:2").url == "https://example.org/2", "it says something else"
    assert view.record("demo:1").url == "https://example.org/person-1"
    for again in (nested, page):
        with world.writer() as batch:
            batch.put_records([again])
        assert (view.record("demo:page").url, view.record("demo:page").fields) == ("", {"Web": ""})


def test_redacting_what_is_not_there_is_refused(world: Store) -> None:
    with pytest.raises(NotFoundError), world.writer() as batch:
        batch.redact("demo:99", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    assert world.view().redactions() == []


def test_versions_stream_by_register_record_and_age(world: Store) -> None:
    changed = replace(RECORDS[0], fields={"Title": "Changed"})
    with world.writer() as batch:
        batch.put_records([changed, Record("another", "1", {})])
    versions = list(world.view().versions())
    assert [version.record for version in versions] == [Record("another", "1", {}), RECORDS[0], changed, *RECORDS[1:]]
    assert [version.hash for version in versions] == [version.record.content_hash for version in versions]
    assert [version.record.id for version in world.view().versions("another")] == ["another:1"]
    assert list(world.view().versions("unknown")) == []


def test_versions_that_are_put_are_not_compared(store: Store) -> None:
    record = replace(RECORDS[1], fields={"Contact": ""}, redacted=("Contact",))
    with store.writer() as batch:
        batch.put_versions([Version(record, "hash-1"), Version(record, "hash-2")])
    assert store.view().history("demo:1") == [record, record]
    assert store.view().hashes("demo") == {"1": ("hash-2", "")}


def test_deleting_a_register_removes_all_that_it_said(world: Store) -> None:
    with world.writer() as batch:
        batch.put_register(Register("another"))
        batch.put_records([Record("another", "1", {"a": "b"})])
        batch.put_drafts([Draft("another", "1", "partnership", "One", "toy/1")])
        batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    with world.writer() as batch:
        batch.delete_register("demo")
        batch.delete_register("never-there")
    view = world.view()
    assert [register.code for register in view.registers()] == ["another"]
    assert [draft.record for draft in view.drafts()] == ["another:1"]
    assert [version.record.id for version in view.versions()] == ["another:1"]
    assert (view.problems("demo"), view.hashes("demo")) == ([], {})
    with pytest.raises(NotFoundError):
        view.record("demo:1")
    assert len(view.judgements()) == 3, "judgements are about names, not about registers"
    assert view.status().pending
    with world.writer() as batch:
        batch.put_records(RECORDS)
    assert world.view().history("demo:2") == [RECORDS[0]], "a new beginning"


def test_dropped_records_are_gone_with_their_histories_and_drafts(world: Store) -> None:
    with world.writer() as batch:
        batch.put_records([replace(RECORDS[0], fields={"Title": "Changed"})])
        batch.redact("demo:2", ["Title"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    with world.writer() as batch:
        batch.drop_records(["demo:2", "demo:a:b", "demo:never-there", "demo:2"])
    view = world.view()
    assert [version.record for version in view.versions()] == [RECORDS[1]]
    assert [draft.record for draft in view.drafts()] == ["demo:1"]
    assert (view.sources(), len(view.redactions())) == (view.version(), 1)
    with pytest.raises(NotFoundError):
        view.history("demo:2")

    def draft_what_was_dropped() -> None:
        with world.writer() as batch:
            batch.put_records([Record("demo", "short", {})])
            batch.drop_records(["demo:short"])
            batch.put_drafts([Draft("demo", "short", "partnership", "Short", "toy/1")])

    with pytest.raises(InputError):
        draft_what_was_dropped()


def test_a_register_is_removed_in_batches(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(removal, "BATCH", 2)
    with world.writer() as batch:
        batch.put_register(Register("another"))
        batch.put_records([Record("another", "1", {}), replace(RECORDS[0], fields={"Title": "Changed"})])
        batch.vanish_records("demo", ["1"])
        batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    before = world.view().version()
    removal.remove_register(world, "demo")
    removal.remove_register(world, "never-there")
    view = world.view()
    assert view.version() == before + 4
    assert [version.record.id for version in view.versions()] == ["another:1"]
    assert [register.code for register in view.registers()] == ["another"]
    assert (list(view.drafts()), view.problems("demo"), len(view.redactions())) == ([], [], 1)


def test_a_redaction_outlasts_deleting_and_reading_the_register_again(world: Store) -> None:
    with world.writer() as batch:
        batch.redact("demo:1", ["Contact"], "asked for", "the desk", "2025-05-05T00:00:00Z")
    kept = world.view().redactions()
    with world.writer() as batch:
        batch.delete_register("demo")
    assert world.view().redactions() == kept
    with pytest.raises(NotFoundError), world.writer() as batch:
        batch.redact("demo:1", ["Title"], "of what isn't there", "the desk", "2025-06-06T00:00:00Z")
    with world.writer() as batch:
        batch.put_records(RECORDS)
    assert world.view().history("demo:1") == [REDACTED]
    assert world.view().hashes("demo")["1"] == (RECORDS[1].content_hash, "")
    with world.writer() as batch:
        batch.delete_register("demo")
        batch.put_records([replace(RECORDS[1], fields={"Title": "Changed", "Contact": "the same person"})])
    assert world.view().record("demo:1").fields == {"Title": "Changed", "Contact": ""}
    assert world.view().redactions() == kept


def test_redactions_that_are_put_hold_for_what_comes_later(world: Store) -> None:
    later = Redaction("demo:9", ("Contact",), "asked for", "the desk", "2025-05-05T00:00:00Z")
    with world.writer() as batch:
        batch.put_redactions([later, replace(later, record="demo:1")])
        batch.put_records([Record("demo", "9", {"Title": "Nine", "Contact": "someone"})])
    assert world.view().record("demo:9").fields == {"Title": "Nine", "Contact": ""}
    assert world.view().record("demo:1") == RECORDS[1], "what is there stays"
    assert world.view().redactions() == [later, replace(later, record="demo:1")]
