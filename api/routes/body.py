"""What all bodies of requests have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Body(BaseModel):
    """A part of a request; what it doesn't know is refused."""

    model_config = ConfigDict(extra="forbid")


class Filter(Body):
    """What to answer: each filter's values mean any of them.

    Filters are called as in every answer, `goal-type`; `goal_type` is understood too.
    """

    model_config = ConfigDict(populate_by_name=True, alias_generator=lambda field: field.replace("_", "-"))

    def where(self) -> dict[str, list[str]]:
        """Every filter that is set, to its values as written."""
        return {
            field: [str(value) for value in (values if isinstance(values, list) else [values])]
            for field, values in self.model_dump(by_alias=True).items()
            if values
        }
