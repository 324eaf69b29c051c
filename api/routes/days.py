"""Days and times as requests write them: ISO 8601, and not the count of seconds that a number could stand for."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _as_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError(f"a day is written like 2026-05-31, not like {value!r}")
    if isinstance(value, int | float):
        raise ValueError("a day is a text like 2026-05-31, not a number")  # noqa: TRY004 (pydantic wants a ValueError)
    return value


def _as_time(value: object) -> object:
    if isinstance(value, int | float) or (isinstance(value, str) and not _DAY.match(value)):
        raise ValueError("a time is a text like 2026-05-31T09:00:00")
    return value


Day = Annotated[date, BeforeValidator(_as_day)]
"""A day, as `2026-05-31`."""

Time = Annotated[datetime, BeforeValidator(_as_time)]
"""A time, as `2026-05-31T09:00:00`, perhaps with its zone."""
