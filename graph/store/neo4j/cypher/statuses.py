"""The status of an entity on a day, told from the days that its node names."""

from __future__ import annotations

from typing import Any

from graph.store.query import Query

STATUS = """CASE
  WHEN NOT entity:Partnership THEN ''
  WHEN entity.last_day < $day THEN 'ended'
  WHEN entity.first_day > $day THEN 'planned'
  WHEN entity.last_day IS NOT NULL THEN 'running'
  WHEN entity.open_ended THEN 'open-ended'
  ELSE 'not-stated'
END"""
"""What `graph.model.status.status_of` says of `entity`; a day that isn't stated is neither before nor after another."""

PUT_PERIODS = "UNWIND $rows AS row MATCH (entity:Entity {id: row.id}) SET entity += row"


def having_status(query: Query, name: str = "given") -> tuple[str, dict[str, Any]]:
    """The condition that `entity` has one of the statuses that a query wants, and its parameters; "" if it wants any.

    Args:
        query: one that can be asked.
        name: put before the parameters, for statements with several selections.
    """
    statuses = query.where.get("status")
    if not statuses:
        return "", {}
    return f"{STATUS} IN ${name}_statuses", {f"{name}_statuses": list(statuses), "day": query.as_of}
