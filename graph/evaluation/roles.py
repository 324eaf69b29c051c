"""Which role does a partner play? Read from an entry's texts and list, against labelled roles (P10).

The labels: of an entry and a partner as its list writes it, the roles that its text says, with the passage; or
`unclear`. A guess counts if it is among the labelled roles; "not stated" is the answer that `unclear` asks for.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.build.roles import roles_of
from graph.errors import InputError, Place
from graph.evaluation.figures import Figure, measured
from graph.infer.roles.where import locate
from graph.model.codec import Json
from graph.model.drafts import Draft
from graph.model.entities import Alias, Entity, Relation
from graph.model.records import Record
from graph.model.vocabularies import vocabulary
from graph.resolve.types import type_of
from graph.store.interface import View
from graph.text.fold import fold

UNCLEAR = "not-stated"
_LABELS = {"unclear": UNCLEAR, "host-or-secretariat": "host"}
_FIELD = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(\w+))?")
_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class LabelledRole:
    """A partner of an entry, and the roles that its text says.

    Attributes:
        entry: key of the entry in its register.
        partner: its name as the entry's list writes it.
        roles: codes of the vocabulary `roles`, the first one first; `not-stated` where the text says none.
        field: field of the record where it is said ("Description", "resources[1].details"), or empty.
        start: where the passage begins in it, in code points.
        end: where it ends.
        certain: whether the labeller was.
    """

    entry: str
    partner: str
    roles: tuple[str, ...]
    field: str = ""
    start: int = 0
    end: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled role with what was read of the partner.

    Attributes:
        label: what is right.
        type: code of the partner's type; "" where unknown.
        declared: the role that a record declares; `not-stated` where none does.
        read: roles that its texts are read to say, the surest first.
        shown: whether the surest passage overlaps the labelled one; None where one of the two can't be placed.
    """

    label: LabelledRole
    type: str
    declared: str
    read: tuple[str, ...]
    shown: bool | None = None


def read_gold(lines: Iterable[str], file: str = "") -> list[LabelledRole]:
    """Read labelled roles from JSON lines.

    Raises:
        InputError: a line is no JSON object, lacks a field, or names a role that isn't in the vocabulary.
    """
    labelled = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = Place(file or None, number)
        try:
            row = json.loads(line)
            entry, partner, roles = str(row["partnership"]), str(row["partner"]), [str(each) for each in row["roles"]]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"No labelled role: {error}.", place) from error
        codes = tuple(_code(each, place) for each in roles) or (UNCLEAR,)
        labelled.append(
            LabelledRole(
                entry,
                partner,
                codes,
                str(row.get("field") or ""),
                int(row.get("start") or 0),
                int(row.get("end") or 0),
                bool(row.get("certain", True)),
            )
        )
    return labelled


def read_judged(lines: Iterable[str], file: str = "") -> list[LabelledRole]:
    """Read judged roles from the lines of a CSV: `record` (register:key), `partner`, `roles` with blanks between.

    Raises:
        InputError: a column is missing, or a role isn't in the vocabulary.
    """
    rows = csv.DictReader(lines)
    missing = [column for column in ("record", "partner", "roles") if column not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"There is no column {missing[0]!r}.", Place(file or None, 1))
    return [
        LabelledRole(
            row["record"].partition(":")[2],
            row["partner"],
            tuple(_code(each, Place(file or None, number, "roles")) for each in row["roles"].split()),
        )
        for number, row in enumerate(rows, start=2)
    ]


def _code(written: str, place: Place) -> str:
    code = _LABELS.get(written, written)
    if vocabulary("roles").get(code) is None:
        read = vocabulary("roles").read(written)
        if read is None:
            raise InputError(f"{written!r} is no role.", place)
        return read
    return code


