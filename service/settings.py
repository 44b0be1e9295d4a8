"""What can be set from outside: `sixlead.toml` in the folder one works in, or SIXLEAD_… in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.errors import BadInput

CONFIG = "sixlead.toml"
PREFIX = "SIXLEAD_"


class Settings(BaseModel):
    """One frozen object; the environment goes before the file, the command line before both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rubric: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Literal["block", "discuss", "minor"] | None = None
    lang: Literal["zh", "en"] = "zh"
    model: str | tuple[str, ...] = ()  # addresses in the order of asking; in the environment parted by blanks
    mask: Literal["off", "names", "all"] | None = None
    max_tokens: int | None = Field(default=None, ge=0)
    max_cost: float | None = Field(default=None, ge=0)
    price_in: float | None = Field(default=None, ge=0)  # money for a million tokens of prompt, of answer, of cache
    price_out: float | None = Field(default=None, ge=0)
    price_cached: float | None = Field(default=None, ge=0)
    context: int = Field(default=16_000, ge=4_000)  # tokens that prompt and answer may have together
    concurrency: int | None = Field(default=None, ge=1)
    requests_per_minute: int | None = Field(default=None, ge=1)
    tokens_per_minute: int | None = Field(default=None, ge=1)
    deadline: float | None = Field(default=None, gt=0)  # seconds for one exchange with all its attempts
    patience: float | None = Field(default=None, gt=0)  # seconds for one attempt
    data: Path | None = None  # the folder of the ledger
    # Which version of a stage's prompt is in force: adding a file is not switching it on, this line is.
    map_points: str = "map_points@v1"
    score_points: str = "score_points@v1"
    link_points: str = "link_points@v1"
    rewrite_points: str = "rewrite_points@v1"

    @property
    def models(self) -> tuple[str, ...]:
        """The addresses of the models to ask, the first one first."""
        return tuple(self.model.split()) if isinstance(self.model, str) else self.model


def read_settings() -> Settings:
    """The settings in force here. Raises BadInput that names the key and the file at fault."""
    if not Path(CONFIG).exists() and not any(name.upper().startswith(PREFIX) for name in os.environ):
        return Settings()  # nothing is set: the sources' library, a sixth of the start-up time, is not needed
    try:
        return Settings.model_validate(_sources())
    except ValidationError as error:
        faults = "；".join(f"{'.'.join(map(str, row['loc']))}：{row['msg']}" for row in error.errors())
        raise BadInput(f"设置有误（{CONFIG} 或环境变量 {PREFIX}…）：{faults}。") from error
    except ValueError as error:
        raise BadInput(f"{CONFIG} 不是有效的 TOML 文件：{error}。") from error
    except OSError as error:
        raise BadInput(f"{CONFIG} 打不开：{error.strerror}。请核对权限。") from error


def _sources() -> dict[str, object]:
    """The file's keys, overlaid by the environment's."""
    from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

    class Sources(Settings, BaseSettings):
        model_config = SettingsConfigDict(env_prefix=PREFIX, toml_file=CONFIG, frozen=True, extra="forbid")

    return {**TomlConfigSettingsSource(Sources)(), **EnvSettingsSource(Sources)()}
