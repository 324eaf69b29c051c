"""A body longer than any question is refused with a problem document."""

from __future__ import annotations

import json
from http.client import HTTPConnection

from api.body_limit import MOST
from tests.api.conftest import Client


def test_more_than_anybody_says(client: Client) -> None:
    reply = client.ask("/match/partners", b" " * (MOST + 1))
    assert reply.status == 413
    assert f"{MOST:,} bytes" in reply.problem["detail"]


def test_what_comes_without_a_stated_length(client: Client) -> None:
    connection = HTTPConnection(client.url.removeprefix("http://"), timeout=60)
    connection.putrequest("POST", "/api/v1/match/partners")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    part = b" " * (1 << 19)
    for _ in range(MOST // len(part)):
        connection.send(b"%x\r\n%s\r\n" % (len(part), part))
    connection.send(b"1\r\n \r\n0\r\n\r\n")
    with connection.getresponse() as reply:
        assert reply.status == 413
        assert json.loads(reply.read())["status"] == 413
    connection.close()


def test_the_longest_that_is_read(client: Client) -> None:
    body = json.dumps({"partnership": {"title": "Mangroves"}}).encode()
    assert client.ask("/match/partners", body + b" " * (MOST - len(body))).status == 200
