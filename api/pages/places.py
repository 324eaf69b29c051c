"""All places of the pages, for the application."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter

from api.pages import assets
from api.pages.routes import (
    accessibility,
    ask,
    corrections,
    data,
    desk,
    entries,
    fair,
    figures,
    gaps,
    home,
    match,
    names,
    needs,
    network,
    new,
    plan,
    records,
    review,
    search,
    sign_in,
    terms,
    triples,
    working,
)

ALL: Sequence[APIRouter] = tuple(
    module.router
    for module in (
        accessibility,
        ask,
        assets,
        corrections,
        data,
        desk,
        entries,
        fair,
        figures,
        gaps,
        home,
        match,
        names,
        needs,
        network,
        new,
        plan,
        records,
        review,
        search,
        sign_in,
        terms,
        triples,
        working,
    )
)
