"""The Nu Html Checker, by which the tests of the pages tell whether their HTML is valid.

    python scripts/html_validator.py fetch
    python scripts/html_validator.py check FILE…

https://validator.github.io/validator/ (MIT). See `scripts/jars.py` for where it comes from.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.jars import BUILD, Artefact, Jars, JarsError, java

JARS = Jars(
    title="The Nu Html Checker 26.5.2",
    size="31 MB",
    artefacts=(Artefact("nu.validator", "validator", "26.5.2"),),
    record=BUILD / "html-validator" / "classpath.txt",
    step="make html-validator",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a file that isn't HTML as it should be.

    Attributes:
        file: where.
        line: from 1; 0 where it is about the whole file.
        message: what is wrong.
        extract: what stands there.
    """

    file: Path
    line: int
    message: str
    extract: str


def check(files: Sequence[Path]) -> list[Fault]:
    """The errors in files, by one start of the checker; warnings aren't among them.

    Raises:
        NotFetchedError: the checker isn't here.
        JarsError: it ended without an answer.
    """
    jars = JARS.class_path()
    if not files:
        return []
    program = ["-cp", os.pathsep.join(map(str, jars)), "nu.validator.client.SimpleCommandLineValidator"]
    # Its schema is matched by recursion. And code that is compiled once is enough for what runs for seconds.
    options = ("--errors-only", "--format", "json", "--stdout")
    ended = java(["-Xss8m", "-XX:TieredStopAtLevel=1", *program, *options, *files])
    try:
        messages = json.loads(ended.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise JarsError(f"The checker ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}") from error
    return [
        Fault(
            Path(unquote(urlsplit(each.get("url", "")).path)),
            each.get("lastLine", 0),
            each["message"],
            each.get("extract", "").strip(),
        )
        for each in messages
    ]


def main() -> int:
    """The command line; returns the exit status: 1 also where a file has errors."""
    parser = argparse.ArgumentParser(description="Whether files are valid HTML.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fetch", help="bring the checker, unless it is here")
    commands.add_parser("check", help="check files").add_argument("files", nargs="+", type=Path, metavar="FILE")
    given = parser.parse_args()
    try:
        if given.command == "fetch":
            print(f"{JARS.title} is here: {len(JARS.fetch())} jars")
            return 0
        faults = check(given.files)
    except JarsError as error:
        print(error, file=sys.stderr)
        return 1
    for fault in faults:
        print(f"{fault.file}:{fault.line}: {fault.message}\n    {fault.extract}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
