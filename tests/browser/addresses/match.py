"""The pages of the matchmaker, asked, unasked, in vain and wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_UNEP = "united-nations-environment-programme-6d0833fc"

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/match/join": (
        "/match/join",
        "/match/join?name=A+new+network&text=We+plant+mangroves&country=Kenya&sdg=14&brings=training&change=1",
        f"/match/join?id={_UNEP}&ended=1&keep=coast-10&keep=coast-5&exclude=clinic-3&why_not=coast-10&limit=25",
        "/match/join?name=CT",
        "/match/join?text=We+plant+mangroves&in-country=Iceland&joinable=1&on-sdg=14&why_not=mangroves",
        "/match/join?text=We+plant&type=nonsense&sdg=99&as_of=tomorrow",
        "/match/join?id=nobody",
    ),
    "/match/invite": (
        "/match/invite",
        "/match/invite?title=Mangroves&text=We+plant+mangroves&partner=UNEP%0ACT&country=Kenya%3B+Atlantis&theme=csd:oceans",
        f"/match/invite?id=coast-1&type=ngo&keep={_UNEP}&why_not={_UNEP}",
        "/match/invite?id=harbour-hostile",
        "/match/invite?text=We+plant&in-country=Atlantis",
    ),
    "/match/overlaps": (
        "/match/overlaps",
        "/match/overlaps?title=Mangroves+for+Kenya&text=We+restore+mangrove+forests&change=1",
        "/match/overlaps?id=coast-1&why_not=clinic-11&limit=50",
        "/match/overlaps?text=xyzzy",
    ),
    "/match/weights": ("/match/weights",),
}
