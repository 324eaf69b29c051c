"""Pictures of the pages for the documentation, of the store that `make demo` makes.

    python scripts/screenshots.py [--store build/demo/goal17.db]

Each page at three widths, light and dark, as it stands in the window when it is opened, into `docs/images/pages/`; the
section of `docs/pages.md` between two marks shows them. What isn't there is named and left out.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from PIL import Image

from api.app import create_app
from api.settings import Settings
from api.slicing import LONGEST_QUERY
from graph.store import open_store
from scripts.browser import BrowserError, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

DOCS = ROOT / "docs"
FOLDER = DOCS / "images" / "pages"
MARKS = ("<!-- pictures: written by make screenshots -->", "<!-- end of pictures -->")


@dataclass(frozen=True, slots=True)
class Place:
    """A page of which there are pictures.

    Attributes:
        name: of the files.
        title: over them.
        address: of the page, in the store that `make demo` makes.
    """

    name: str
    title: str
    address: str


PAGES = (
    Place("home", "Home", "/"),
    Place("search", "Search", "/search?q=early+warning+of+floods"),
    Place("partnership", "A partnership", "/partnerships/sample-OceanAction40848"),
    Place("partner", "A partner", "/partners/university-of-the-south-pacific-728d3f53"),
    Place("join", "What to join, and why", "/match/join?name=Tidewatch+Youth&text=We+count+plastic+litter+on+beaches."),
    Place("triples", "South-South cooperation", "/match/triples?country=FJI&text=early+warning+of+cyclones"),
    Place("figure", "A figure", "/figures/VI"),
    Place("review", "The review desk", "/review"),
)

WINDOWS: Mapping[int, int] = {360: 720, 768: 1024, 1280: 800}
"""Widths to heights, in CSS pixels."""

SCHEMES = ("light", "dark")

HEAVIEST = 150_000
"""Bytes of a picture at most."""

_QUALITIES = (60, 45, 30)


@contextmanager
def served(store: Path, models: Path) -> Iterator[str]:
    """The address of a service over a copy of a store: nothing that is opened changes the store itself."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "store.db"
        with open_store(f"sqlite:///{store.resolve()}") as kept:
            kept.backup(copied)
        with open_store(f"sqlite:///{copied}") as opened:
            app = create_app(Settings(models=models, cache=Path(folder) / "cache"), opened)
            server = uvicorn.Server(
                uvicorn.Config(app, port=0, log_level="error", h11_max_incomplete_event_size=LONGEST_QUERY)
            )
            thread = threading.Thread(target=server.run, name="server")
            thread.start()
            try:
                while not server.started and thread.is_alive():
                    time.sleep(0.05)
                yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()


def taken(browser: Browser, url: str) -> Iterator[Place]:
    """Take all pictures; those are given of which there is a page."""
    for width, height in WINDOWS.items():
        for scheme in SCHEMES:
            window = {"width": width, "height": height}
            with closing(browser.new_context(base_url=url, viewport=window, color_scheme=scheme)) as context:
                page = context.new_page()
                page.set_default_timeout(60_000)
                for place in PAGES:
                    answer = page.goto(place.address)
                    if answer is not None and answer.ok:
                        (FOLDER / file_of(place, width, scheme)).write_bytes(compact(page.screenshot()))
                        yield place


def file_of(place: Place, width: int, scheme: str) -> str:
    """What a picture is called."""
    return f"{place.name}-{width}-{scheme}.webp"


def section(places: Collection[Place]) -> str:
    """The section of the documentation: the widest window of each page, and ways to the others."""
    lines = []
    for place in PAGES:
        if place in places:
            every = [(width, scheme) for width in reversed(WINDOWS) for scheme in SCHEMES]
            (width, scheme), *others = every
            ways = ", ".join(f"[{w} px, {s}](images/pages/{file_of(place, w, s)})" for w, s in others)
            shown = f"![{place.title}, {width} px, {scheme}](images/pages/{file_of(place, width, scheme)})"
            lines += [f"### {place.title}", "", shown, "", f"Also: {ways}.", ""]
    return "\n".join(lines)


def compact(png: bytes) -> bytes:
    """The same picture as WebP, as good as the weight allows."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in _QUALITIES:
        made = io.BytesIO()
        image.save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= HEAVIEST:
            break
    return made.getvalue()


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of the pages for the documentation.")
    parser.add_argument("--store", type=Path, default=ROOT / "build" / "demo" / "goal17.db")
    given = parser.parse_args()
    if not given.store.is_file():
        print(f"There is no store at {given.store}; this makes one: make demo SERVE=0", file=sys.stderr)
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    models = Path(os.environ.get("GOAL17_MODELS", ROOT / "build" / "models"))
    try:
        with running() as browser, served(given.store, models) as url:
            there = set(taken(browser, url))
    except BrowserError as error:
        print(error, file=sys.stderr)
        return 1
    page = DOCS / "pages.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    page.write_text(f"{before}{MARKS[0]}\n\n{section(there)}\n{MARKS[1]}{after}", encoding="utf-8")
    for place in PAGES:
        if place not in there:
            print(f"There is no page {place.address}: no picture of it.")
    sizes = [file.stat().st_size for file in FOLDER.iterdir()]
    print(f"{len(sizes)} pictures: {sum(sizes) / 1e6:.1f} MB, the largest {max(sizes, default=0) / 1e3:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
