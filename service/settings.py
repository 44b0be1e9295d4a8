"""What can be set from outside: `sixlead.toml` in the folder one works in, or SIXLEAD_… in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from service.errors import BadInput

CONFIG = "sixlead.toml"


class Settings(BaseSettings):
    """One frozen object; the environment goes before the file, the command line before both."""

    model_config = SettingsConfigDict(env_prefix="SIXLEAD_", frozen=True, extra="forbid", toml_file=CONFIG)

    rubric: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Literal["block", "discuss", "minor"] | None = None
    lang: Literal["zh", "en"] = "zh"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment, then the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def read_settings() -> Settings:
    """The settings in force here. Raises BadInput that names the key and the file at fault."""
    try:
        return Settings()
    except ValidationError as error:
        faults = "；".join(f"{'.'.join(map(str, row['loc']))}：{row['msg']}" for row in error.errors())
        raise BadInput(f"设置有误（{Path(CONFIG).name} 或环境变量 SIXLEAD_…）：{faults}。") from error
    except ValueError as error:
        raise BadInput(f"{CONFIG} 不是有效的 TOML 文件：{error}。") from error
