"""How long pages take: over HTTP beside the same answer as JSON, and in a real browser until something can be seen."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from graph.snapshot.snapshot import Snapshot
from scripts.browser import running as browsing
from tests.performance.figures import Budget, Figure, median, spread
from tests.performance.filling import drawn_partners, drawn_partnerships
from tests.performance.questions import Question
from tests.performance.service import Call, Service, connected, get, latency, post

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

FIRST_PAINT = 150
"""Milliseconds from a click to the first words, from a service on this machine."""

LARGEST_PAINT = 2
"""Seconds until the largest piece of a page stands there, over a slow 4G connection."""

SHIFT = 0.05
"""How far what stands there moves while the rest arrives (Cumulative Layout Shift)."""

SLOW_4G: Mapping[str, float] = {
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
"""Milliseconds and bytes per second, as Lighthouse has it for phones; the processor isn't slowed."""

_SEEN = """
window.seen = {largest: 0, shift: 0};
new PerformanceObserver(list => { for (const each of list.getEntries()) seen.largest = each.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const each of list.getEntries()) seen.shift += each.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True)
class Asked:
    """A page asked many times, with the answer that it shows.

    Attributes:
        what: it is called.
        pages: addresses.
        bare: the same questions to the API; none where no route answers them.
        budget: milliseconds for nineteen of twenty.
    """

    what: str
    pages: Sequence[str]
    bare: Sequence[Call]
    budget: float


def asked_pages(snapshot: Snapshot, asking: Sequence[Question], number: int) -> list[Asked]:
    """What is asked of a service over the store of a snapshot: so many of each, the best connected among them."""
    partners, partnerships = drawn_partners(snapshot, number), drawn_partnerships(snapshot, number)
    needs = list(snapshot.exchange.needs.ids)[:number] if snapshot.exchange is not None else []
    searches = [urlencode({"q": question.text, **question.where}) for question in asking[:number]]
    return [
        Asked("home", ["/"] * number, [], 50),
        Asked(
            "search", [f"/search?{each}" for each in searches], [get(f"/api/v1/search?{each}") for each in searches], 60
        ),
        *(
            Asked(
                f"profile of a {kind[:-1]}",
                [f"/{kind}/{quote(id)}" for id in ids],
                [get(f"/api/v1/{kind}/{quote(id)}") for id in ids],
                50,
            )
            for kind, ids in {"partners": partners, "partnerships": partnerships}.items()
        ),
        *(
            Asked(
                f"match {page}",
                [f"/match/{page}?{urlencode({parameter: id})}" for id in ids],
                [post(f"/api/v1/match/{route}", {field: id}) for id in ids],
                200,
            )
            for page, parameter, route, field, ids in (
                ("join", "id", "partnerships", "partner", partners),
                ("invite", "id", "partners", "partnership", partnerships),
                ("overlaps", "id", "overlaps", "partnership", partnerships),
                ("needs", "offer", "needs", "offer", partnerships),
                ("offers", "need", "offers", "need", needs),
                ("triples", "need", "triples", "need", needs),
            )
        ),
        *(
            Asked(f"profile of a {what}", [f"/{folder}/{quote(code)}" for code in codes], [], 50)
            for what, folder, codes in (
                ("country", "countries", _stated(snapshot, "country", number)),
                ("goal", "sdgs", _stated(snapshot, "sdg", number)),
                ("theme", "themes", _stated(snapshot, "theme", number)),
            )
        ),
        Asked("lists of terms", ["/countries", "/sdgs", "/themes", "/programmes", "/new"] * (-(-number // 5)), [], 60),
    ]


def _stated(snapshot: Snapshot, kind: str, number: int) -> list[str]:
    """Terms that partnerships state, again and again until there are so many."""
    codes = [code for each, code in snapshot.tags if each == kind]
    return list(islice(cycle(codes), number)) if codes else []


def served(service: Service, engine: str, size: int, every: Sequence[Asked]) -> Iterator[Figure]:
    """Pages over HTTP as a browser asks for them, each kind after the bare answers.

    Args:
        service: that is asked.
        engine: what it is called in the table.
        size: partnerships in its store.
        every: what is asked.
    """
    for asked in every:
        if not asked.pages or not _is_there(service, asked.pages[0]):
            print(f"  (nothing to ask of: {asked.what})", file=sys.stderr)
            continue
        note = f"{size:,} partnerships, {len(asked.pages)} asked"
        if asked.bare:
            yield latency(f"  baseline: {asked.what} as JSON at {size:,}, p95", engine, service, asked.bare)
        calls = [Call("GET", page, compressed=True) for page in asked.pages]
        budget = Budget("≤", asked.budget)
        yield latency(f"page {asked.what} at {size:,}, p95", engine, service, calls, budget, note)


def painted(service: Service, every: Sequence[Asked], repeats: int) -> Iterator[Figure]:
    """The first page of each kind in a browser that knows nothing of it yet."""
    base = f"http://127.0.0.1:{service.port}"
    with browsing() as browser:
        for asked in every:
            if not asked.pages or not _is_there(service, asked.pages[0]):
                continue
            address = base + asked.pages[0]
            near = [_seen(browser, address) for _ in range(repeats)]
            far = [_seen(browser, address, slow=True) for _ in range(repeats)]
            first = [each["first"] for each in near]
            yield Figure(
                f"first paint of {asked.what}", "", median(first), "ms", spread(first), Budget("≤", FIRST_PAINT)
            )
            largest = [each["largest"] / 1000 for each in far]
            yield Figure(
                f"largest paint of {asked.what}, slow 4G", "", median(largest), "s", spread(largest),
                Budget("≤", LARGEST_PAINT),
            )  # fmt: skip
            shift = [each["shift"] for each in far]
            yield Figure(f"layout shift of {asked.what}, slow 4G", "", max(shift), "", budget=Budget("≤", SHIFT))


def _seen(browser: Browser, address: str, *, slow: bool = False) -> dict[str, float]:
    """When what was seen: `first` and `largest` in milliseconds from the start of the navigation, and `shift`."""
    viewport: ViewportSize | None = {"width": 360, "height": 720} if slow else None
    # What waits for the paint is evaluated in the page, whose policy forbids that.
    with closing(browser.new_context(viewport=viewport, bypass_csp=True)) as context:
        page = context.new_page()
        page.add_init_script(_SEEN)
        if slow:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
        page.goto(address)
        page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length && seen.largest")
        seen: dict[str, float] = page.evaluate(
            "() => ({first: performance.getEntriesByName('first-contentful-paint')[0].startTime, ...seen})"
        )
        return seen


def _is_there(service: Service, path: str) -> bool:
    with closing(connected(service)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status == 200
