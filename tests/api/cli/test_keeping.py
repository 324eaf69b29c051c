"""What looks after a store: registers, backups, moves, redactions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import Result

from graph.model.judgements import Judgement, Name
from graph.store import open_store

Goal17 = Callable[..., Result]


def answer(run: Goal17, url: str) -> object:
    return json.loads(run("search", "mangroves", "--json", "--store", url).stdout)["hits"]


def test_registers_are_listed_with_their_licence(run: Goal17, store: str) -> None:
    for told in (("registers",), ("registers", "list")):
        shown = " ".join(run(*told, "--store", store).stdout.split())
        assert shown.startswith("coast: Partnerships of the coast 5 rows, 4 read, 1 set aside; read at ")
        assert "licence CC BY 4.0" in shown
    listed = json.loads(run("registers", "--json", "--store", store).stdout)
    assert [register["code"] for register in listed["registers"]] == ["coast"]


def test_a_register_is_deleted_after_asking(run: Goal17, store: str) -> None:
    told = ("registers", "delete", "coast", "--store", store)
    for no in ("n\n", ""):
        refused = run(*told, stdin=no)
        assert refused.exit_code == 2
        assert "Remove coast with 5 rows" in refused.stderr
        assert "Nothing was changed." in refused.stderr
    assert answer(run, store)
    assert run(*told, stdin="y\n").exit_code == 0
    assert not answer(run, store)
    gone = run(*told, "--yes")
    assert gone.exit_code == 2
    assert "coast" in gone.stderr


def test_rebuilding_what_is_right_changes_nothing(run: Goal17, store: str) -> None:
    assert run("registers", "rebuild", "--store", store).stdout == "Nothing changed in the graph.\n"
    changes = json.loads(run("registers", "rebuild", "--json", "--store", store).stdout)
    assert changes == {"graph": {"put": 0, "dropped": 0, "related": 0, "unrelated": 0}}


def test_the_status(run: Goal17, store: str) -> None:
    shown = " ".join(run("store", "--store", store).stdout.split())
    assert shown.startswith(f"{store} (sqlite ")
    assert "partnership 4" in shown
    assert "Nothing can be found by meaning" in shown
    status = json.loads(run("store", "status", "--json", "--store", store).stdout)
    assert status["url"] == store
    assert status["status"]["entities"]["partnership"] == 4
    assert status["status"]["pending"] is False


def test_a_backup_holds_everything_and_is_put_back(run: Goal17, store: str, tmp_path: Path) -> None:
    with open_store(store) as opened, opened.writer() as writer:
        writer.put_judgements([_judgement()])
    assert run("registers", "rebuild", "--store", store).exit_code == 0
    backed_up = run("store", "backup", "kept.db", "--store", store)
    assert "kept.db: 4 records, 1 judgement of " in backed_up.stdout
    assert run("store", "backup", "kept.db", "--store", store).exit_code == 2
    assert run("store", "backup", "kept.db", "--replace", "--store", store).exit_code == 0
    other = f"sqlite:///{tmp_path}/other.db"
    assert "4 records, 1 judgement" in run("store", "restore", "kept.db", "--store", other).stdout
    assert answer(run, other) == answer(run, store)


def test_a_store_that_holds_something_is_not_overwritten_by_a_slip(run: Goal17, store: str, tmp_path: Path) -> None:
    run("store", "backup", "kept.db", "--store", store)
    run("registers", "delete", "coast", "--yes", "--store", store)
    (tmp_path / "two.csv").write_text("Id,Title,Partners\n1,Wells,River Watch\n")
    assert run("ingest", "two.csv", "--store", store).exit_code == 0
    refused = run("store", "restore", "kept.db", "--store", store)
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    assert run("store", "restore", "kept.db", "--replace", "--store", store).exit_code == 0
    assert answer(run, store)
    absent = run("store", "restore", "absent.db", "--replace", "--store", store)
    assert absent.exit_code == 2
    assert "There is no backup absent.db." in absent.stderr
    assert answer(run, store)


@pytest.mark.parametrize("damage", ["its beginning", "its middle", "everything"])
def test_a_damaged_store_is_moved_aside_and_restored(run: Goal17, store: str, tmp_path: Path, damage: str) -> None:
    file = Path(store.removeprefix("sqlite:///"))
    before = answer(run, store)
    assert run("store", "backup", "kept.db", "--store", store).exit_code == 0
    content = file.read_bytes()
    spoilt = {
        "its beginning": b"x" * 4096 + content[4096:],
        "its middle": content[:4096] + b"x" * (len(content) - 4096),
        "everything": b"no database " * 1000,
    }[damage]
    for number, name in enumerate(("coast.db.damaged", "coast.db.damaged-2"), start=1):
        file.write_bytes(spoilt)
        assert run("store", "restore", "kept.db", "--store", store).exit_code == 2
        restored = run("store", "restore", "kept.db", "--replace", "--store", store)
        assert restored.exit_code == 0, restored.output
        assert name in restored.stderr
        assert (tmp_path / name).read_bytes() == spoilt
        aside = [each for each in tmp_path.glob("*.damaged*") if not each.name.endswith(("-wal", "-shm"))]
        assert len(aside) == number
        assert answer(run, store) == before


def test_a_damaged_store_stays_where_the_backup_is_damaged_too(run: Goal17, store: str, tmp_path: Path) -> None:
    file = Path(store.removeprefix("sqlite:///"))
    file.write_bytes(b"no database " * 1000)
    (tmp_path / "kept.db").write_bytes(b"no backup " * 1000)
    refused = run("store", "restore", "kept.db", "--replace", "--store", store)
    assert refused.exit_code == 2
    assert "kept.db" in refused.stderr
    assert file.read_bytes() == b"no database " * 1000
    assert not list(tmp_path.glob("*.damaged*"))


def test_a_store_is_moved_to_an_empty_one_and_answers_the_same(run: Goal17, store: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/moved.db"
    moved = run("store", "move", target, "--store", store)
    assert moved.exit_code == 0, moved.output
    assert f"export GOAL17_STORE={target}" in moved.stdout
    assert answer(run, target) == answer(run, store)
    again = run("store", "move", target, "--store", store)
    assert again.exit_code == 2
    assert "isn't empty" in again.stderr


def test_a_redaction_is_kept_and_outlasts_a_reading(run: Goal17, store: str, coast: Path) -> None:
    told = ("redact", "coast:1", "Contact", "--reason", "asked by the person", "--by", "A. Desk", "--store", store)
    assert run(*told, stdin="n\n").exit_code == 2
    assert "A. Person" in run("show", "coast:1", "--record", "--store", store).stdout
    made = json.loads(run(*told, "--yes", "--json").stdout)["redaction"]
    assert (made["record"], made["columns"], made["by"]) == ("coast:1", ["Contact"], "A. Desk")
    for _ in range(2):
        shown = run("show", "coast:1", "--record", "--store", store).stdout
        assert "A. Person" not in shown
        assert "(redacted)" in shown
        run("ingest", coast, "--map", coast.with_suffix(".yml"), "--store", store)
    assert run("show", "coast-1", "--store", store).exit_code == 0


def test_words_that_were_redacted_are_not_in_the_file(run: Goal17, store: str) -> None:
    file = Path(store.removeprefix("sqlite:///"))
    assert b"villag" in file.read_bytes()
    told = ("redact", "coast:1", "Description", "--reason", "asked by the person", "--by", "A. Desk", "--yes")
    assert run(*told, "--store", store).exit_code == 0
    left = [each.name for each in file.parent.glob(f"{file.name}*") if b"villag" in each.read_bytes()]
    assert left == [], "the index of full text holds words too"


def test_what_can_not_be_redacted_is_said(run: Goal17, store: str) -> None:
    why = ("--reason", "x", "--by", "y", "--yes", "--store", store)
    unknown = run("redact", "coast:1", "Telephone", *why)
    assert unknown.exit_code == 2
    assert "“Telephone”" in unknown.stderr
    assert "“Contact”" in unknown.stderr
    assert run("redact", "coast:99", "Contact", *why).exit_code == 2
    assert run("redact", "coast:1", "Contact", "--yes", "--store", store).exit_code == 2


def test_a_port_that_is_taken(run: Goal17, store: str) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]), "--store", store)
    assert result.exit_code == 2
    assert "Can't listen on 127.0.0.1" in result.stderr


def _judgement() -> Judgement:
    return Judgement(
        Name("river watch"), Name("sunrise energy ltd"), "different", "person", "A. Desk", "2026-05-31T10:00:00Z"
    )


@pytest.mark.xdist_group("neo4j")
def test_a_store_is_moved_to_neo4j_and_backed_up_from_there(
    run: Goal17, store: str, tmp_path: Path, neo4j_url: str
) -> None:
    _empty(neo4j_url)
    moved = run("store", "move", neo4j_url, "--store", store)
    assert moved.exit_code == 0, moved.output
    password = urlsplit(neo4j_url).password or ""
    assert f":{password}@" not in moved.output
    assert "Write the user and the password into it" in moved.stdout
    assert answer(run, neo4j_url) == answer(run, store)
    assert "(neo4j " in run("store", "--store", neo4j_url).stdout
    assert run("store", "backup", "kept.db", "--store", neo4j_url).exit_code == 0
    assert answer(run, f"sqlite:///{tmp_path}/kept.db") == answer(run, store)
    refused = run("store", "restore", "kept.db", "--replace", "--store", neo4j_url)
    assert refused.exit_code == 2
    assert "empty database" in refused.stderr
    _empty(neo4j_url)
    assert run("store", "restore", "kept.db", "--store", neo4j_url).exit_code == 0
    assert answer(run, neo4j_url) == answer(run, store)
    _empty(neo4j_url)


def _empty(url: str) -> None:
    from neo4j import GraphDatabase

    parts = urlsplit(url)
    where = f"{parts.scheme}://{parts.hostname}:{parts.port}"
    with GraphDatabase.driver(where, auth=(parts.username or "", parts.password or "")) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=parts.path.strip("/") or None)


def test_thresholds_are_settings(run: Goal17, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants to be asked about everything that a score would join is asked."""
    file = tmp_path / "names.csv"
    file.write_text("title,partners\nReefs,Roatan Marine Park\nCoasts,Roatn Marine Park\n", encoding="utf-8")
    partners = {}
    for merge in ("", "1"):
        store = f"sqlite:///{tmp_path / f'store{merge}.db'}"
        monkeypatch.setenv("GOAL17_STORE", store)
        monkeypatch.setenv("GOAL17_MERGE", merge or "0.8")
        run("ingest", str(file), "--no-embed")
        with open_store(store) as opened:
            partners[merge] = opened.view().status().entities["partner"]
    assert partners == {"": 1, "1": 2}
    assert "Roatn Marine Park" in run("review", "list").output
