"""`/network`: how the network of partners and partnerships is built, measured, over time, and from one to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from fastapi import Path, Query
from fastapi.responses import Response

from api.dependencies import Asked
from api.network import Answer, MeasuredTable, NetworkService, Table, with_order
from api.pages.asking import TIDY
from api.pages.page import AskedPage, Page, Pages
from api.pages.slicing import answered, slicing
from api.pages.working import AskedWorking
from api.paths import PathsAnswer, paths
from api.routes.network import MOST, AskedMethod, AskedNetwork
from api.slicing import Sliced
from api.wire_network import LossAnswer, NetworkAnswer, PartsAnswer, PictureAnswer
from graph.analytics.network.describe import MEASURES
from graph.analytics.network.files import partners_csv, partnerships_csv
from graph.analytics.network.method import Method
from graph.analytics.network.mixing import UNKNOWN_TYPES, sides
from graph.analytics.network.parts import Reach
from graph.analytics.network.picture import LEAST, SHOWN, Picture
from graph.analytics.network.picture import MOST as MOST_SHOWN
from graph.analytics.network.table import COLUMNS, PARTNERSHIP_COLUMNS, Column
from graph.analytics.slices import Slice
from graph.progress import Progress
from graph.text.csvtext import csv_text

router = Pages([TIDY])

_PARTS = ("partnerships", "partners", "links", "partners_each", "in_largest")
"""Columns of a table of parts, between what each is called and what it has to do with the others."""

_Codes = Annotated[list[str], Query(default_factory=list, max_length=30)]
_By = Annotated[str, Query(max_length=100)]
_Limit = Annotated[int, Query(ge=1, le=MOST)]
_Offset = Annotated[int, Query(ge=0)]


@router.page("/network")
def network(
    *,
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    measured: AskedNetwork,
    slice: Sliced,
    method: AskedMethod,
    part: _Codes,
) -> Response:
    """The network described: who leads, what it hangs on, communities, mixing beside chance."""

    def shown(answer: NetworkAnswer) -> Response:
        return page.show("network.html", answer, slicing=slicing(page, service), parts=MEASURES, sides=sides)

    return answered(
        page,
        working,
        service,
        ("network", slice, method, tuple(part)),
        lambda progress: measured.describe(slice, method, part, progress),
        shown,
    )


def _table(
    of: str,
    usual: Sequence[str],
    known: Mapping[str, Column],
    measured: Callable[[NetworkService, Slice, Method, Sequence[str], str, Progress], MeasuredTable[Table, Answer]],
    written: Callable[[Table], str],
) -> Callable[..., Response]:
    """A page of a table of measures, greatest first; as data the table has all of its rows.

    Args:
        of: what stands in a row, as addresses and templates call it.
        usual: the measures that it has unless others are asked for: all of them take minutes on a large network.
        known: all measures.
        measured: takes them.
        written: the table as data.
    """

    def handler(
        *,
        page: AskedPage,
        working: AskedWorking,
        service: Asked,
        network: AskedNetwork,
        slice: Sliced,
        method: AskedMethod,
        measure: _Codes,
        by: _By = "",
        limit: _Limit = 100,
        offset: _Offset = 0,
    ) -> Response:
        wanted = measure or usual

        def shown(found: MeasuredTable[Table, Answer]) -> Response:
            return page.show(
                f"network_{of}.html",
                found.page(by, limit, offset),
                csv=lambda: written(found.table),
                slicing=slicing(page, service),
                known=known,
                limit=limit,
                offset=offset,
            )

        return answered(
            page,
            working,
            service,
            (f"network {of}", slice, method, with_order(wanted, by)),
            lambda progress: measured(network, slice, method, wanted, by, progress),
            shown,
        )

    return handler


router.page("/network/partners", csv=True)(
    _table(
        "partners",
        ("partnerships", "neighbours", "pagerank", "betweenness"),
        COLUMNS,
        NetworkService.measured_partners,
        partners_csv,
    )
)
router.page("/network/partnerships", csv=True)(
    _table(
        "partnerships",
        ("partners", "neighbours", "betweenness"),
        PARTNERSHIP_COLUMNS,
        NetworkService.measured_partnerships,
        partnerships_csv,
    )
)


@router.page("/network/without/{partner}")
def without(
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    network: AskedNetwork,
    slice: Sliced,
    partner: Annotated[str, Path(max_length=500)],
) -> Response:
    """What would fall apart without one partner, by the lists."""

    def shown(answer: LossAnswer) -> Response:
        return page.show("network_without.html", answer, slicing=slicing(page, service))

    what = ("network without", slice, partner)
    return answered(page, working, service, what, lambda progress: network.without(slice, partner, progress), shown)


@router.page("/network/years", csv=True)
def years(
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    network: AskedNetwork,
    slice: Sliced,
    reach: Annotated[Literal["cumulative", "window"], Query()] = "cumulative",
    span: Annotated[int, Query(ge=1, le=100)] = 1,
) -> Response:
    """The network over time, by the year in which partnerships began."""

    def shown(answer: PartsAnswer) -> Response:
        return _parts(page, service, answer, reach)

    what = ("network years", slice, reach, span)
    return answered(page, working, service, what, lambda progress: network.periods(slice, reach, span, progress), shown)


@router.page("/network/registers", csv=True)
def registers(page: AskedPage, working: AskedWorking, service: Asked, network: AskedNetwork, slice: Sliced) -> Response:
    """The network by register."""

    def shown(answer: PartsAnswer) -> Response:
        return _parts(page, service, answer, None)

    what = ("network registers", slice)
    return answered(page, working, service, what, lambda progress: network.registers(slice, progress), shown)


@router.page("/network/path")
def path(
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    start: Annotated[str, Query(alias="from", max_length=500)] = "",
    end: Annotated[str, Query(alias="to", max_length=500)] = "",
    longest: int = 4,
) -> Response:
    """The shortest ways from one partner to another."""

    def shown(answer: PathsAnswer) -> Response:
        return page.show("network_path.html", answer)

    what = ("paths", start, end, longest)
    return working.show(page, what, lambda progress: paths(service, start, end, longest, progress), shown)


@router.page("/network/picture")
def picture(
    *,
    page: AskedPage,
    working: AskedWorking,
    service: Asked,
    network: AskedNetwork,
    slice: Sliced,
    method: AskedMethod,
    most: Annotated[int, Query(ge=LEAST, le=MOST_SHOWN)] = SHOWN,
    mark: Annotated[str, Query(max_length=100, description="Type of partner that is marked in the picture.")] = "",
) -> Response:
    """The partners in most partnerships and their strongest ties: as a picture, and as a table."""

    def shown(answer: PictureAnswer) -> Response:
        return page.show(
            "network_picture.html",
            answer,
            slicing=slicing(page, service),
            tied=_tied(answer.picture),
            types=Counter(each.type for each in answer.picture.partners if each.type not in UNKNOWN_TYPES),
            mark=mark,
            range=(LEAST, MOST_SHOWN),
        )

    what = ("network picture", slice, method, most)
    return answered(
        page, working, service, what, lambda progress: network.picture(slice, method, most, progress), shown
    )


def _tied(picture: Picture) -> Mapping[int, Sequence[int]]:
    """Place of each partner to those that it is tied to in the picture, the strongest tie first."""
    found: dict[int, list[tuple[float, int]]] = {}
    for one, other, weight in picture.ties:
        found.setdefault(one, []).append((-weight, other))
        found.setdefault(other, []).append((-weight, one))
    return {at: [other for _, other in sorted(each)] for at, each in found.items()}


def _parts(page: Page, service: Asked, answer: PartsAnswer, reach: Reach | None) -> Response:
    def table() -> str:
        last = "newcomers" if reach else "in_others"
        rows = (
            (each.name, each.population.partnerships, each.population.partners, each.population.links,
             each.partners_each, each.in_largest, getattr(each, last))
            for each in answer.parts
        )  # fmt: skip
        return csv_text((answer.by, *_PARTS, last), rows)

    return page.show("network_parts.html", answer, csv=table, slicing=slicing(page, service), reach=reach)
