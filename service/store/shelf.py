"""Writes, finds and deletes rows, each in one transaction that ends before the call returns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sql
from sqlalchemy.dialects import postgresql, sqlite

from service.llm.exchange import Reply
from service.llm.ledger import Exchange
from service.store.faults import told
from service.store.tables import EXCHANGES, TABLES, exchange_of, row_of

_IS = EXCHANGES.c
_PLACE = (_IS.key, _IS.address)


class Store:
    """Keeps exchanges with models: the ledger's Shelf, for several threads and processes at once.

    `place` is the file's path or the URL without its password. Every method raises SetupError where the database fails.
    """

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine
        self._lite = engine.dialect.name == "sqlite"
        self.place = (self._lite and engine.url.database) or engine.url.render_as_string()
        with self._at_work() as connection:
            for table in TABLES.sorted_tables:
                connection.execute(sql.schema.CreateTable(table, if_not_exists=True))

    @contextmanager
    def _at_work(self) -> Iterator[sql.Connection]:
        with told(self.place), self._engine.begin() as connection:
            yield connection

    def find(self, key: str, address: str | None) -> Reply | None:
        """The answer of the finished exchange with that key, made at that address."""
        wanted = sql.select(EXCHANGES).where(_IS.key == key, _IS.address == (address or ""), _IS.state == "done")
        with self._at_work() as connection:
            row = connection.execute(wanted).mappings().first()
        return exchange_of(row).reply if row else None

    def sent(self, exchange: Exchange) -> None:
        """Keep that a question goes out now; a finished exchange of the same key and address stays as it is."""
        self._put(exchange, over=_IS.state == "sent")

    def unsent(self, exchange: Exchange) -> None:
        """Drop the row that `sent` wrote: the question did not go out after all."""
        here = (_IS.key == exchange.key, _IS.address == (exchange.address or ""), _IS.state == "sent")
        with self._at_work() as connection:
            connection.execute(sql.delete(EXCHANGES).where(*here))

    def done(self, exchange: Exchange) -> None:
        """Keep the answer, durable on return."""
        self._put(exchange, over=sql.true())

    def _put(self, exchange: Exchange, over: sql.ColumnElement[bool]) -> None:
        """Add the exchange's row, or write over the one with its place where `over` holds for that."""
        row = row_of(exchange)
        order = postgresql.insert(EXCHANGES) if self._engine.dialect.name == "postgresql" else sqlite.insert(EXCHANGES)
        with self._at_work() as connection:
            connection.execute(order.values(row).on_conflict_do_update(index_elements=_PLACE, set_=row, where=over))

    def exchanges(self, model: str | None = None, since: datetime | None = None) -> list[Exchange]:
        """Those with that model, asked since then, in the order of asking."""
        wanted = sql.select(EXCHANGES).order_by(_IS.created_at, _IS.key)
        wanted = wanted if model is None else wanted.where(_IS.model == model)
        wanted = wanted if since is None else wanted.where(_IS.created_at >= since)
        with self._at_work() as connection:
            return [exchange_of(row) for row in connection.execute(wanted).mappings()]

    def prune(self, before: datetime | None = None, unfinished: bool = False) -> int:
        """Delete those asked before then (None: at any time), or of these the unfinished only; tells how many.

        In SQLite nothing of them stays in the file.
        """
        order = sql.delete(EXCHANGES)
        order = order if before is None else order.where(_IS.created_at < before)
        order = order.where(_IS.state == "sent") if unfinished else order
        with self._at_work() as connection:
            count = connection.execute(order).rowcount
        if count and self._lite:
            self._shrink()
        return count

    def _shrink(self) -> None:
        """Give freed pages back, and empty the log of writes, which still holds what was deleted."""
        with told(self.place), self._engine.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            for order in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                free.execute(sql.text(order))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
