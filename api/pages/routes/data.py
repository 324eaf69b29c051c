"""`/data`: where everything comes from, what became of each row, and what is missing."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from fastapi.responses import Response

from api.care import PAGE
from api.pages.page import AskedPage, Pages
from api.pages.routes.desk import Cared, Start
from api.pages.working import CARE, AskedWorking
from api.wire_care import RowsAnswer
from graph.errors import Goal17Error
from graph.text.csvtext import csv_text

router = Pages()


@router.page("/data", csv=True)
def data(page: AskedPage, working: AskedWorking, service: Cared) -> Response:
    """Every source with its account, and how much of the core fields is stated, once that is counted."""
    care = None
    with suppress(Goal17Error):  # what comes from where is known all the same
        care = working.latest(CARE, "/data", service.gather)
    answer = service.data(care)

    def table() -> str:
        columns = ("register", "title", "format", "licence", "attribution", "url", "as_of", "read_at", "rows", "read",
                   "set_aside")  # fmt: skip
        return csv_text(columns, ([getattr(each.register, _FIELDS.get(name, name)) for name in columns]
                                  for each in answer.sources))  # fmt: skip

    return page.show("data.html", answer, csv=table)


_FIELDS = {"register": "code"}
"""What the table calls otherwise than the model."""


@router.page("/data/{register}/rows", csv=True)
def rows(
    page: AskedPage,
    service: Cared,
    register: str,
    kind: str = "",
    aside: Literal["yes", "no", ""] = "",
    start: Start = 0,
) -> Response:
    """What the last reading of a register could not read, or doubts, row by row."""
    answer = service.rows(register, kind, aside, start)

    def table() -> str:
        return _table(service.rows(register, kind, aside, limit=None))

    return page.show("data-rows.html", answer, csv=table, size=PAGE)


def _table(answer: RowsAnswer) -> str:
    columns = ("register", "row", "column", "kind", "set_aside", "message")
    return csv_text(
        columns,
        (
            (answer.register.code, each.row, each.column, each.kind, "yes" if each.set_aside else "no", each.message)
            for each in answer.problems
        ),
    )
