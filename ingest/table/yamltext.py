"""YAML as plain texts, lists and mappings, with the line that each stands on.

YAML's own types would spoil a mapping file: a column called `No` becomes false, one called `2018` a number, and a key
written twice is silently the last. Here every scalar is the text that was written, and a key twice is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, Place
from graph.model.codec import Json

if TYPE_CHECKING:
    import yaml

_LARGEST = 1 << 20
_DEEPEST = 10

Path = tuple[str | int, ...]
"""Where a value stands: keys and places from 0, from the top."""


class MappingFileError(InputError):
    """A mapping file can't be opened or understood.

    Its message begins with the file, the line and the field, since it is read by whoever has another file in mind: the
    table that was to be read by the mapping.

    Args:
        message: what is wrong and what would be right.
        file: the mapping file.
        line: where in it, from 1; None for the whole file.
        field: the field, the parts of its path joined by dots; None where it is about none.

    >>> str(MappingFileError("There is no such field.", "my.yml", 3, "sdg"))
    'my.yml, line 3, sdg: There is no such field.'
    """

    def __init__(self, message: str, file: str, line: int | None = None, field: str | None = None) -> None:
        where = ", ".join(filter(None, (file, f"line {line}" if line else "", field)))
        super().__init__(f"{where}: {message}")
        self.place = Place(file, line, field)


def parse(text: str, file: str) -> tuple[Json, dict[Path, int]]:
    r"""Read YAML.

    Args:
        text: the document.
        file: its name, for messages.

    Returns:
        The document (texts, lists, dicts; None for an empty value), and each value's line from 1.

    Raises:
        MappingFileError: no valid YAML, a key twice, an alias (`*name`), too deep, or over 1 MB; the message names the
            line.

    >>> parse("title: No\nignore: [2018]", "my.yml")[0]
    {'title': 'No', 'ignore': ['2018']}
    """
    import yaml

    if len(text) > _LARGEST:
        raise MappingFileError("A mapping file has a few lines; this one is larger than 1 MB.", file)
    lines: dict[Path, int] = {}
    try:
        _check_tokens(text, file)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return (None if node is None else _plain(node, (), lines, file)), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        raise MappingFileError(f"This is no valid YAML: {error.problem}.", file, line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise MappingFileError(f"This is no valid YAML ({type(error).__name__}).", file) from error


def _check_tokens(text: str, file: str) -> None:
    """Refuse what no mapping needs and what could cost much: aliases, and values deep inside each other."""
    import yaml

    opening = (
        yaml.FlowSequenceStartToken,
        yaml.FlowMappingStartToken,
        yaml.BlockSequenceStartToken,
        yaml.BlockMappingStartToken,
    )
    closing = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AliasToken):
            raise MappingFileError("Aliases (*name) aren't understood here; write the value again.", file, line)
        depth += isinstance(token, opening) - isinstance(token, closing)
        if depth > _DEEPEST:
            raise MappingFileError("The values are nested too deeply for a mapping file.", file, line)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], file: str) -> Json:
    import yaml

    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        made: dict[str, Json] = {}
        for key_node, value_node in node.value:
            key = _plain(key_node, path, lines, file)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise MappingFileError("A key has to be a single word or text.", file, line)
            if key in made:
                raise MappingFileError(f"“{key}” stands here for the second time.", file, line)
            made[key] = _plain(value_node, (*path, key), lines, file)
            lines[*path, key] = line
        lines[path] = node.start_mark.line + 1
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, (*path, place), lines, file) for place, each in enumerate(node.value)]
    text: str = node.value
    quoted = isinstance(node, yaml.ScalarNode) and node.style is not None
    return text if quoted or text not in {"", "~", "null"} else None
