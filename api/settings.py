"""Every setting of goal17, read once from the environment (prefix `GOAL17_`) at the top of a program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from graph.resolve.scorer import Weights


class Settings(BaseSettings):
    """The settings, each with its default; `docs/settings.md` lists them."""

    model_config = SettingsConfigDict(env_prefix="GOAL17_", env_ignore_empty=True, extra="ignore", frozen=True)

    store: str = Field(default="sqlite:///goal17.db", description="URL of the store: sqlite:///file.db or neo4j://…")
    models: Path = Field(default=Path("build/models"), description="Folder of the exported embedding models.")
    model: str = Field(
        default="", description="Model that `make model` exports: a folder or a name; empty: the one that is installed."
    )
    cache: Path = Field(
        default=Path.home() / ".cache" / "goal17", description="Folder for what can be made again, such as snapshots."
    )
    host: str = Field(default="127.0.0.1", description="Address that `goal17 serve` listens on.")
    port: int = Field(
        default=8017, ge=0, le=65535, description="Port that `goal17 serve` listens on; 0 takes a free one."
    )
    desk_token: SecretStr = Field(
        default=SecretStr(""),
        description="Token that writing over HTTP needs; empty: only from this machine, on a loopback address.",
    )
    merge: float | None = Field(
        default=None, gt=0, le=1, description="Probability from which two names are joined; empty: as it was learnt."
    )
    ask: float | None = Field(
        default=None, gt=0, le=1, description="Probability from which a person is asked; empty: as it was learnt."
    )
    matching: Path | None = Field(
        default=None, description="File of weights for matches, as scripts/learn_matching.py writes it; empty: shipped."
    )
    components: bool = Field(
        default=False, description="Whether there is a page of all components of the pages, for who makes pages."
    )
    log: Literal["debug", "info", "warning", "error"] = Field(default="info", description="What is logged.")
    log_format: Literal["console", "json"] = Field(default="console", description="How it is logged.")

    @property
    def weights(self) -> Weights | None:
        """By which names are compared, with the thresholds of these settings; None where they set none."""
        if self.merge is None and self.ask is None:
            return None
        # Most commands compare no names: what this rests on is read where it is needed, in a tenth of a second.
        from graph.resolve.scorer import with_thresholds

        return with_thresholds(self.merge, self.ask)
