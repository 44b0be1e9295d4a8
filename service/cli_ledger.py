"""sixlead ledger show | export | prune: what models were asked, what it cost, and the recording that replay: reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from service.errors import BadInput

if TYPE_CHECKING:
    from service.store import Store

Command = TypeVar("Command", bound=Callable[..., object])


@click.group()
def ledger() -> None:
    """模型账本：每次询问一行，付过费的答复不再付第二次。账本里没有材料原文，答复中可能有引文。"""


def _choice(command: Command) -> Command:
    """The options that pick exchanges."""
    command = click.option("--model", metavar="MODEL", help="只要这个模型的。")(command)
    return click.option("--since", type=click.DateTime(), help="只要这个时间以来的，如 2026-01-31。")(command)


@ledger.command()
@_choice
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="列出最近多少次。")
def show(model: str | None, since: datetime | None, last: int) -> None:
    """列出最近的询问：时间、模型、阶段、词元、费用、用时、状态；末尾是合计。"""
    from service.cli_ledger_table import table

    exchanges = _store().exchanges(model, _moment(since))
    click.echo(table(exchanges, last) if exchanges else "账本里没有记录。")


@ledger.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_choice
def export(file: Path, model: str | None, since: datetime | None) -> None:
    """把已完成的询问写成录制文件（JSON Lines，可用 .gz），供 --model replay:FILE 使用。"""
    from service.llm import recording

    exchanges = [exchange for exchange in _store().exchanges(model, _moment(since)) if exchange.reply]
    if not exchanges:
        raise BadInput("账本里没有符合条件的答复，没有写出文件。用 sixlead ledger show 查看有哪些。")
    click.echo(f"写出 {recording.write(file, exchanges)} 次答复：{file}", err=True)


@ledger.command()
@click.option("--before", type=click.IntRange(min=0), metavar="DAYS", help="删去这么多天以前的。")
@click.option("--all", "everything", is_flag=True, help="全部删去。")
@click.option("--unfinished", is_flag=True, help="只删去没有等到答复的。")
def prune(before: int | None, everything: bool, unfinished: bool) -> None:
    """从账本里删去询问，答复的文字不留在文件里。删去的答复再用时要重新付费。"""
    if (before is not None) + everything + unfinished != 1:
        raise BadInput("请在 --before DAYS、--all、--unfinished 中选一个。")
    moment = None if before is None else datetime.now().astimezone() - timedelta(days=min(before, 36500))
    click.echo(f"删去 {_store().prune(moment, unfinished)} 次询问。")


def _store() -> Store:
    """The store of this user; loads the database's library, which a review by rule never does."""
    from service.settings import read_settings
    from service.store import open_store, place_of

    return open_store(place_of(read_settings().data))


def _moment(written: datetime | None) -> datetime | None:
    """A moment as written by a user: in the time of this machine."""
    return written and written.astimezone()
