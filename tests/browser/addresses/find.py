"""The way in: home, the one box, search, what is new, and the two pages that lead on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/": ("/",),
    "/ask": (
        "/ask",
        "/ask?q=UNEP",
        "/ask?q=Ministry+of+Forestry",
        "/ask?q=we+need+early+warning+of+floods+in+Fiji+and+Kenya",
        "/ask?q=we+need+early+warning+of+floods+in+Fiji&without=country%3AFJI",
        "/ask?q=We+offer+boats+for+goal+14+in+Kenya",
        "/ask?q=%3Cscript%3E",
    ),
    "/search": (
        "/search",
        "/search?q=mangroves+in+Kenya",
        "/search?q=water&kind=partnership&sdg=14&sdg=",
        "/search?limit=5&page=3&kind=partner&order=az",
        "/search?kind=country&in_country=cote",
        "/search?page=10000",
        "/search?q=zzzxqy&kind=partner&country=KEN",
        "/search?q=Keynya&kind=offer&register=coast",
        "/search?country=Atlantis&colour=blue",
        "/search?cursor=broken",
        "/search?s=ffffffffffff",
    ),
    "/new": ("/new", "/new?since=2026-01-01", "/new?since=2030-01-01", "/new?since=soon", "/new?register=coast"),
    "/match": ("/match",),
    "/explore": ("/explore",),
}
