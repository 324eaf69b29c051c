"""The Python package `reconciler`, as its users call it, against a running service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.reconciliation.conftest import Reconciliation

pandas = pytest.importorskip("pandas")
reconciler = pytest.importorskip("reconciler", reason="the package reconciler is not installed")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:reconciler")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Its one session of HTTP is closed when a test is done."""
    yield
    reconciler.webutils.http.close()


def test_a_column_of_names_is_matched(reconciliation: Reconciliation) -> None:
    column = pandas.Series(["UNDP", "Green Shore Trust", "Reef Watchers Network", "UNDP"])
    found = reconciler.reconcile(column, type_id="partner", reconciliation_endpoint=reconciliation.url)
    by_name: dict[str, Any] = found.set_index("input_value").to_dict("index")
    assert by_name["UNDP"]["name"] == "United Nations Development Programme"
    assert by_name["UNDP"]["match"] is True
    assert by_name["UNDP"]["score"] == 100
    assert by_name["UNDP"]["type"] == "Partner"
    assert by_name["UNDP"]["type_id"] == "partner"
    assert by_name["Green Shore Trust"]["match"] is True
    assert by_name["Reef Watchers Network"]["match"] is False


def test_another_column_tells_namesakes_apart(reconciliation: Reconciliation) -> None:
    table = pandas.DataFrame({"name": ["CT", "CT."], "country": ["India", "Indonesia"]})
    found = reconciler.reconcile(
        table["name"],
        type_id="partner",
        property_mapping={"country": table["country"]},
        reconciliation_endpoint=reconciliation.url,
    )
    assert list(found["name"]) == ["Code Together", "Coral Triangle"]
    assert list(found["match"]) == [True, True]


def test_all_candidates_of_a_long_column(reconciliation: Reconciliation) -> None:
    """It sends its queries in batches of its own."""
    names = [f"Foundation {number} of the blue flame" for number in range(25)]
    found = reconciler.reconcile(
        pandas.Series(names), type_id="partner", top_res="all", reconciliation_endpoint=reconciliation.url
    )
    assert set(found["input_value"]) == set(names)
    assert set(found.columns) >= {"id", "name", "description", "score", "match", "type", "type_id"}
