"""Pages as they are sent: their bytes, and what stands in their HTML."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus


@dataclass(frozen=True)
class Document:
    """A page as it came over HTTP.

    Attributes:
        status: of the answer.
        headers: in lower case.
        text: its HTML.
        weight: bytes of its body, compressed.
    """

    status: int
    headers: Mapping[str, str]
    text: str
    weight: int


def fetch(url: str) -> Document:
    """Ask for a page as a browser does, compressed, until it is there; redirects are followed."""
    while (document := _fetch(url)).status == HTTPStatus.ACCEPTED:
        pass
    return document


def _fetch(url: str) -> Document:
    request = urllib.request.Request(url, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        body = answer.read()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        text = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        return Document(answer.status, headers, text.decode(), len(body))


@dataclass
class _Reader(HTMLParser):
    """Elements in the order of the page, and the words of some."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in {"title", "h1"}:
            self.inside.append(tag)
            self.words.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        for tag in self.inside:
            self.words[tag][-1] += data


def faults(text: str, language: str = "en", direction: str = "ltr") -> list[str]:
    """What of a page's HTML breaks the rules of pages, each with the rule and the element.

    Args:
        text: the HTML.
        language: that it should be in.
        direction: in which that is written.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [*_named(reader, language, direction), *_inline(reader), *_forms(reader)]


def _named(reader: _Reader, language: str, direction: str) -> list[str]:
    found = []
    titles, headings = reader.words.get("title", []), reader.words.get("h1", [])
    # Pictures have titles too; that of the page is the first.
    title = titles[0].strip() if titles else ""
    if not title.endswith(" – goal17") or not title.removesuffix("– goal17").strip():
        found.append(f"title: “{title}” isn't “page – goal17”")
    if len(headings) != 1 or not headings[0].strip():
        found.append(f"h1: one is wanted, with words; there are {headings}")
    html = next((attributes for tag, attributes in reader.elements if tag == "html"), {})
    if (html.get("lang"), html.get("dir")) != (language, direction):
        found.append(f"language: html has {html}, and not {language}, {direction}")
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    found += [f"id: “{id}” stands there {ids.count(id)} times" for id in dict.fromkeys(ids) if ids.count(id) > 1]
    return found


def _inline(reader: _Reader) -> list[str]:
    found = []
    for tag, attributes in reader.elements:
        wrong = [name for name in attributes if name == "style" or name.startswith("on")]
        wrong += [name for name in ("href", "src", "action") if attributes.get(name, "").startswith("javascript:")]
        if tag == "style" or (tag == "script" and "src" not in attributes):
            wrong.append("content of its own")
        found += [f"inline: <{tag} {attributes}> has {each}" for each in wrong]
    return found


def _forms(reader: _Reader) -> list[str]:
    """Buttons that only a script could make do anything, and that stand there before there is one."""
    works = {"hidden", "popovertarget", "commandfor"}
    return [
        f"form: <button {attributes}> does nothing without scripts"
        for tag, attributes in reader.elements
        if tag == "button" and attributes.get("type", "submit") == "button" and not works & attributes.keys()
    ]
