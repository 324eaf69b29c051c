"""What a route needs: the one service of its application."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.service import Service


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Asked = Annotated[Service, Depends(_service)]
"""The service, as a parameter of a route."""
