"""What a judge of meaning is asked: one YAML file a question, named by its defect code.

Rules answer some of them by their own means; a model is asked all of them and must quote the words that show it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import BadLexicon


class Question(BaseModel):
    """One question. `holds` says when the answer is yes; `bad` is a passage where it is, `good` one where it is not.

    `say` is what the writer is told where it holds: what is wrong, and what to do.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    scope: Literal["point", "cause", "measure", "report"]
    ask: str
    holds: str
    bad: str
    good: str
    say: str


def codes() -> tuple[str, ...]:
    """The defect code of every question, in alphabetical order; reads no file."""
    names = (path.name for path in files(__name__).iterdir() if path.name.endswith(".yaml"))
    return tuple(sorted(name.removesuffix(".yaml").replace("_", "-") for name in names))


@cache
def questions() -> dict[str, Question]:
    """Every question by its defect code, in alphabetical order. Raises BadLexicon with the file at fault."""
    found = {}
    for code in codes():
        path = files(__name__).joinpath(f"{code.replace('-', '_')}.yaml")
        try:
            found[code] = Question.model_validate(yaml.safe_load(path.read_text("utf-8")))
        except (yaml.YAMLError, ValidationError) as error:
            raise BadLexicon(f"service/questions/{path.name}: {error}") from error
    return found
