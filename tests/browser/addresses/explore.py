"""Figures, gaps, the network, and what leads to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_UNEP = "united-nations-environment-programme-6d0833fc"

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/figures": ("/figures", "/figures?register=clinic&sdg=7", "/figures?country=Atlantis", "/figures?since=9998"),
    "/figures/{code}": (
        "/figures/VI?portfolio=csd",
        "/figures/V",
        "/figures/I",
        "/figures/resources",
        "/figures/funds-sought",
        "/figures/XX",
    ),
    "/figures/{code}/rows": ("/figures/VII/rows?series=year&bar=2019", "/figures/V/rows?series=nothing&bar=nothing"),
    "/gaps": (
        "/gaps",
        "/gaps?of=themes&by=categories&baseline=countries",
        "/gaps?register=coast&baseline=needs",
        "/gaps?since=9998",
        "/gaps?by=mars",
        "/gaps?for=KEN",
        "/gaps?for=KIR&of=themes",
        "/gaps?for=Atlantis",
    ),
    "/gaps/cell": (
        "/gaps/cell?line=14&area=002",
        "/gaps/cell?line=13&area=009",
        "/gaps/cell?area=150",
        "/gaps/cell?line=99&area=002",
    ),
    "/network": ("/network?draws=20", "/network?draws=20&part=ties&part=leaders", "/network?since=9998"),
    "/network/partners": (
        "/network/partners",
        "/network/partners?measure=pagerank&measure=community&measure=constraint&by=pagerank",
        "/network/partners?limit=5&offset=5",
        "/network/partners?measure=influence",
        "/network/partners?since=9998",
    ),
    "/network/partnerships": ("/network/partnerships", "/network/partnerships?limit=5"),
    "/network/without/{partner}": (f"/network/without/{_UNEP}", "/network/without/nobody"),
    "/network/years": ("/network/years", "/network/years?reach=window&span=5", "/network/years?since=9998"),
    "/network/registers": ("/network/registers",),
    "/network/path": (
        "/network/path",
        "/network/path?from=Green+Shore+Trust&to=UNEP",
        "/network/path?from=CT&to=Nobody+Of+That+Name",
    ),
    "/network/picture": ("/network/picture", "/network/picture?most=10&mark=ngo", "/network/picture?since=9998"),
}

OWN_ANSWERS: Mapping[str, str] = {
    "/network/partners": "some measures unless others are asked for: all of them take minutes on a large network",
    "/network/partnerships": "likewise",
    "/gaps": "with `for` it is the niches of a country, which the API has beside the country",
}
"""Pages whose JSON differs from what the API's route of the same address answers, and why."""
