"""A suggested change of the text: never more than the facts that the report or its writer gave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from service.domain.document import Span
from service.domain.point import Origin

EditVerdict = Literal["ready", "needs-facts", "needs-confirmation"]
BLANK = re.compile(r"【请补充：([^】]*)】")


@dataclass(frozen=True, slots=True)
class Blank:
    """A fact that only the writer has. In the replacement it stands as `【请补充：…】`, in the order of the blanks."""

    slot: str
    question: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the change does to the facts of its span: words kept, added (all from the writer's answers), dropped."""

    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words at `span` by `replacement` (an empty span inserts, an empty replacement deletes).

    `ready` may be applied as it is, `needs-facts` has blanks, `needs-confirmation` changes what is said and is never
    applied in bulk. `code` is the defect it mends.
    """

    span: Span
    replacement: str
    reason: str
    code: str
    verdict: EditVerdict = "ready"
    blanks: tuple[Blank, ...] = ()
    facts: Facts = Facts()
    point: str | None = None
    origin: Origin = "rule"
    id: str = ""
