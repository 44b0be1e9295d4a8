"""The command line: sixlead review | list | schema | ledger | models."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

# Nothing here plugs into pydantic, and looking for plug-ins takes a fiftieth of a second at every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

import click

from service import __version__
from service.cli_ledger import ledger
from service.domain.draft import Answer
from service.errors import ModelFailure, ReviewError
from service.settings import Settings, read_settings

if TYPE_CHECKING:
    from service.domain.report import Report
    from service.llm.consultant import Consultant
    from service.pipeline import Wishes

SEVERITIES = ("block", "discuss", "minor")
LISTS = ("checks", "questions", "rubrics", "formats", "prompts")


class Door(click.Group):
    """A group whose commands end an error raised on purpose in one line and its exit code, never in a traceback."""

    def invoke(self, context: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(context)
        except ReviewError as error:
            _fail(error)
        except KeyboardInterrupt:
            sys.exit(130)


def _fail(error: ReviewError) -> NoReturn:
    click.echo(f"sixlead: {error.message}", err=True)
    sys.exit(error.exit_code)


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sixlead", message="%(prog)s %(version)s")
def main() -> None:
    """六带头对照检查材料审改：逐条评具体程度，指出问题，给出可接受或拒绝的修改建议。材料不离开本机。"""


@main.command()
@click.argument("file", metavar="FILE|-")
@click.option("--rubric", metavar="NAME", help="评价标准；不写则按标题自动选定（见 sixlead list rubrics）。")
@click.option("--as", "formats", metavar="FORMAT", multiple=True, help="输出格式，可写多次；默认 terminal。")
@click.option("--out", type=click.Path(path_type=Path), help="写到哪里；写多种格式时是文件夹。")
@click.option("--answers", type=click.Path(path_type=Path), help="写材料的人对提问的回答（YAML），用来填空并再审一次。")
@click.option("--select", metavar="CODE,…", help="只查这些项（见 sixlead list checks）。")
@click.option("--ignore", metavar="CODE,…", help="不查这些项。")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="有这一级或更重的问题时，退出码为 1。")
@click.option("--encoding", metavar="NAME", help="文本文件的编码；不写则自动判断。")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="界面文字的语言。")
@click.option(
    "--model",
    "models",
    metavar="ADDRESS",
    multiple=True,
    help="大模型地址，可写多次（前一个不行就用下一个）；不写则按规则审核。",
)
@click.option("--require-model", is_flag=True, help="没有可用的模型就停下（退出码 4），不退回规则。")
@click.option(
    "--mask",
    type=click.Choice(["off", "names", "all"]),
    help="发给模型前遮盖什么；默认：本机的模型不遮，别处的遮姓名、单位、地名和号码。",
)
@click.option(
    "--max-cost", type=click.FloatRange(min=0), metavar="X", help="这次审核的模型费用上限（先在设置里写单价）。"
)
@click.option("--max-tokens", type=click.IntRange(min=0), metavar="N", help="这次审核的模型词元上限。")
@click.option("--rewrites", type=click.IntRange(1, 3), default=1, help="每条问题要模型给几种改法（1 到 3）。")
@click.option("--wish", default="", metavar="TEXT", help="对改法的另外要求，如“更简洁”“突出责任”。")
def review(
    file: str,
    rubric: str | None,
    formats: tuple[str, ...],
    out: Path | None,
    answers: Path | None,
    select: str | None,
    ignore: str | None,
    fail_on: str | None,
    encoding: str | None,
    lang: str | None,
    models: tuple[str, ...],
    require_model: bool,
    mask: Literal["off", "names", "all"] | None,
    max_cost: float | None,
    max_tokens: int | None,
    rewrites: int,
    wish: str,
) -> None:
    """审一份材料（.docx .doc .wps .odt .rtf .pdf .txt .md，或 - 读标准输入）。

    退出码：0 已审；1 已审且达到 --fail-on；2 命令有误；3 材料读不了；4 要求用模型而模型不可用。
    """
    gc.disable()  # one review ends before there is much to collect
    from service import delivery, pipeline, readers

    settings = read_settings()
    consultant = _consultant(models, settings, mask, max_cost, max_tokens, require_model)
    wishes = pipeline.Wishes(
        rubric=rubric or settings.rubric,
        encoding=encoding,
        answers=_read_answers(answers),
        select=_codes(select) or settings.select,
        ignore=_codes(ignore) or settings.ignore,
        rewrites=rewrites,
        wish=wish,
    )
    delivery.check(formats, file, out)
    data = readers.fetch(file)
    report = _reviewed(data, file, wishes, consultant, require_model)
    delivery.deliver(report, data, formats or ("terminal",), file, out, lang or settings.lang)
    sys.exit(int(_met(settings, fail_on, {finding.severity for finding in report.findings})))


def _reviewed(data: bytes, file: str, wishes: Wishes, consultant: Consultant | None, required: bool) -> Report:
    """The review, by rule or with a model, and one line on standard error that says which."""
    from service import pipeline

    name = file if file == "-" else Path(file).name
    if consultant is None:
        report = pipeline.review(data, name, wishes=wishes)
        click.echo("sixlead: 没有指定模型，按规则审核；材料没有离开本机。", err=True)
        return report
    from service import cli_model

    with cli_model.stoppable(consultant):
        report = pipeline.review(data, name, wishes=wishes, consultant=consultant)
    cli_model.tell_how(report, required)
    return report


def _consultant(
    models: tuple[str, ...],
    settings: Settings,
    mask: Literal["off", "names", "all"] | None,
    max_cost: float | None,
    max_tokens: int | None,
    required: bool,
) -> Consultant | None:
    """Whom to ask, None for rules alone; stops where a model is required and none is named."""
    if not models and not settings.models:
        if required:
            raise ModelFailure("没有指定模型：请用 --model 或 SIXLEAD_MODEL 写明地址，或去掉 --require-model。")
        return None
    from service import cli_model  # loads what only a model needs

    return cli_model.consultant_of(cli_model.ModelOptions(models, mask, max_cost, max_tokens), settings)


def _read_answers(path: Path | None) -> tuple[Answer, ...]:
    if path is None:
        return ()
    from service.answers import load

    return load(path)


def _codes(given: str | None) -> tuple[str, ...]:
    return tuple(code.strip() for code in (given or "").replace("，", ",").split(",") if code.strip())


def _met(settings: Settings, fail_on: str | None, found: set[str]) -> bool:
    """Whether a finding is at least as grave as the severity to fail on."""
    limit = fail_on or settings.fail_on
    return limit is not None and bool(found & set(SEVERITIES[: SEVERITIES.index(limit) + 1]))


@main.command("list")
@click.argument("what", type=click.Choice(LISTS))
def list_(what: str) -> None:
    """列出检查项、提问、评价标准、输出格式或提示词的说明卡片。"""
    from service import cards

    click.echo(cards.cards_of(what))


@main.command()
def schema() -> None:
    """打印 JSON 报告的 JSON Schema。"""
    import json

    from service.renderers.json_report import schema as made

    click.echo(json.dumps(made(), ensure_ascii=False, indent=2))


main.add_command(ledger)


@main.group()
def models() -> None:
    """大模型：试一试能不能用。"""


@models.command("test")
@click.argument("address", required=False)
def models_test(address: str | None) -> None:
    """调用一次 ADDRESS（不写则用设置里的第一个），说明答案格式、速度和上下文长度。"""
    from service import cli_model

    click.echo(cli_model.probe_card(address))


if __name__ == "__main__":
    main()
