"""Every link leads somewhere: a crawl of the small world from its home page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scripts.crawl import Crawl, crawl
from tests.api.conftest import Client

MOST = 300


def told(seen: Crawl) -> str:
    return "\n".join(f"{fault.rule}: {fault.what} (on {fault.where})" for fault in seen.faults)


def test_no_link_is_dead(site: Client) -> None:
    seen = crawl(site.url, MOST)
    assert not seen.faults, told(seen)
    # It went far: profiles of both kinds, lists, their data.
    for sort in ("/search?", "/search.json", "/partners/*", "/partnerships/*", "/partnerships/*.json"):
        assert seen.sorts[sort] >= 1, sort


SITE: Mapping[str, str] = {
    "/": '<h1 id="top">A</h1><a href="/gone">1</a><a href="#nowhere">2</a><a href="/b#there">3</a>'
    '<a href="/b?lang=fr">4</a>'
    '<img src="https://elsewhere.example/x.png"><a href="https://elsewhere.example">5</a><a href="javascript:x()">6</a>'
    '<a href="https://elsewhere.example" rel="nofollow noopener">7</a><form action="/c#said"></form>'
    + "".join(f'<a href="/many/{number}">8</a>' for number in range(50)),
    "/b": '<div><span id="there"></div>',
    "/c": "<h1>C</h1>",
}


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        body = SITE.get(path, "<h1>One of many</h1>" if path.startswith("/many/") else "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody wants to read it."""


@pytest.fixture
def faulty() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_crawl_finds_what_is_wrong(faulty: str) -> None:
    seen = crawl(faulty, 20)
    assert [(fault.rule, fault.what) for fault in seen.faults] == [
        ("foreign resource", "https://elsewhere.example/x.png"),
        ("link outside", "https://elsewhere.example: rel is “”"),
        ("link outside", "javascript:x(): leads to javascript:"),
        ("dead link", "/gone: 404"),
        ("markup", "</div> in line 1, column 22, where <span> is open"),
        ("markup", "<div> is never closed"),
        ("markup", "<span> is never closed"),
        ("dead fragment", "/#nowhere"),
    ]
    assert sum(seen.sorts.values()) == 20
    assert seen.sorts["/many/*"] == 16, "and the others had their turn"
    assert seen.waiting == 50 - 16
