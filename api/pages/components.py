"""The components that pages are made of, as the templates define them, each in the states that `states/` gives."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec

from jinja2 import Environment, nodes

from api.pages.page import Page
from api.pages.rendering import templates
from api.pages.states.state import State
from graph.errors import NotFoundError

_FOLDER = "components/"
_STATES = "api.pages.states"
_AROUND = {
    "<li": ("<ul>", "</ul>"),
    "<thead": ('<div class="scroller" tabindex="0" role="region" aria-label="Table"><table>', "</table></div>"),
}
_ABOUT_FILE = re.compile(r"\s*\{#\s*(.*?)\s*#\}", re.DOTALL)
_ABOUT_MACRO = r"\{{#\s*((?:(?!#\}}).)*?)\s*#\}}\s*\{{%-? macro {name}\("
_REFERENCE = re.compile(r'\b(id|for|list|headers|aria-(?:describedby|labelledby|controls|owns))="([^"]*)"')
_FRAGMENT = re.compile(r'\bhref="#([^"]*)"')


@dataclass(frozen=True, slots=True)
class Shown:
    """A component in one state.

    Attributes:
        what: is shown of it.
        html: what the component makes of it.
    """

    what: str
    html: str


@dataclass(frozen=True, slots=True)
class Component:
    """A macro.

    Attributes:
        name: of it.
        about: what is said of it in its file.
        states: that it is shown in.
    """

    name: str
    about: str
    states: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ComponentFile:
    """A file of components.

    Attributes:
        name: without folder and ending.
        about: what is said of it.
        sheet: the style sheet that pages load for it, beside those of every page; "" for none.
        components: in the order of the file.
    """

    name: str
    about: str
    sheet: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class ComponentsAnswer:
    """All components, file by file."""

    files: tuple[ComponentFile, ...]


def gathered(page: Page) -> ComponentsAnswer:
    """Every component of every file, also those that no state is given of."""
    environment = templates(page.language.code)
    return ComponentsAnswer(tuple(_file(environment, name, page) for name in _templates(environment)))


def gathered_file(page: Page, name: str) -> ComponentFile:
    """The components of one file.

    Args:
        page: that shows them.
        name: of the file, without folder and ending.

    Raises:
        NotFoundError: there is none of this name.
    """
    environment = templates(page.language.code)
    template = f"{_FOLDER}{name}.html"
    if template not in _templates(environment):
        raise NotFoundError("file of components", name)
    return _file(environment, template, page)


def _templates(environment: Environment) -> list[str]:
    return environment.list_templates(filter_func=lambda name: name.startswith(_FOLDER))


def _file(environment: Environment, template: str, page: Page) -> ComponentFile:
    source = (files("api.pages") / "templates" / template).read_text(encoding="utf-8")
    name = template.removeprefix(_FOLDER).removesuffix(".html")
    about = _ABOUT_FILE.match(source)
    macros = environment.get_template(template).module
    given = importlib.import_module(f"{_STATES}.{name}") if find_spec(f"{_STATES}.{name}") else None
    states: Iterable[State] = given.states(page) if given else ()
    shown = [
        (state.component, Shown(state.what, _apart(_inside(_made(macros, state)), f"{name}-{number}")))
        for number, state in enumerate(states)
    ]
    return ComponentFile(
        name,
        about[1] if about else "",
        getattr(given, "SHEET", ""),
        tuple(
            Component(
                macro,
                _about(macro, source),
                tuple(state for of, state in shown if of == macro),
            )
            for macro in _macros(environment, source)
        ),
    )


def _made(macros: object, state: State) -> str:
    return str(getattr(macros, state.component)(*state.arguments, **state.options))


def _inside(html: str) -> str:
    """The same in what it has to stand in: an item in a list, the head of a table in a table.

    >>> _inside("<li>One</li>"), _inside("<p>One</p>")
    ('<ul><li>One</li></ul>', '<p>One</p>')
    """
    html = html.strip()
    before, after = next((around for begin, around in _AROUND.items() if html.startswith(begin)), ("", ""))
    return f"{before}{html}{after}"


def _macros(environment: Environment, source: str) -> list[str]:
    """The macros of a file for others; those with an underscore are its own."""
    found = [macro.name for macro in environment.parse(source).find_all(nodes.Macro)]
    return [name for name in found if not name.startswith("_")]


def _about(macro: str, source: str) -> str:
    found = re.search(_ABOUT_MACRO.format(name=macro), source, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def _apart(html: str, prefix: str) -> str:
    """The same with ids of its own: on a page of many states each would stand there several times.

    >>> _apart('<label for="q">Q</label><input id="q" name="q"><a href="#q">to it</a>', "x")
    '<label for="x-q">Q</label><input id="x-q" name="q"><a href="#x-q">to it</a>'
    """
    ids = {found[2] for found in _REFERENCE.finditer(html) if found[1] == "id"}

    def renamed(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(f"{prefix}-{id}" if id in ids else id for id in found[2].split())}"'

    html = _REFERENCE.sub(renamed, html)
    return _FRAGMENT.sub(lambda found: f'href="#{prefix}-{found[1]}"' if found[1] in ids else found[0], html)