def ask(labelled: Sequence[LabelledRole], view: View) -> tuple[list[Asked], list[LabelledRole]]:
    """What is read of the labelled partners, and the labels whose entry isn't in the store.

    A partner that the entry's list, as it was split, doesn't name is read for by its written name alone.
    """
    wanted = {label.entry for label in labelled}
    drafts: dict[str, list[Draft]] = defaultdict(list)
    for draft in view.drafts():
        if draft.kind == "partnership" and draft.key in wanted:
            drafts[draft.key].append(draft)
    records = {draft.record for found in drafts.values() for draft in found}
    initiatives = {
        record: entity for entity in view.entities("partnership") for record in entity.records if record in records
    }
    ids = {entity.id for entity in initiatives.values()}
    all_records = {record for entity in initiatives.values() for record in entity.records}
    read = {draft.record: draft for draft in view.drafts() if draft.record in all_records}
    takes_part: dict[str, list[Relation]] = defaultdict(list)
    for relation in view.relations("takes-part"):
        if relation.target in ids:
            takes_part[relation.target].append(relation)
    partners = {
        entity.id: entity
        for entity in view.get(sorted({each.source for found in takes_part.values() for each in found}))
    }
    asked, missing = [], []
    for label in labelled:
        best = next((draft for draft in drafts[label.entry] if draft.record in initiatives), None)
        if best is None:
            missing.append(label)
            continue
        entity = initiatives[best.record]
        own = [read[record] for record in entity.records if record in read]
        asked.append(_asked(label, view.record(best.record), entity, own, takes_part[entity.id], partners))
    return asked, missing


def _asked(
    label: LabelledRole,
    record: Record,
    initiative: Entity,
    drafts: Sequence[Draft],
    takes_part: Sequence[Relation],
    partners: Mapping[str, Entity],
) -> Asked:
    partner = _named(label.partner, takes_part, partners)
    if partner is None:
        partner = Entity("written", "partner", label.partner, (Alias(label.partner, fold(label.partner)),))
        takes_part = [*takes_part, Relation(partner.id, "takes-part", initiative.id, UNCLEAR)]
        partners = {**partners, partner.id: partner}
    undeclared = [replace(each, role=UNCLEAR) for each in takes_part]
    roles = [each for each in roles_of(initiative, drafts, undeclared, partners) if each.source == partner.id]
    declared = (each.role for each in takes_part if each.source == partner.id and each.role != UNCLEAR)
    return Asked(
        label,
        str(partner.fact("type") or type_of(partner.name)),
        next(declared, UNCLEAR),
        tuple(each.role for each in roles),
        _is_shown(label, record, roles[0]) if roles and label.field else None,
    )


def _named(name: str, takes_part: Sequence[Relation], partners: Mapping[str, Entity]) -> Entity | None:
    """The partner that a written name means inside one list: by any of its names, else by what the list writes."""
    whole, bare = fold(name), fold(_BRACKET.sub(" ", name))
    listed = {partners[each.source].id: partners[each.source] for each in takes_part if each.source in partners}
    for wanted in (whole, bare):
        for partner in listed.values():
            if any(alias.folded == wanted for alias in partner.aliases):
                return partner
    written = [(fold(source.written), each.source) for each in takes_part for source in each.sources]
    for piece, partner_id in written:
        if piece and (piece == whole or f" {bare} " in f" {piece} "):
            return listed.get(partner_id)
    return None


def _is_shown(label: LabelledRole, record: Record, role: Relation) -> bool | None:
    """Whether the passage that was read overlaps the labelled one, both in the record's own cell."""
    found = _FIELD.fullmatch(label.field)
    cell = record.fields.get(found[1]) if found else None
    if found and found[2] and isinstance(cell, list) and int(found[2]) < len(cell):
        cell = cell[int(found[2])]
    if found and found[3] and isinstance(cell, dict):
        cell = cell.get(found[3])
    return _overlap(label, cell, role.sources[0].written)


def _overlap(label: LabelledRole, cell: Json, passage: str) -> bool | None:
    if not isinstance(cell, str):
        return None
    place = locate(cell, passage)
    return place is not None and place[0] < label.end and label.start < place[1]


Methods = Mapping[str, Callable[[Asked], str]]


