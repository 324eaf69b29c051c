"""What takes a processor for seconds is done for one at a time, and few may wait for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from api.gaps import country_view, gaps, niches
from api.gate import Gate
from api.service import Service
from graph.analytics.slices import Slice
from graph.errors import NotReadyError
from graph.store import open_store
from tests.world import UNDP, draft, read

DAY = date(2026, 1, 1)


def test_gaps_wait_for_their_turn_and_ask_to_come_again_where_too_many_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.gate.MOST_WAITING", 0)
    with open_store(f"sqlite:///{tmp_path / 'coast.db'}") as store:
        read(store, [draft("coast", "1", "Mangroves", "We restore forests.", UNDP, sdgs=(14,), countries=("KEN",))])
        service = Service(store, tmp_path / "models", tmp_path / "cache")
        with service.counting.one():
            with pytest.raises(NotReadyError, match="Ask again in a minute"):
                gaps(service, Slice(), as_of=DAY)
            # What is quick is answered all the same.
            assert country_view(service, Slice(), "KEN", window=30, most=10, as_of=DAY).view.name == "Kenya"
        with service.measuring.one():
            # What takes minutes holds up nothing that takes seconds.
            assert niches(service, Slice(), "KEN", as_of=DAY).niches.here == 1
        assert gaps(service, Slice(), as_of=DAY).coverage.population.state_both == 1


def test_who_waits_hears_how_many_are_before_and_may_give_up() -> None:
    gate, heard = Gate(), []

    class EnoughError(Exception):
        pass

    def wait(what: str, done: int, total: int) -> None:
        heard.append((what, done, total))
        raise EnoughError

    with gate.one():
        with pytest.raises(EnoughError), gate.one(wait):
            pytest.fail("two are inside")
        # Who gave up waits no longer: the next one has one before it, as the one who gave up had.
        with pytest.raises(EnoughError), gate.one(wait):
            pytest.fail("two are inside")
    assert heard == [("waiting", 0, 1), ("waiting", 0, 1)]
    with gate.one(wait):
        pass
