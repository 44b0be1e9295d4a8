"""sixlead-evals: grade the reviews of labelled samples, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from evals.grade import Graded, grade
from evals.show import show
from service.errors import ReviewError
from service.pipeline import review


@click.group()
def main() -> None:
    """Tell how well reviews agree with labels written by hand."""


@main.command("grade")
@click.option(
    "--samples", required=True, type=click.Path(path_type=Path), help="Folder of NAME.txt and NAME.yaml pairs."
)
@click.option("--as", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
@click.option("--report", help="Only the sample of this name.")
@click.option("--show", "code", help="Every miss and false alarm of this defect code, with a short quote.")
def grade_command(samples: Path, form: str, report: str | None, code: str | None) -> None:
    """Review every sample by rule and print agreement and recall against the bars."""
    try:
        found = grade(samples, lambda data, name, rubric: review(data, name, rubric), report)
    except ReviewError as error:
        click.echo(error.message, err=True)
        sys.exit(error.exit_code)
    _print(found, form, code)


@main.command("model")
@click.option(
    "--samples", required=True, type=click.Path(path_type=Path), help="Folder of NAME.txt and NAME.yaml pairs."
)
@click.option("--model", "address", required=True, help="Address of the model, as `sixlead review --model` takes it.")
@click.option("--report", help="Only the sample of this name.")
@click.option("--bare/--no-bare", default=True, show_default=True, help="Ask one plain prompt too, as a baseline.")
def model_command(samples: Path, address: str, report: str | None, bare: bool) -> None:
    """Review every sample by rule, with a model beside the rules, and by one bare prompt of that model."""
    from evals.with_model import compare
    from evals.with_model import show as show_three
    from service.cli_model import ModelOptions, consultant_of
    from service.settings import read_settings

    try:
        consultant = consultant_of(ModelOptions([address]), read_settings())
        assert consultant is not None  # an address was given
        show_three(compare(samples, consultant, bare, report))
    except ReviewError as error:
        click.echo(error.message, err=True)
        sys.exit(error.exit_code)


def _print(found: Graded, form: str, code: str | None) -> None:
    if form == "json":
        click.echo(json.dumps(found.as_json(code), ensure_ascii=False, indent=2))
    else:
        show(found, code)


if __name__ == "__main__":
    main()
