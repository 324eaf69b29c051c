"""Gephi's own readers without its window: for the tests of what is exported.

    python scripts/gephi_toolkit.py fetch

Two jars, brought as `scripts/jars.py` tells: the toolkit (83 MB), and a compiler (3 MB), which the Java there lacks.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.jars import BUILD, Artefact, Jars, JarsError, java

JARS = Jars(
    title="The Gephi toolkit 0.10.1",
    size="86 MB",
    artefacts=(
        Artefact("org.gephi", "gephi-toolkit", "0.10.1", "all"),
        Artefact("org.eclipse.jdt", "ecj", "3.40.0"),
    ),
    record=BUILD / "gephi" / "classpath.txt",
    step="python scripts/gephi_toolkit.py fetch",
    # The toolkit's jar has all that it needs inside; what its description asks for besides can't all be had any more.
    alone=True,
)
"""https://github.com/gephi/gephi-toolkit."""


class GephiError(Exception):
    """A program that uses the toolkit failed; the message has what it said."""


def run(program: Path, arguments: Sequence[str | Path], folder: Path) -> str:
    """Compile a Java program of one file and run it with the toolkit, without a window.

    Args:
        program: its source; the file is called like its class.
        arguments: what it is told.
        folder: for what is compiled and for Gephi's own files.

    Returns:
        What it printed.

    Raises:
        NotFetchedError: the toolkit isn't here.
        GephiError: it can't be compiled, or ended with an error.
    """
    toolkit, compiler = JARS.class_path()
    _ended(["-jar", compiler, "-17", "-nowarn", "-cp", toolkit, "-d", folder, program])
    options = ("-Xmx512m", "-Djava.awt.headless=true", f"-Dnetbeans.user={folder}")
    return _ended([*options, "-cp", f"{toolkit}{os.pathsep}{folder}", program.stem, *arguments])


def _ended(arguments: Sequence[str | Path]) -> str:
    ended = java(arguments)
    if ended.returncode:
        raise GephiError(f"{arguments[-1]} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Gephi's readers for the tests, from the Java package index.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fetch", help="bring the jars, unless they are here")
    parser.parse_args()
    try:
        print(f"{JARS.title} is here: {len(JARS.fetch())} jars")
    except JarsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
