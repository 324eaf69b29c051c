"""Follow the links of a running service from its home page, and tell what leads nowhere.

    python scripts/crawl.py http://127.0.0.1:8017 [--most 2000]

A link is dead where it answers 400 or above, a fragment where no element of the page has it as its id. Nothing of
another site may be loaded, and what leads to one says so (`rel`). Every sort of address gets its share: the one that
was asked least is asked next, so that the queries of a search don't crowd out the profiles. Languages of a page aren't
followed. Only GET is used.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit

_PATIENCE = 120.0
"""Seconds until an answer counts as none."""

_NOT_OURS = ("/docs",)
"""Pages of a library: they are there, and what they are made of isn't looked at."""

_BALANCED = frozenset(
    (
        *("a", "article", "aside", "bdi", "button", "details", "div", "dl", "fieldset", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "label", "main", "nav", "ol", "section", "select"),
        *("span", "summary", "svg", "table", "ul"),
    )
)
"""Elements that have to be closed where they were opened."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that isn't as it should be.

    Attributes:
        rule: `dead link`, `dead fragment`, `foreign resource`, `link outside`, `markup` or `data`.
        where: the page on which it stands (of a dead link, the first).
        what: the address or element, and what is wrong with it.
    """

    rule: str
    where: str
    what: str


@dataclass
class Crawl:
    """What a crawl has seen.

    Attributes:
        answers: number of answers by status.
        sorts: number of addresses asked by their sort, such as `/partners/*`.
        links: number of links that were read, repetitions too.
        waiting: addresses that were not asked any more.
        kilobytes: of all answers.
        seconds: that it took.
        faults: in the order in which they were found.
    """

    answers: Counter[int] = field(default_factory=Counter)
    sorts: Counter[str] = field(default_factory=Counter)
    links: int = 0
    waiting: int = 0
    kilobytes: float = 0.0
    seconds: float = 0.0
    faults: list[Fault] = field(default_factory=list)


