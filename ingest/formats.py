"""The formats that are known, and which of them a table is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, Place
from ingest.reader import Reader, Table

if TYPE_CHECKING:
    from ingest.table.mapping import Mapping

TABLE = "table"
"""The format of any table that a mapping explains."""


def readers() -> tuple[Reader, ...]:
    """A reader for each register whose format is known by itself, in the order in which they are asked."""
    from ingest.climate_needs import ClimateNeeds
    from ingest.fund_projects import FundProjects
    from ingest.participations import Participations
    from ingest.ror import Ror
    from ingest.sample import Sample
    from ingest.un_ocean import UnOcean
    from ingest.un_platform import UnPlatform

    return UnPlatform(), UnOcean(), Sample(), Ror(), ClimateNeeds(), FundProjects(), Participations()


def reader_for(table: Table, format: str | None = None, mapping: Mapping | None = None) -> Reader:
    """The reader for a table.

    Args:
        table: an opened table; its rows stay to be read.
        format: the format's name; None finds it by the columns.
        mapping: which column means what; it settles the format.

    Returns:
        The reader that is named, or that recognises the columns, or one by a mapping that is guessed: then the
        account of the reading says so in its first problem (`mapping-guessed`).

    Raises:
        InputError: no format has this name, the table isn't of it, or nothing in the table looks like the name of a
            partnership.
    """
    from ingest.table.guess import guess
    from ingest.table.reader import MappedTable

    if mapping is not None:
        if format not in {None, TABLE}:
            raise InputError(f"A mapping explains a table, so the format is “{TABLE}” and not “{format}”.")
        return MappedTable(mapping)
    known = readers() if format != TABLE else ()
    if format not in {None, TABLE}:
        named = next((reader for reader in known if reader.name == format), None)
        if named is None:
            names = ", ".join([*(reader.name for reader in known), TABLE])
            raise InputError(f"There is no format “{format}”. Known are: {names}.")
        if not named.recognises(table.columns):
            columns = ", ".join(f"“{column}”" for column in table.columns[:12])
            raise InputError(f"The table isn't of the format “{format}”: its columns are {columns}.", Place(table.name))
        return named
    recognised = next((reader for reader in known if reader.recognises(table.columns)), None)
    if recognised is not None:
        return recognised
    guessed = guess(table)
    return MappedTable(guessed.mapping, guessed)
