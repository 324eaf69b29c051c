"""The HTTP application: `create_app(settings, store)`."""

from __future__ import annotations

import importlib.metadata
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.openapi.utils import get_openapi

from api import documentation
from api.body_limit import BodyLimit
from api.care import CareService
from api.corrections import Corrections
from api.deriving import Following, follow
from api.needs import NeedsService
from api.network import NetworkService
from api.overlaps import OverlapsService
from api.pages import places
from api.pages.problems import problem_page
from api.pages.routes import components
from api.pages.working import Working
from api.problems import Problem, documented, handle_problems
from api.profiles.doubts import Doubts
from api.reconciliation.cross_origin import CrossOrigin
from api.review import Review
from api.routes import (
    corrections,
    entities,
    export,
    fair,
    figures,
    gaps,
    health,
    match,
    needs,
    network,
    reconcile,
    resolve,
    review,
    search,
    suggest,
    triples,
    vocabularies,
)
from api.service import Service
from api.settings import Settings
from api.triples import TriplesService
from graph.build.rebuild import Changes
from graph.matching.model import read_model_file
from graph.store.interface import Store

PREFIX = "/api/v1"

_TOO_LONG = {str(code): told for code, told in documented(HTTPStatus.REQUEST_ENTITY_TOO_LARGE).items()}
"""What `BodyLimit` answers on every route that takes a body."""


def create_app(settings: Settings, store: Store, listening: str = "") -> FastAPI:
    """The application over one store.

    Args:
        settings: where the models are and what can be made again is kept.
        store: the store; it is not closed here.
        listening: the address that it is served at, where that is known: without a token, writing is only on for a
            service at a loopback address.

    Raises:
        InputError: the settings name weights of matches that can't be read.
    """
    if settings.matching is not None:
        # Who starts the service should hear that its weights can't be read, not who asks it first.
        read_model_file(settings.matching)
    service = Service(store, settings.models, settings.cache, settings.weights, settings.matching)

    def derive() -> Changes:
        changes = follow(store, settings.models, lambda: service.embedders, weights=settings.weights)
        # Who asks next shouldn't wait until the names are gathered.
        reviewing.desk.bearers()
        return changes

    asked = NeedsService(service)

    def warm() -> None:
        service.warm()
        asked.warm()

    following = Following(store, derive)
    reviewing = Review(store, following.ask, settings.weights)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # The first question shouldn't pay for mapping arrays; a service is ready without them.
        threading.Thread(target=warm, name="warming", daemon=True).start()
        following.catch_up()
        yield
        following.end()

    app = FastAPI(
        title="goal17",
        version=importlib.metadata.version("goal17"),
        summary="Who to work with on sustainable development, and why.",
        description="Search, profiles and matches over registers of partnerships. Entries are listed as submitted to"
        " the registers named, not endorsed. Errors are problem documents (RFC 9457).",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.state.needs = asked
    app.state.overlaps = OverlapsService(service)
    app.state.network = NetworkService(service)
    app.state.triples = TriplesService(service)
    app.state.review = reviewing
    app.state.working = Working(service)
    app.state.doubts = Doubts()
    app.state.corrections = Corrections(store)
    app.state.care = CareService(service)
    app.state.desk_token = settings.desk_token.get_secret_value()
    app.state.listening = listening
    handle_problems(app, problem_page)
    for module in (
        health,
        search,
        entities,
        vocabularies,
        resolve,
        match,
        needs,
        triples,
        fair,
        suggest,
        review,
        corrections,
        export,
        figures,
        network,
        gaps,
    ):
        app.include_router(module.router, prefix=PREFIX)
    app.include_router(reconcile.router)
    app.include_router(documentation.router)
    for page in places.ALL:
        app.include_router(page)
    if settings.components:
        app.include_router(components.router)
    app.add_middleware(GZipMiddleware, compresslevel=5)
    app.add_middleware(BodyLimit)
    app.add_middleware(CrossOrigin, path=reconcile.router.prefix)

    def openapi() -> dict[str, object]:
        """FastAPI's document, with the problem documents' schema and without its own shape of a validation error."""
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=app.description,
                routes=app.routes,
                license_info=app.license_info,
            )
            schemas = made["components"]["schemas"]
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= problem.pop("$defs", {})
            schemas["Problem"] = problem
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            for path in made["paths"].values():
                for operation in path.values():
                    if "requestBody" in operation:
                        operation["responses"] |= _TOO_LONG
                    unreadable = operation["responses"].get("422", {}).get("content", {})
                    if "application/json" in unreadable:
                        del operation["responses"]["422"]
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
    return app
