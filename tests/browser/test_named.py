"""Every field that takes a partner's name reads it in one way: `api.named`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.named import named_partner
from api.service import Service
from graph.store import open_store


@pytest.fixture(scope="module")
def service(filled_site: Path, models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_store(f"sqlite:///{filled_site}") as store:
        yield Service(store, models, tmp_path_factory.mktemp("named"))


def test_a_name_that_one_partner_bears_is_taken_and_says_why(service: Service) -> None:
    read = named_partner(service, "unep")
    assert read.taken is not None
    assert read.taken.name == "United Nations Environment Programme"
    assert read.taken.reasons
    assert not read.possible


def test_of_two_bearers_of_a_name_none_is_guessed(service: Service) -> None:
    read = named_partner(service, "Ministry of Forestry")
    assert read.taken is None
    assert {each.country for each in read.possible[:2]} == {"KEN", "TZA"}
    told = named_partner(service, "Ministry of Forestry (Tanzania)")
    assert told.taken is not None
    assert told.taken.country == "TZA"
    assert named_partner(service, "Ministry of Forestry (Kenya)").taken is not None


def test_an_id_is_read_too(service: Service) -> None:
    unep = named_partner(service, "UNEP").taken
    assert unep is not None
    read = named_partner(service, f" {unep.id} ").taken
    assert read is not None
    assert read.id == unep.id


@pytest.mark.parametrize("written", ["", "  ", "zzzxqy unheard of", "\u202e🌊", "<script>"])
def test_who_is_nobody_is_nobody(service: Service, written: str) -> None:
    read = named_partner(service, written)
    assert read.taken is None
    assert not any(each.score > 0.9 for each in read.possible)
    assert not read.problem


def test_what_is_no_name_says_why(service: Service) -> None:
    assert "characters" in named_partner(service, "x" * 3000).problem
