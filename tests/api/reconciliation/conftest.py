"""The reconciliation service as its clients ask it: forms in, JSON out."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

import pytest

from tests.api.conftest import Client, Reply

FORM = "application/x-www-form-urlencoded"


def send(
    url: str, body: bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, whatever it is."""
    request = urllib.request.Request(url, body, headers or {}, method=method)
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()


@dataclass(frozen=True)
class Reconciliation:
    """Asks a service at an address."""

    url: str

    def form(self, content_type: str = FORM, body: bytes | None = None, **fields: str) -> Reply:
        """POST a form, or bytes in its place."""
        sent = urllib.parse.urlencode(fields).encode() if body is None else body
        status, headers, raw = send(self.url, sent, {"content-type": content_type})
        return Reply(status, headers, json.loads(raw))

    def get(self, path: str = "", **query: object) -> Reply:
        """GET something below the service's address."""
        asked = f"?{urllib.parse.urlencode(query)}" if query else ""
        status, headers, raw = send(f"{self.url}{path}{asked}")
        return Reply(status, headers, json.loads(raw))

    def batch(self, **queries: object) -> dict[str, Any]:
        """The answer to a batch of queries."""
        reply = self.form(queries=json.dumps(queries))
        assert reply.status == 200, reply.body
        answers: dict[str, Any] = reply.body
        assert list(answers) == list(queries)
        return answers

    def one(self, query: str | None = None, **more: object) -> list[dict[str, Any]]:
        """The candidates of one query."""
        asked = more if query is None else {"query": query, **more}
        answer = self.batch(q0=asked)["q0"]
        assert "error" not in answer, answer
        candidates: list[dict[str, Any]] = answer["result"]
        return candidates

    def error(self, query: object) -> str:
        """Why one query of a batch has no candidates; the query beside it has some."""
        answers = self.batch(bad=query, good={"query": "UNDP"})
        assert answers["bad"]["result"] == []
        assert answers["good"]["result"]
        said: str = answers["bad"]["error"]
        return said

    def extend(self, ids: list[str], *properties: str | dict[str, Any]) -> dict[str, Any]:
        """The answer to a data extension query."""
        asked = [{"id": each} if isinstance(each, str) else each for each in properties]
        reply = self.form(extend=json.dumps({"ids": ids, "properties": asked}))
        assert reply.status == 200, reply.body
        answer: dict[str, Any] = reply.body
        return answer


@pytest.fixture(scope="session")
def reconciliation(client: Client) -> Reconciliation:
    """The service over the reviewed world."""
    return Reconciliation(f"{client.url}/reconcile")


@pytest.fixture(scope="session")
def ids(reconciliation: Reconciliation) -> dict[str, str]:
    """Ids of some entities of the world by their names."""
    names = ("UNDP", "UNEP", "Green Shore Trust", "Mangroves for Kenya", "Blue Flame Foundation", "Red Agua Viva")
    answers = reconciliation.batch(**{name: {"query": name} for name in names})
    return {name: answers[name]["result"][0]["id"] for name in names}
