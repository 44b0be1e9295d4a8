"""The test of the proofs: a yes-man who claims every defect everywhere, and an oracle who claims just the labels.

`python -m evals.yes_man FOLDER …` prints, for every code, what of the yes-man's claims was believed and how much of it
was right, and which of the labels an ideal model could get believed; and how far either moves the levels.
"""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from evals.beliefs import Change, Tally, kappa, tally
from evals.case import load_all
from evals.slot_claims import denied, filled, truly_denied, truly_filled

CHANGES: dict[str, Change | None] = {
    "by rule": None,
    "yes-man fills": lambda draft, case, pairs: filled(draft),
    "yes-man denies": lambda draft, case, pairs: denied(draft, draft.scores),
    "yes-man does both": lambda draft, case, pairs: denied(draft, filled(draft)),
    "oracle": lambda draft, case, pairs: truly_denied(draft, truly_filled(draft, case, pairs), case, pairs),
}


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--code", "codes", multiple=True, help="Only this code; may be given again.")
@click.option("--show", is_flag=True, help="Every wrong belief and every missed label.")
def main(folders: tuple[Path, ...], codes: tuple[str, ...], show: bool) -> None:
    """Print what the proofs of `service.proofs` let pass, over all samples of FOLDERS."""
    cases = [case for folder in folders for case in load_all(folder)]
    rows = tally(cases, codes)
    console = Console(highlight=False, width=120)
    console.print(_table(rows))
    if show:
        console.print("\n".join(f"{code}  {line}" for code, row in rows.items() for line in row.shown), soft_wrap=True)
    for name, change in CHANGES.items():
        value, moved = kappa(cases, change)
        console.print(f"{name:<18} kappa {'–' if value is None else f'{value:.3f}'}  levels moved {moved}")


def _table(rows: dict[str, Tally]) -> Table:
    heads = ("code", "believed", "right", "precision", "beyond rules", "right", "labels", "recall")
    table = Table(*heads, box=None)
    for code, row in rows.items():
        raised, fresh = row.right + row.wrong, row.fresh_right + row.fresh_wrong
        precision, recall = _share(row.right, raised), _share(row.believed, row.labels)
        cells = (raised, row.right, precision, fresh, row.fresh_right, row.labels, recall)
        table.add_row(code, *map(str, cells))
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


if __name__ == "__main__":
    main()
