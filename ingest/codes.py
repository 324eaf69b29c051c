"""The code of a register: the name under which its records are kept, and with which their ids begin."""

from __future__ import annotations

import re

from graph.errors import InputError
from graph.model.identifiers import slug

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_TAKEN = re.compile(r"(sdg|target|theme|programme)|(theme|programme)-.*")
"""Codes under which a record could get the id of a goal (`sdg-14`), a target, a theme or a programme; codes of themes
and programmes may have hyphens themselves."""


def check_code(code: str) -> None:
    """Refuse what can't be a register's code.

    Raises:
        InputError: it isn't lower case with hyphens, or its ids would be those of something else.

    >>> check_code("river-basins")
    >>> check_code("River basins")
    Traceback (most recent call last):
    graph.errors.InputError: “River basins” can't be a register's name: lower-case letters and digits with single hyphens between them, as in “river-basins”.
    """  # noqa: E501 (the message is one line)
    if not _CODE.fullmatch(code):
        raise InputError(
            f"“{code}” can't be a register's name: lower-case letters and digits with single hyphens between them, as"
            f" in “{slug(code) or 'my-register'}”."
        )
    if taken := _TAKEN.fullmatch(code):
        kind = taken[1] or taken[2]
        raise InputError(
            f"“{code}” can't be a register's name: ids that begin with “{kind}-” are those of"
            f" {'the SDGs' if kind == 'sdg' else f'{kind}s'}. Name another with --register."
        )
