"""Profiles: partnerships, partners, countries, goals, targets, themes, programmes, records and other entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_UNEP = "united-nations-environment-programme-6d0833fc"

ADDRESSES: Mapping[str, Sequence[str]] = {
    "/partnerships/{id}": (
        "/partnerships/coast-1",
        "/partnerships/clinic-7",
        "/partnerships/clinic-12",
        "/partnerships/harbour-hostile",
        "/partnerships/harbour-light?merged=islands-light",
        "/partnerships/nothing",
    ),
    "/partnerships/{id}/partners": ("/partnerships/harbour-2/partners", "/partnerships/harbour-2/partners?offset=50"),
    "/partnerships/{id}/around": ("/partnerships/harbour-1/around", "/partnerships/clinic-12/around"),
    "/partnerships/{id}/history": ("/partnerships/harbour-light/history", "/partnerships/coast-1/history"),
    "/partners/{id}": (
        f"/partners/{_UNEP}",
        "/partners/reef-fund-688d0604",
        "/partners/b-bold-b-and-sons-60bcf1bd",
        "/partners/nobody",
    ),
    "/partners/{id}/initiatives": (
        f"/partners/{_UNEP}/initiatives?sort=role",
        f"/partners/{_UNEP}/initiatives?role=lead",
        f"/partners/{_UNEP}/initiatives?role=observer",
        f"/partners/{_UNEP}/initiatives?sdg=14&country=FJI",
        f"/partners/{_UNEP}/initiatives?sort=size",
    ),
    "/partners/{id}/around": (f"/partners/{_UNEP}/around", "/partners/lagoon-keepers-e4ef0261/around"),
    "/partners/{id}/history": (f"/partners/{_UNEP}/history",),
    "/entries/{id:path}": (
        "/entries/plans-fji-drm-306e24dc",
        "/entries/fund-13",
        "/entries/fund-14",
        "/entries/nothing",
    ),
    "/countries": ("/countries",),
    "/countries/{country}": (
        "/countries/KEN",
        "/countries/FJI?limit=1000",
        "/countries/FJI?sdg=14",
        "/countries/FJI?sdg=1",
        "/countries/ATA",
        "/countries/Utopia",
    ),
    "/sdgs": ("/sdgs",),
    "/sdgs/{code}": ("/sdgs/14", "/sdgs/10", "/sdgs/18"),
    "/targets/{code}": ("/targets/14.2", "/targets/17.b"),
    "/themes": ("/themes",),
    "/themes/{code}": ("/themes/csd:oceans", "/themes/ndc:drm"),
    "/programmes": ("/programmes",),
    "/programmes/{code}": ("/programmes/csd", "/programmes/none"),
    "/records/{record:path}": ("/records/harbour:light", "/records/coast:1", "/records/harbour:nothing"),
}
