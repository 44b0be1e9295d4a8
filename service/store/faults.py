"""Turns what a database raises into one line of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from service.errors import MissingPackage, SetupError

_ADVICE = "请核对权限和磁盘空间，或用 SIXLEAD_DATA 换一个文件夹。"


@contextmanager
def told(place: str) -> Iterator[None]:
    """Raise SetupError, or MissingPackage for a driver, for a fault at `place`: never with the rows at fault."""
    try:
        yield
    except ImportError as error:
        raise MissingPackage(f"数据库“{place}”缺少驱动：请运行 pip install {error.name or 'psycopg'}。") from None
    except (SQLAlchemyError, OSError, ValueError) as error:
        reason = getattr(error, "orig", None) or getattr(error, "strerror", None) or type(error).__name__
        raise SetupError(f"数据库“{place}”不能用：{reason}。{_ADVICE}") from None
