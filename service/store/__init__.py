"""The one database: SQLite in the writer's own data folder by default, any other by its URL."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sql

from service.store.faults import told
from service.store.shelf import Store

__all__ = ["FILE", "Store", "open_store", "place_of"]

FILE = "sixlead.db"
_WAIT = 30_000  # milliseconds that one process waits for another's writing


def place_of(data: Path | None) -> Path:
    """The database's default place: in the folder `data` where one is set, else in the user's own data folder."""
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    share = given if given.is_absolute() else Path.home() / ".local" / "share"
    return (data.expanduser() if data else share / "sixlead") / FILE


def open_store(place: str | Path) -> Store:
    """The database at a path, made for its owner's eyes only where there is none, or at a URL.

    Raises SetupError that names the place where it can't be opened, or MissingPackage where the driver is missing.
    """
    path = None if isinstance(place, str) and "://" in place else Path(place)
    with told("URL"):  # what can't be read can't be shown without its password
        url = sql.URL.create("sqlite", database=str(path)) if path else sql.make_url(str(place))
    with told(str(path or url.render_as_string())):
        if path:
            _make(path)
        engine = sql.create_engine(url, hide_parameters=True)
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _set_up)
        return Store(engine)


def _make(path: Path) -> None:
    """An empty file that only its owner reads; one that is there is left alone: a touch would drop SQLite's locks."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """Readers beside one writer, answers safe against a power cut, and what is deleted overwritten with zeros."""
    for order in (f"busy_timeout={_WAIT}", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {order}")
