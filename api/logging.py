"""The log of a service: one stream of lines on stderr, whoever writes it."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import structlog


def set_up_logging(level: Literal["debug", "info", "warning", "error"], format: Literal["console", "json"]) -> None:
    """Send what structlog and the standard library log to stderr, one line an event; for programs, at their start.

    Args:
        level: what is less grave is left out.
        format: `console` for a person (in colours on a terminal), `json` for a program: an object a line with
            `timestamp` (ISO 8601 in UTC), `level`, `logger`, `event`, and what belongs to the event; an error's
            traceback is in `exception`.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if format == "json"
        # With the variables of every frame a traceback would write out whole snapshots, while the one who asked waits.
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    # Whatever was set up before writes no second line.
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
