"""Which column of a table holds the names of the partnerships: by what it is called, then by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from graph.names.phrases import is_address
from graph.text.fold import fold

LONG = 160
"""Mean length from which values are texts and no names."""

_MOSTLY = 0.8
_SHORTEST = 8
# As `fold` leaves them; words of Chinese are looked for anywhere in a heading, as nothing stands between them.
_WORDS_FOR_TITLES = """
    title titles titre titulo intitule denominacion denomination denominacao название наименование заголовок العنوان
    عنوان
"""
_WORDS_FOR_NAMES = """
    name nom nombre nome имя اسم
"""
_WORDS_FOR_INITIATIVES = """
    project projet proyecto projeto partnership partenariat alianza asociacion parceria initiative iniciativa programme
    program programa action accion acao activity activite actividad atividade commitment engagement compromiso
    compromisso проект проекта партнерства инициативы программы المشروع مشروع الشراكة المبادرة البرنامج
"""
_TITLE, _NAME, _INITIATIVE = (
    frozenset(words.split()) for words in (_WORDS_FOR_TITLES, _WORDS_FOR_NAMES, _WORDS_FOR_INITIATIVES)
)
_CHINESE_NAME = re.compile("名称|标题|题目|名字")
_CHINESE_INITIATIVE = re.compile("项目|伙伴关系|倡议|方案|计划")
_OF_PERSONS = re.compile(
    r"\b(?:contacts?|contacto|contato|e ?mails?|mail|courriel|correo|phone|telephone|telefono|telefone|tel|fax|address"
    r"|adresse|direccion|endereco|person|persona|personne|pessoa|почта|телефон|адрес|контакт\w*)\b"
    r"|بريد|هاتف|عنوان البريد|邮箱|邮件|电话|地址|联系"
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel\w*\.?:?\s*)?\+?[\d\s()./-]{6,}", re.IGNORECASE)
_CODE = re.compile(r"(?=\S*\d)\S+")


def can_be_title(values: Sequence[str], rows: int) -> bool:
    """Whether what stands in a column can be names of partnerships.

    Not where half of the rows have nothing there, where signs without letters stand, or where half of the values are
    e-mail addresses, web or postal addresses, telephone numbers or ids.

    Args:
        values: what is filled.
        rows: of the table, as far as they were looked at; for none there is nothing against it.

    >>> can_be_title(["Reefs for all", "Wells"], 2), can_be_title(["Reefs for all"], 3)
    (True, False)
    >>> can_be_title(["a@b.org", "c@d.org"], 2), can_be_title(["P-1", "P-2"], 2)
    (False, False)
    """
    if not rows:
        return True
    return (
        len(values) * 2 >= rows
        and _share(values, has_letters) >= _MOSTLY
        and _share(values, lambda text: _is_no_name(text.strip())) < 0.5
    )


def choose(
    columns: Sequence[str],
    values: Mapping[str, Sequence[str]],
    rows: int,
    named: Collection[str],
    *,
    by_values: bool = True,
) -> tuple[str, str] | None:
    """The column with the names, and why it was taken; None where no column can be it.

    Args:
        columns: those that nothing else was found to be.
        values: what is filled, by column.
        rows: of the table, as far as they were looked at.
        named: columns that are called exactly as titles are.
        by_values: whether texts that are different in nearly every row are enough, whatever the column is called.
    """
    possible = [column for column in columns if can_be_title(values[column], rows)]
    ranks: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("by its name", lambda column: column in named and _says_whose(column)),
        ("by the words in its name", _says_whose),
        ("by its name", lambda column: column in named),
        ("by the words in its name", _says_title),
    )
    for why, fits in ranks:
        if (found := next(filter(fits, possible), None)) is not None:
            return found, why
    if not by_values:
        return None
    texts = [each for each in possible if not _OF_PERSONS.search(fold(each)) and _reads_like_names(values[each])]
    if not texts:
        return None
    longest = max(texts, key=lambda column: sum(map(len, values[column])) / len(values[column]))
    return longest, "its values are short texts, different in nearly every row"


def _says_whose(column: str) -> bool:
    """Whether a heading speaks of the name of a project, a partnership, an initiative."""
    folded = fold(column)
    words = set(folded.split())
    if words & (_TITLE | _NAME) and words & _INITIATIVE:
        return True
    return bool(_CHINESE_NAME.search(folded) and _CHINESE_INITIATIVE.search(folded))


def _says_title(column: str) -> bool:
    """Whether a heading has a word for a title, and not for a person's."""
    folded = fold(column)
    return bool(set(folded.split()) & _TITLE) and not _OF_PERSONS.search(folded)


def _reads_like_names(values: Sequence[str]) -> bool:
    """Whether there is a text of its own in nearly every row, of some words and not a page."""
    length = sum(map(len, values)) / len(values) if values else 0
    return _SHORTEST <= length < LONG and len(set(values)) * 10 >= len(values) * 9


def has_letters(text: str) -> bool:
    """Whether a text has at least one letter."""
    return any(sign.isalpha() for sign in text)


def _is_no_name(text: str) -> bool:
    return bool(
        _CODE.fullmatch(text) or _EMAIL.search(text) or _URL.search(text) or _PHONE.fullmatch(text) or is_address(text)
    )


def _share(values: Sequence[str], check: Callable[[str], bool]) -> float:
    return sum(map(check, values)) / len(values) if values else 0.0