class _Reader(HTMLParser):
    """What stands in a page: ids, ways on, what is loaded, and elements that aren't closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag in {"a", "area"} and "href" in given:
            self.links.append((given["href"], given.get("rel", "")))
        elif tag == "form" and given.get("method", "get").lower() == "get" and "action" in given:
            # Its fragment is one of the page with what the form says, which isn't asked here.
            self.links.append((given["action"].partition("#")[0], ""))
        elif tag == "link" and "alternate" in given.get("rel", ""):
            self.links.append((given["href"], ""))
        else:
            self.loaded += [given[name] for name in ("src", "href") if name in given]
        if tag in _BALANCED:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _BALANCED:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _BALANCED:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            line, column = self.getpos()
            last = f"<{self.open[-1]}> is open" if self.open else "nothing is open"
            self.unbalanced.append(f"</{tag}> in line {line}, column {column}, where {last}")


def sort_of(address: str) -> str:
    """What addresses of the same place have in common.

    >>> sort_of("/partners/reef-watch-1"), sort_of("/search?q=sea&sdg=14"), sort_of("/partners/reef-watch-1.json")
    ('/partners/*', '/search?', '/partners/*.json')
    """
    parts = urlsplit(address)
    first, *others = parts.path.strip("/").split("/")
    ending = next((each for each in (".json", ".csv") if parts.path.endswith(each)), "")
    place = "/" + "/".join([first, *("*" for _ in others)])
    return f"{place if place.endswith(ending) else place + ending}{'?' if parts.query else ''}"


def crawl(base: str, most: int) -> Crawl:
    """Follow links from `/`.

    Args:
        base: of the service, `http://host:port`.
        most: addresses to ask at most.
    """
    return _Crawler(base.rstrip("/")).run(most)


class _Crawler:
    def __init__(self, base: str) -> None:
        self.base = base
        self.connection = _connection(base)
        self.seen = Crawl()
        self.known = {"/"}
        self.queues: dict[str, deque[tuple[str, str]]] = {"/": deque([("/", "(start)")])}
        self.ids: dict[str, set[str]] = {}
        self.fragments: list[tuple[str, str, str]] = []

    def run(self, most: int) -> Crawl:
        began = time.monotonic()
        for address, found_on in self._next(most):
            self._visit(address, found_on)
        for where, address, fragment in dict.fromkeys(self.fragments):
            if address in self.ids and fragment not in self.ids[address]:
                self._fault("dead fragment", where, f"{address}#{fragment}")
        self.seen.waiting = sum(map(len, self.queues.values()))
        self.seen.seconds = time.monotonic() - began
        self.connection.close()
        return self.seen

    def _next(self, most: int) -> Iterator[tuple[str, str]]:
        """Addresses to ask, those of the sort that was asked least first."""
        for _ in range(most):
            waiting = [sort for sort, queue in self.queues.items() if queue]
            if not waiting:
                return
            sort = min(waiting, key=lambda each: self.seen.sorts[each])
            self.seen.sorts[sort] += 1
            yield self.queues[sort].popleft()

    def _visit(self, address: str, found_on: str) -> None:
        try:
            status, media, location, body = self._ask(address)
        except (OSError, HTTPException) as error:
            self._fault("dead link", found_on, f"{address}: {error}")
            self.connection.close()
            self.connection = _connection(self.base)
            return
        self.seen.answers[status] += 1
        self.seen.kilobytes += len(body) / 1024
        if status >= 400:
            self._fault("dead link", found_on, f"{address}: {status}")
        elif location:
            self._follow(location, "", address)
        elif address.startswith(_NOT_OURS):
            pass
        elif media == "text/html":
            self._read(address, body)
        elif media.endswith("json"):
            try:
                json.loads(body)
            except ValueError as error:
                self._fault("data", address, str(error))

    def _ask(self, address: str) -> tuple[int, str, str, bytes]:
        self.connection.request("GET", address, headers={"Accept": "text/html, */*"})
        answer = self.connection.getresponse()
        body = answer.read()
        media = answer.headers.get("content-type", "").partition(";")[0]
        return answer.status, media, answer.headers.get("location", ""), body

    def _read(self, address: str, body: bytes) -> None:
        reader = _Reader()
        reader.feed(body.decode())
        reader.close()
        for unbalanced in [*reader.unbalanced, *(f"<{tag}> is never closed" for tag in reader.open)]:
            self._fault("markup", address, unbalanced)
        for loaded in dict.fromkeys(reader.loaded):
            if not self._here(urlsplit(urljoin(self.base + address, loaded))):
                self._fault("foreign resource", address, loaded)
            else:
                self._follow(loaded, "", address)
        for href, rel in reader.links:
            self._follow(href, rel, address)
        self.ids[address] = reader.ids

    def _follow(self, href: str, rel: str, where: str) -> None:
        self.seen.links += 1
        whole = urlsplit(urljoin(self.base + where, href))
        if not self._here(whole):
            if whole.scheme not in {"http", "https", "mailto"}:
                self._fault("link outside", where, f"{href}: leads to {whole.scheme}:")
            elif whole.scheme != "mailto" and not {"nofollow", "noopener"} <= set(rel.split()):
                self._fault("link outside", where, f"{href}: rel is “{rel}”")
            return
        if any(name == "lang" for name, _ in parse_qsl(whole.query)):
            return
        address = quote(whole.path or "/", safe="/:%+~!$&'()*,;=@") + (f"?{whole.query}" if whole.query else "")
        if whole.fragment:
            self.fragments.append((where, address, unquote(whole.fragment)))
        if address not in self.known:
            self.known.add(address)
            self.queues.setdefault(sort_of(address), deque()).append((address, where))

    def _here(self, whole: SplitResult) -> bool:
        return f"{whole.scheme}://{whole.netloc}" == self.base

    def _fault(self, rule: str, where: str, what: str) -> None:
        self.seen.faults.append(Fault(rule, where, what))


def _connection(base: str) -> HTTPConnection:
    parts = urlsplit(base)
    return HTTPConnection(parts.hostname or "", parts.port or 80, timeout=_PATIENCE)


def main() -> int:
    """The command line; returns the exit status: 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Follow the links of a running service; tell what leads nowhere.")
    parser.add_argument("url", help="of the service, such as http://127.0.0.1:8017")
    parser.add_argument("--most", type=int, default=2000, help="addresses to ask (default: %(default)s)")
    given = parser.parse_args()
    seen = crawl(given.url, given.most)
    asked = sum(seen.sorts.values())
    print(
        f"{asked:,} addresses asked in {seen.seconds:.0f} s, {seen.kilobytes / 1024:,.1f} MB; {seen.links:,} links read"
    )
    print("answers: " + ", ".join(f"{status}: {number:,}" for status, number in sorted(seen.answers.items())))
    for sort, number in sorted(seen.sorts.items()):
        print(f"  {number:6,}  {sort}")
    rules = Counter(fault.rule for fault in seen.faults)
    print("faults: " + (", ".join(f"{rule}: {number}" for rule, number in rules.items()) or "none"))
    for fault in seen.faults:
        print(f"  {fault.rule}: {fault.what}  (on {fault.where})")
    return 1 if seen.faults else 0


if __name__ == "__main__":
    sys.exit(main())
