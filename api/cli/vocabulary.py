"""`goal17 vocabulary`: the codes that filters take and answers hold."""

from __future__ import annotations

from typing import Any

import click

from api.cli.options import answers
from api.cli.output import Page, plain, print_json
from graph.model import vocabularies

_REASONS = "reasons"


@click.command(epilog="Example: goal17 vocabulary types")
@click.argument("name", required=False)
@answers
def vocabulary(name: str | None, as_json: bool, **_: object) -> None:
    """List the vocabularies, or the terms of one: codes, labels, where they come from.

    Vocabularies come with goal17 and are the same for every store.
    """
    answer = _names() if name is None else _terms(name)
    if as_json:
        print_json(answer)
    elif name is None:
        page = Page()
        page.rows((each, _title(each)) for each in answer["vocabularies"])
        page.line()
        page.line("`goal17 vocabulary NAME` lists the terms of one.")
    else:
        _print_terms(Page(), answer)


def _names() -> dict[str, Any]:
    return {"vocabularies": [*vocabularies.names(), _REASONS]}


def _title(name: str) -> str:
    return "Reasons of a match" if name == _REASONS else vocabularies.vocabulary(name).title


def _terms(name: str) -> dict[str, Any]:
    """The document of `GET /vocabularies/{name}`."""
    if name == _REASONS:
        from graph.matching.features import FEATURES
        from graph.matching.model import shipped
        from graph.matching.needs.features import FEATURES as NEED_FEATURES
        from graph.matching.needs.weights import shipped as need_weights

        model, needs = shipped(), need_weights()
        reasons = [
            _term(
                code,
                {"en": code.replace("-", " ").capitalize()},
                feature.measures,
                model.name,
                model.weights_of(code),
                "",
            )
            for code, feature in FEATURES.items()
        ] + [
            _term(
                code,
                {"en": code.replace("-", " ").capitalize()},
                measures,
                needs.version,
                f"weight {needs.of(code):g}",
                "",
            )
            for code, measures in NEED_FEATURES.items()
        ]
        return {"name": name, "title": _title(name), "source": "goal17", "date": model.name, "terms": reasons}
    found = vocabularies.vocabulary(name)
    terms = [
        _term(each.code, dict(each.labels), each.definition, each.source, each.note, each.parent)
        for each in found.terms.values()
    ]
    return {"name": found.name, "title": found.title, "source": found.source, "date": found.date, "terms": terms}


def _term(code: str, labels: dict[str, str], definition: str, source: str, note: str, parent: str) -> dict[str, Any]:
    return {"code": code, "labels": labels, "definition": definition, "source": source, "note": note, "parent": parent}


def _print_terms(page: Page, answer: dict[str, Any]) -> None:
    page.line(plain(answer["title"]), style="bold")
    page.line(f"From {plain(answer['source'])}.")
    if answer["date"]:
        page.line(f"As of {answer['date']}.")
    page.line()
    page.rows(
        (term["code"], ": ".join(plain(part) for part in (term["labels"]["en"], term["definition"]) if part))
        for term in answer["terms"]
    )
