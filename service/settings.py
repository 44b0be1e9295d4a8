"""What can be set from outside: `sixlead.toml` in the folder one works in, or SIXLEAD_… in the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

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
    data: Path | None = None  # the folder of the ledger


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
