"""The documentation can't lag: what isn't in it, or isn't so, fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli.program import COMMANDS
from api.settings import Settings
from graph.model.entities import RELATIONS
from graph.store import open_store

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
HTTP = re.compile(r"```http\n(GET|POST) (\S+)\n(?:Content-Type: application/json\n\n(.*?))?```", re.DOTALL)


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over an empty store."""
    folder = tmp_path_factory.mktemp("documentation")
    with open_store(f"sqlite:///{folder / 'empty.db'}") as store:
        yield create_app(Settings(models=folder / "none", cache=folder / "cache"), store)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `GOAL17_{name.upper()}` |" in text_of("settings.md")


def test_no_setting_is_documented_that_there_is_not() -> None:
    own, _, of_tests = text_of("settings.md").partition("## For make and the tests")
    assert of_tests
    documented = set(re.findall(r"^\| `GOAL17_(\w+)` \|", own, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^## .*\b{command}\b", text_of("commands.md"), re.MULTILINE)


def test_every_route_is_documented(app: FastAPI) -> None:
    page = text_of("api.md")
    routes = [f"{verb.upper()} {path}" for path, verbs in app.openapi()["paths"].items() for verb in verbs]
    assert [route for route in routes if f"`{route}`" not in page] == []


def test_no_route_is_documented_that_there_is_not(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    documented = re.findall(r"`(GET|POST) (/api/v1/[^`?\s]*)`", text_of("api.md"))
    assert documented
    assert [(verb, path) for verb, path in documented if verb.lower() not in paths.get(path, {})] == []


def test_the_requests_in_the_documentation_are_understood(app: FastAPI) -> None:
    """On an empty store an entry isn't found; but nothing is refused beside what the page shows being refused."""
    requests = HTTP.findall(text_of("api.md"))
    assert len(requests) >= 7
    client = TestClient(app)
    for verb, path, body in requests:
        answer = client.request(verb, path, content=body or None, headers={"content-type": "application/json"})
        if "Atlantis" in path:
            assert answer.status_code == 422
            assert answer.json()["detail"] in text_of("api.md")
        else:
            assert answer.status_code in {200, 404}, (path, answer.text)
            assert "There is nothing at" not in answer.text


def test_relations_in_the_concepts_are_relations() -> None:
    table = text_of("concepts.md").split("| relation |", 1)[1].split("\n\n", 1)[0]
    named = re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)
    assert named
    assert set(named) <= set(RELATIONS)


def test_every_page_is_in_the_navigation() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))

    def pages(nav: object) -> Iterator[str]:
        if isinstance(nav, str):
            yield nav
        elif isinstance(nav, dict):
            for value in nav.values():
                yield from pages(value)
        elif isinstance(nav, list):
            for value in nav:
                yield from pages(value)

    assert sorted(pages(config["nav"])) == sorted(str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md"))
    assert config["theme"]["font"] is False


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sample/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    """Of the pages that the site's own check doesn't see."""
    file = ROOT / page
    gone = [target for target in LINK.findall(file.read_text(encoding="utf-8")) if not (file.parent / target).exists()]
    assert gone == []


def test_the_readme_is_short_and_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 150
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_that_are_named_are_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^ {4}|`)make ([a-z0-9-]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets
