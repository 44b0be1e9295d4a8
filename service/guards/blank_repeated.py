"""An edit that asks for the same thing twice, or asks where it should tell: more blanks than facts to ask for.

Why: a sentence made of blanks is a form to fill in, not the writer's sentence put better.
Bad: 群众工作不细 → 【请补充：哪一天】我在【请补充：哪一天】办【请补充：哪件事】
Good: 群众工作不细 → 【请补充：哪一天】在【请补充：哪个社区】做群众工作不细
"""

from __future__ import annotations

from service.domain.draft import Draft
from service.domain.edit import BLANK, Edit

_MOST = 7  # time, place, party, event, quantity, own act, consequence


def guard(draft: Draft, edit: Edit) -> str | None:
    """A reason where a model's wording repeats a blank or has more than seven; the rules' own forms are left alone."""
    if edit.origin != "model":
        return None
    asked = BLANK.findall(edit.replacement)
    if len(set(asked)) < len(asked):
        return "同一个问题问了两遍：每个空白只问一件事，不重复。"
    return f"空白太多（{len(asked)}处）：改写成了填空题。" if len(asked) > _MOST else None