def figures(asked: Sequence[Asked]) -> Iterator[Figure]:
    """How often the first role that is told is right: of all, of the roles that are named, of "unclear", of each role.

    Four baselines are measured beside goal17, those that have to be learnt on the other entries. Intervals draw entries
    with replacement, not rows: what is said of the partners of one entry hangs together.
    """
    methods: Methods = {
        "goal17": told,
        "goal17, the text alone": lambda each: _first(each.read),
        "always unclear": lambda _: UNCLEAR,
        "the commonest role": _learnt(asked, lambda _: ""),
        "by the partner's type": _learnt(asked, lambda each: each.type),
        "the declared lead alone": lambda each: "lead" if each.declared == "lead" else UNCLEAR,
    }
    answers = {name: [_Answer(each, method(each)) for each in asked] for name, method in methods.items()}
    for name, given in answers.items():
        yield from _figure("roles", name, "right", given, _is_right)
        yield from _figure(
            "roles", name, "right by the first label", given, lambda row: row.guess == row.asked.label.roles[0]
        )
        yield from _figure("roles", name, "right of the roles named", [row for row in given if row.is_named], _is_right)
        yield from _figure("roles", name, "unclear found", [row for row in given if not row.is_named], _is_right)
        said = [row for row in given if row.guess == UNCLEAR]
        yield from _figure("roles", name, "right of said unclear", said, _is_right)
        certain = [row for row in given if row.asked.label.certain]
        yield from _figure("roles", name, "right where certain", certain, _is_right)
    yield from _differences(answers)
    ours = answers["goal17"]
    for role in dict.fromkeys(role for each in asked for role in each.label.roles):
        of_role = [row for row in ours if role in row.asked.label.roles]
        yield from _figure("roles, one by one", role, "found", of_role, lambda row: row.guess in row.asked.label.roles)
        guessed = [row for row in ours if row.guess == role]
        if guessed:
            yield from _figure("roles, one by one", role, "right where told", guessed, _is_right)
    wrong = Counter((row.asked.label.roles[0], row.guess) for row in ours if not _is_right(row))
    for (label, guess), number in sorted(wrong.items(), key=lambda each: (-each[1], each[0])):
        share = number / len(ours)
        yield Figure(
            "P10", "roles, taken for others", f"{label} taken for {guess}", "share", share, share, share, number
        )
    shown = [row for row in ours if row.asked.shown is not None and row.guess in row.asked.label.roles]
    if shown:
        yield from _figure("passages", "goal17", "overlap the labelled one", shown, lambda row: bool(row.asked.shown))


def told(asked: Asked) -> str:
    """The role that goal17 tells first: the declared one, else the one that is read most surely."""
    return asked.declared if asked.declared != UNCLEAR else _first(asked.read)


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: Asked
    guess: str

    @property
    def is_named(self) -> bool:
        return self.asked.label.roles != (UNCLEAR,)


def _is_right(row: _Answer) -> bool:
    return row.guess in row.asked.label.roles


def _first(read: Sequence[str]) -> str:
    return read[0] if read else UNCLEAR


def _learnt(asked: Sequence[Asked], of: Callable[[Asked], str]) -> Callable[[Asked], str]:
    """The commonest first label of the same kind among the other entries; "unclear" where there is none."""
    counted = Counter((of(each), each.label.roles[0]) for each in asked)
    own = Counter((each.label.entry, of(each), each.label.roles[0]) for each in asked)

    def guess(each: Asked) -> str:
        kind, entry = of(each), each.label.entry
        others = {
            role: number - own[entry, kind, role] for (of_kind, role), number in counted.items() if of_kind == kind
        }
        best = max(others, key=lambda role: (others[role], role), default=UNCLEAR)
        return best if others.get(best) else UNCLEAR

    return guess


def _figure(
    slice_: str, method: str, metric: str, rows: Sequence[_Answer], right: Callable[[_Answer], bool]
) -> Iterator[Figure]:
    def share(drawn: Sequence[Sequence[_Answer]]) -> float:
        return _mean([right(row) for group in drawn for row in group])

    return measured("P10", slice_, method, metric, _by_entry(rows), share, len(rows))


def _differences(answers: Mapping[str, Sequence[_Answer]]) -> Iterator[Figure]:
    """What goal17 has more than the best baseline, entry by entry of the same draw."""
    ours = answers["goal17"]
    rivals = {name: given for name, given in answers.items() if not name.startswith("goal17")}
    for metric, counts in (("right", lambda _: True), ("right of the roles named", lambda row: row.is_named)):
        best = max(rivals, key=lambda name: _mean([_is_right(row) for row in rivals[name] if counts(row)]))
        pairs = [
            (row.asked.label.entry, _is_right(row) - _is_right(other))
            for row, other in zip(ours, rivals[best], strict=True)
            if counts(row)
        ]
        groups: dict[str, list[int]] = defaultdict(list)
        for entry, more in pairs:
            groups[entry].append(more)
        yield from measured(
            "P10",
            "roles",
            f"goal17 less {best}",
            metric,
            list(groups.values()),
            lambda drawn: _mean([each for group in drawn for each in group]),
            len(pairs),
        )


def _by_entry(rows: Sequence[_Answer]) -> list[list[_Answer]]:
    groups: dict[str, list[_Answer]] = defaultdict(list)
    for row in rows:
        groups[row.asked.label.entry].append(row)
    return list(groups.values())


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0
