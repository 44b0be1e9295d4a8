"""What the database holds: its tables, and how a row is made of a value of ours and read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, cast

import sqlalchemy as sql

from service.llm.exchange import Finish, Reply
from service.llm.ledger import Exchange

_LARGEST = 2**63 - 1  # what a column holds; a count that a server claims beyond it is taken as not told


class Moment(sql.TypeDecorator[datetime]):
    """An aware moment, kept in UTC also where the database knows no time zones."""

    impl = sql.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sql.Dialect) -> datetime | None:
        """To UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sql.Dialect) -> datetime | None:
        """From UTC."""
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


class Words(sql.TypeDecorator[str]):
    """What a server said, to the letter: also halves of surrogate pairs and zero bytes, which no text column takes."""

    impl = sql.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sql.Dialect) -> bytes | None:
        """To UTF-8."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: sql.Dialect) -> str | None:
        """From UTF-8."""
        return None if value is None else value.decode("utf-8", "surrogatepass")


TABLES = sql.MetaData()
EXCHANGES = sql.Table(
    "exchanges",
    TABLES,
    sql.Column("key", sql.String, primary_key=True),
    sql.Column("address", sql.String, primary_key=True),  # empty where nothing left the process
    *(
        sql.Column(name, sql.String, nullable=False)
        for name in ("provider", "model", "stage", "prompt", "sha", "state")
    ),
    sql.Column("answer", Words),
    sql.Column("finish", sql.String),
    sql.Column("refusal", Words),
    sql.Column("answered_by", Words),
    *(sql.Column(name, sql.BigInteger) for name in ("tokens_in", "tokens_out", "cached")),
    *(sql.Column(name, sql.Float) for name in ("cost", "seconds")),
    sql.Column("created_at", Moment, nullable=False),
    sql.Column("done_at", Moment),
)


def row_of(exchange: Exchange) -> dict[str, object]:
    """The row of an exchange."""
    names = ("key", "provider", "model", "stage", "prompt", "sha", "state", "created_at", "done_at")
    row: dict[str, object] = {name: getattr(exchange, name) for name in names}
    row["address"] = exchange.address or ""
    if reply := exchange.reply:
        row |= {name: getattr(reply, name) for name in ("finish", "refusal", "cost", "seconds")}
        row |= {name: _count(getattr(reply, name)) for name in ("tokens_in", "tokens_out", "cached")}
        row |= {"answer": reply.text, "answered_by": reply.model}
    return row


def _count(value: int | None) -> int | None:
    return value if value is not None and abs(value) <= _LARGEST else None


def exchange_of(row: sql.RowMapping) -> Exchange:
    """The exchange of a row."""
    names = ("key", "provider", "model", "stage", "prompt", "sha", "created_at", "done_at")
    return Exchange(
        **{name: row[name] for name in names},
        address=row["address"] or None,
        state=cast(Literal["sent", "done"], row["state"]),
        reply=_reply_of(row) if row["state"] == "done" else None,
    )


def _reply_of(row: sql.RowMapping) -> Reply:
    names = ("refusal", "tokens_in", "tokens_out", "cached", "cost", "seconds")
    told = {name: row[name] for name in names}
    return Reply(row["answer"], cast(Finish, row["finish"]), model=row["answered_by"], **told)
