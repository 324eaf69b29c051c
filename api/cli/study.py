"""`goal17 study`: everything that can be counted, measured and exported of a slice, in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from api.cli.network import measured
from api.cli.opened import asking
from api.cli.options import stored
from api.cli.sliced import sliced
from graph.errors import InputError, NotReadyError, StoreUnavailableError
from graph.text.sentence import number
from graph.whole_folder import whole_folder

if TYPE_CHECKING:
    from api.network import NetworkService
    from api.service import Service
    from graph.analytics.network.method import Method
    from graph.analytics.slices import Cut, Slice

_README = "README.txt"

_OWN = frozenset({_README, "figures", "gaps", "network", "exports"})
"""What stands in the folder of a study: only that is ever replaced."""


@click.command(epilog="Example: goal17 study ocean/ --register un-ocean")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of what FOLDER holds.")
@sliced
@measured
@stored
def study(folder: Path, replace: bool, slice: Slice, method: Method, url: str | None) -> None:
    """Write every figure, gap table, network measure and export of a slice into FOLDER.

    Its README.txt says what each file is, of which slice and version, from which registers. The folder is there when
    it is whole; one that holds a study is replaced only with --replace, and one that holds anything else never.
    """
    _check(folder, replace=replace)
    from api.network import NetworkService
    from graph.analytics.slices import cut

    with whole_folder(folder) as made, asking(url) as service:
        told = []
        part = cut(service.snapshot(), slice)
        for line in _parts(service, NetworkService(service), slice, method, made):
            click.echo(line)
            told.append(line)
        if service.view.version() != part.snapshot.version:
            raise StoreUnavailableError("The store was written to while it was studied; nothing was kept. Study again.")
        (made / _README).write_text(_readme(service, part, method, told), encoding="utf-8")
        files = sum(1 for each in made.rglob("*") if each.is_file())
    click.echo(f"{folder}: {number(files, 'file')}; start with {_README}")


def _check(folder: Path, *, replace: bool) -> None:
    """Refuse a folder that holds what no study has written, and one that holds a study unless it is to be replaced."""
    held = {each.name for each in folder.iterdir()} if folder.exists() else set()
    if others := sorted(held - _OWN):
        raise InputError(f"{folder} holds {others[0]}, which isn't of a study; name another folder.")
    if held and not replace:
        raise InputError(f"{folder} holds a study already; name another folder, or say --replace.")


def _parts(service: Service, network: NetworkService, slice: Slice, method: Method, folder: Path) -> Iterator[str]:
    """Write one part after the other, and say what was written."""
    yield from _figures(service, slice, folder / "figures")
    yield from _gaps(service, slice, method.as_of, folder / "gaps")
    yield from _network(network, slice, method, folder / "network")
    yield from _exports(service, slice, folder / "exports")


def _figures(service: Service, slice: Slice, folder: Path) -> Iterator[str]:
    from api.figures import figures
    from graph.analytics.figures.folder import write_figures

    yield f"figures/: {write_figures(figures(service, slice).figures, folder)}"


def _gaps(service: Service, slice: Slice, as_of: date, folder: Path) -> Iterator[str]:
    from api.gaps import gaps
    from graph.analytics.gaps.areas import schemes
    from graph.analytics.gaps.baselines import BASELINES
    from graph.analytics.gaps.files import cells_csv
    from graph.analytics.gaps.lines import Of

    folder.mkdir()
    for of in get_args(Of):
        for scheme in schemes():
            for baseline in BASELINES:
                answer = gaps(service, slice, of=of, regions=scheme, baseline=baseline, ids=0, as_of=as_of)
                name = f"{of}-by-{scheme}-beside-{baseline}.csv"
                (folder / name).write_text(cells_csv(answer.coverage, answer.slice), encoding="utf-8")
    written = number(sum(1 for _ in folder.iterdir()), "table")
    yield f"gaps/: {written}: goals and themes by region or group, beside each baseline; every cell with its range"


def _network(network: NetworkService, slice: Slice, method: Method, folder: Path) -> Iterator[str]:
    from pydantic_core import to_json

    from graph.analytics.network.files import partners_csv, partnerships_csv

    folder.mkdir()
    described = network.describe(slice, method)
    (folder / "description.json").write_bytes(to_json(described, indent=2))
    sentences = [sentence for each in described.network.sentences.values() for sentence in each]
    (folder / "sentences.txt").write_text("\n".join(sentences) + "\n", encoding="utf-8")
    yield "network/: description.json; sentences.txt, each to be quoted alone"
    table, _ = network.table(slice, method)
    (folder / "partners.csv").write_text(partners_csv(table), encoding="utf-8")
    yield f"network/: partners.csv, {number(len(table.ids), 'partner')} with {number(len(table.columns), 'measure')}"
    others, _ = network.partnership_table(slice, method)
    (folder / "partnerships.csv").write_text(partnerships_csv(others), encoding="utf-8")
    yield f"network/: partnerships.csv, {number(len(others.ids), 'partnership')}, tied by the partners that they share"
    (folder / "years.json").write_bytes(to_json(network.periods(slice, "cumulative", 1), indent=2))
    (folder / "registers.json").write_bytes(to_json(network.registers(slice), indent=2))
    yield "network/: years.json, registers.json, parts side by side"


def _exports(service: Service, slice: Slice, folder: Path) -> Iterator[str]:
    from api.exporting import network_for
    from graph.export.formats import FORMATS

    folder.mkdir()
    graph = network_for(service, "graph", slice)
    for each in FORMATS.values():
        file = folder / f"network{each.suffix}"
        try:
            with file.open("wb") as stream:
                each.write(graph, stream)
        except NotReadyError as error:
            file.unlink()
            yield f"exports/: no {file.name}: {error}"
        else:
            yield f"exports/: {file.name}, for {each.readers}"


def _readme(service: Service, part: Cut, method: Method, told: list[str]) -> str:
    from graph.export.about import NOTICE, credit

    sampled = f"betweenness from {number(method.sources, 'partner')}" if method.sources else "betweenness exact"
    lines = [
        f"{number(len(part), 'partnership')} in {number(len(part.recorded), 'record')}: {part.said}",
        *part.notes,
        f"As of {method.as_of.isoformat()}; version {part.snapshot.version} of the store {part.snapshot.store_id}.",
        f"Measured with weights {method.weights}, {sampled}, {method.draws:,} draws of chance, seed {method.seed}.",
        "",
        *told,
        "",
        "Sources",
        *(f"  {credit(each)}" for each in service.registers() if each.code in part.registers),
        NOTICE,
    ]
    return "\n".join(lines) + "\n"
