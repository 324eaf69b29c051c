"""Schemathesis asks every route with data that fits the OpenAPI document and data that doesn't."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest
import requests
import schemathesis

# Here and not where they are first needed: pytest parses what it imports, an application's thread may parse too (numpy
# does so with a model's headers), and Python 3.11 mixes up what two threads parse at once (CPython gh-106905).
import schemathesis.specs.openapi.schemas
import schemathesis.transport.asgi
import schemathesis.transport.requests
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.api.conftest import Client

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]

SETTINGS = hypothesis.settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


@pytest.fixture
def session() -> Iterator[requests.Session]:
    """One connection for all requests; without it each looks for a .netrc, and proxies, of its own."""
    with requests.Session() as made:
        made.trust_env = False
        yield made


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
def test_every_answer_is_as_documented(client: Client, session: requests.Session, mode: GenerationMode) -> None:
    # A body of more than 4 MiB is refused as such, whatever else is wrong with it.
    refusing = {
        "checks": {
            "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "413", "415", "422"]}
        }
    }
    document = schemathesis.openapi.from_url(
        f"{client.url}/openapi.json", config=SchemathesisConfig.from_dict(refusing)
    )
    checks = [*CHECKS, negative_data_rejection] if mode is GenerationMode.NEGATIVE else CHECKS
    asked, there = set(), set()
    for found in document.get_all_operations():
        operation = found.ok()
        there.add(operation.label)

        @SETTINGS
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: schemathesis.Case) -> None:
            asked.add(case.operation.label)
            case.call_and_validate(checks=checks, session=session)

        try:
            ask()
        except hypothesis.errors.Unsatisfiable:
            # Nothing can be wrong with a request that takes nothing.
            assert mode is GenerationMode.NEGATIVE, operation.label
    if mode is GenerationMode.POSITIVE:
        assert asked == there
    else:
        assert {label for label in there if label.startswith("POST")} < asked
