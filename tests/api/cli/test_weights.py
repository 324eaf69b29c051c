"""GOAL17_MATCHING: own weights change an answer and are named in it; a file that has none is refused by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from api.app import create_app
from api.settings import Settings
from graph.errors import InputError
from graph.matching.model import shipped, written
from graph.store import open_store

Goal17 = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Weights by which a partner of the same country and type alone counts."""
    file = tmp_path / "own.json"
    weights = {"known": {"amount": {"compatriots": 2, "type": 1}}}
    file.write_text(json.dumps({"name": "own/7", "weights": {"partners": weights, "partnerships": weights}}))
    return file


def asked(run: Goal17, store: str, **environment: str) -> dict[str, Any]:
    result = run("match", "partners", "coast-3", "--store", store, "--json", **environment)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_own_weights_change_the_answer_and_are_named(run: Goal17, store: str, own: Path) -> None:
    before, after = asked(run, store), asked(run, store, GOAL17_MATCHING=str(own))
    assert before["model"]["weights"] == shipped().name
    assert after["model"]["weights"] == "own/7"
    features = {reason["feature"] for match in after["matches"] for reason in match["reasons"]}
    assert features
    assert features <= {"compatriots", "type"}
    assert [match["score"] for match in after["matches"]] != [match["score"] for match in before["matches"]]


def test_the_shipped_weights_as_a_file_of_ones_own_answer_alike(run: Goal17, store: str, tmp_path: Path) -> None:
    file = tmp_path / "copied.json"
    file.write_text(json.dumps(written(shipped())))
    before, after = asked(run, store), asked(run, store, GOAL17_MATCHING=str(file))
    assert after["matches"] == before["matches"]


def test_an_empty_setting_is_none(run: Goal17, store: str) -> None:
    assert asked(run, store, GOAL17_MATCHING="") == asked(run, store)


@pytest.mark.parametrize(
    "text", ["", "{}", "not json", '{"name": "x", "weights": {"partners": {"known": {"amount": {"wrods": 1}}}}}']
)
def test_what_is_no_file_of_weights_is_refused_by_name(run: Goal17, store: str, own: Path, text: str) -> None:
    own.write_text(text)
    for question in (("partners", "coast-3"), ("partnerships", "--name", "Wells", "--text", "We dig wells.")):
        result = run("match", *question, "--store", store, GOAL17_MATCHING=str(own))
        assert result.exit_code == 2
        assert str(own) in result.stderr.replace("\n", "")
        assert "Traceback" not in result.output
    own.unlink()
    result = run("match", "partners", "coast-3", "--store", store, GOAL17_MATCHING=str(own))
    assert result.exit_code == 2
    assert str(own) in result.stderr.replace("\n", "")


def test_a_service_does_not_start_on_weights_that_can_not_be_read(store: str, own: Path, tmp_path: Path) -> None:
    own.write_text("{")
    with open_store(store) as opened, pytest.raises(InputError, match=r"own\.json"):
        create_app(Settings(models=tmp_path / "none", cache=tmp_path / "cache", matching=own), opened)
    told = Settings(store=store, matching=None)
    assert told.matching is None
