"""Which register a notebook is about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import StoreUnavailableError
from graph.store import open_store

Beside = Callable[[str], ModuleType]
TABLE = "Title,Partners\nClean rivers,Alpha Institute; Beta Foundation\n"


@pytest.fixture
def no_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOAL17_MODELS", str(tmp_path / "none"))


@pytest.mark.usefixtures("no_models")
def test_the_store_that_the_variable_names_is_opened_and_nothing_is_written(
    read: Callable[..., str], beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = read(rivers=TABLE)
    with open_store(url) as store:
        before = store.view().status()
    monkeypatch.setenv("GOAL17_STORE", url)
    register = beside("at_hand").open_register()
    assert "rivers" in str(register)
    assert "1 partnerships and 2 partners" in str(register)
    assert "not endorsed" in str(register)
    assert register.embedder is None
    assert register.view.status() == before
    register.store.close()


@pytest.mark.usefixtures("no_models")
def test_a_relative_path_is_looked_for_from_the_checkout(
    read: Callable[..., str], beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jupyter runs a notebook in its own folder, and who types the variable stands in the checkout."""
    file = Path(read(rivers=TABLE).removeprefix("sqlite:///"))
    at_hand = beside("at_hand")
    monkeypatch.chdir(Path(at_hand.__file__).parent)
    register = at_hand.open_register(f"sqlite:///{os.path.relpath(file, at_hand.ROOT)}")
    assert register.snapshot.titles == ["Clean rivers"]
    register.store.close()


@pytest.mark.usefixtures("no_models")
def test_a_store_that_is_not_there_is_told_and_not_made(beside: Beside, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="There is no store at"):
        beside("at_hand").open_register(f"sqlite:///{tmp_path / 'slip.db'}")
    assert not (tmp_path / "slip.db").exists()


@pytest.mark.usefixtures("no_models")
def test_without_the_variable_and_a_demo_it_is_the_sample(
    beside: Beside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at_hand = beside("at_hand")
    monkeypatch.delenv("GOAL17_STORE", raising=False)
    monkeypatch.setattr(at_hand, "DEMO", tmp_path / "none.db")
    register = at_hand.open_register()
    assert "sample register (as of 2018/2026): 414 partnerships" in str(register)
    register.store.close()
