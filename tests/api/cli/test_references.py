"""Entries of a reference register at the command line: read, asked for by their records, decided on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Goal17 = Callable[..., Result]


def entry(key: str, name: str, **more: object) -> dict[str, object]:
    """An entry in the registry's flat form."""
    names = [{"value": name, "types": ["ror_display", "label"], "lang": "en"}]
    plain = {"id": f"https://ror.org/{key}", "names": names, "types": ["nonprofit"], "country": ["KE"]}
    return {**plain, "status": "active", "relationships": [], "links": [], "external_ids": [], **more}


SUCCESSOR = [{"type": "successor", "id": "https://ror.org/02", "label": "Blue Coast Trust"}]
ENTRIES = (
    entry("01", "Kelp Institute of Mombasa"),
    entry("02", "Blue Coast Trust"),
    entry("03", "Coast Trust of Old", status="withdrawn", relationships=SUCCESSOR),
    entry("04", "River Watch"),
    entry("05", "River Watch", country=["UG"]),
)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    file = tmp_path / "registry.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in ENTRIES), encoding="utf-8")
    return file


def facts(shown: Result) -> object:
    """What is told of an entry, but for the version of the store."""
    assert shown.exit_code == 0, shown.output
    return {**json.loads(shown.stdout), "version": 0}


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_reference_register_read_alone_says_why_there_are_no_organisations(run: Goal17, registry: Path) -> None:
    told = run("ingest", registry, "--store", "sqlite:///alone.db")
    assert told.exit_code == 0, told.output
    assert "0 organisations" in flat(told.stdout)
    assert "ror is a reference register: its entries are no organisations here." in flat(told.stdout)
    assert "0 of them are linked with an entry." in flat(told.stdout)
    listed = run("registers", "list", "--store", "sqlite:///alone.db").stdout
    assert "a reference register: its entries are no partners" in flat(listed)


def test_an_entry_is_shown_as_what_it_is(run: Goal17, registry: Path, store: str) -> None:
    told = flat(run("ingest", registry, "--store", store).stdout)
    assert "1 of them is linked with an entry." in told
    assert "a reference register" not in run("registers", "list", "--store", store).stdout.partition("ror")[0]
    nobody = run("show", "ror:https://ror.org/01", "--store", store)
    assert nobody.exit_code == 2
    assert "is the entry of Kelp Institute of Mombasa" in nobody.stderr
    assert "Kenya) in a reference register; it is no partner here" in flat(nobody.stderr)
    assert "Kelp Institute" in run("show", "ror:https://ror.org/01", "--record", "--store", store).stdout
    assert run("show", "ror:https://ror.org/02", "--store", store).stdout.startswith("Partner: Blue Coast Trust")
    gone = flat(run("show", "ror:https://ror.org/03", "--store", store).stderr)
    assert "withdrawn it; its successor is Blue Coast Trust (ror:https://ror.org/02)" in gone
    unknown = run("show", "ror:https://ror.org/99", "--store", store)
    assert "There is no entry with the id 'ror:https://ror.org/99'" in unknown.stderr


def test_two_partners_of_one_entry_are_both_named(run: Goal17, registry: Path, store: str) -> None:
    run("ingest", registry, "--store", store)
    run("review", "same", "Sunrise Energy Ltd", "https://ror.org/02", "--by", "Ama", "--store", store)
    both = flat(run("show", "ror:https://ror.org/02", "--store", store).stderr)
    assert "linked with it:" in both
    assert "Blue Coast Trust (" in both
    assert "Sunrise Energy Ltd (" in both


def test_an_entry_is_decided_on_and_undone(run: Goal17, registry: Path, store: str) -> None:
    run("ingest", registry, "--store", store)
    page = flat(run("review", "list", "--kind", "reference", "--store", store).stdout)
    assert page.startswith("2 open questions")
    assert "entry of ror, no partner" in page
    listed = run("review", "list", "--kind", "reference", "--country", "Kenya", "--json", "--store", store).stdout
    (question,) = json.loads(listed)["questions"]
    (partner,) = (question[side]["id"] for side in "ab" if question[side]["kind"] == "partner")
    before = facts(run("show", partner, "--json", "--store", store))
    shown = flat(run("review", "show", question["id"], "--store", store).stdout)
    assert "no partner, but the entry ror:https://ror.org/04" in shown
    assert "if same “River Watch” gets ROR https://ror.org/04, country Kenya" in shown
    session = run("review", "--by", "Ama", "--country", "Kenya", "--store", store, stdin="s\n")
    assert "Is this organisation that entry of a reference register? 1 of 1" in session.stdout
    assert "1 decision: 1 same." in session.stdout
    assert "No open question" in run("review", "list", "--kind", "reference", "--store", store).stdout
    linked = flat(run("review", "show", question["id"], "--store", store).stdout)
    assert "now It is linked with this entry." in linked
    assert "If different, “River Watch” loses ROR https://ror.org/04, country Kenya" in linked
    another = flat(run("review", "show", "Sunrise Energy Ltd", "https://ror.org/04", "--store", store).stdout)
    assert "Another partner bears this entry already: “River Watch”" in another
    history = run("review", "history", "--store", store).stdout
    assert "“river watch” (ror:https://ror.org/04)" in flat(history)
    assert run("review", "undo", "--by", "Ama", "--store", store).exit_code == 0
    assert facts(run("show", partner, "--json", "--store", store)) == before


def test_who_is_no_partner_is_named_from_the_reference_register(run: Goal17, registry: Path, store: str) -> None:
    run("ingest", registry, "--store", store)
    (kelp,) = json.loads(run("resolve", "Kelp Institute of Mombasa", "--json", "--store", store).stdout)["results"]
    (known,) = kelp["elsewhere"]
    assert (known["record"], known["same"]) == ("ror:https://ror.org/01", True)
    assert "known to ror:" in run("resolve", "Kelp Institute of Mombasa", "--store", store).stdout
    (trust,) = json.loads(run("resolve", "Blue Coast Trust", "--json", "--store", store).stdout)["results"]
    assert trust["elsewhere"] == []
    assert trust["candidates"][0]["same"] is True
