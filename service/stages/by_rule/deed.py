"""Finds what the writer did or left undone, and what came of it."""

from __future__ import annotations

import re

from service.domain.document import Span
from service.stages.by_rule.clause import Clause, cues
from service.text.date import TimeExpr, times

_QUOTED = re.compile(r"[说答批回喊应](?:了|道)?(?:一?句)?[：:，,]?[“\"]")
_FAULT = re.compile(
    r"没有|没|未|不|只|仅|就|便|躲|绕|推|拖|压|签|批|默认|点头|点了头|代替|一味|忽|应付|敷衍|照抄|挡|搁|放|忘|顾不上|图|晚|迟|随口|凭|圈定|收下|垫|漏|误|错|改成|改为|默许|放行|照发|凑"
)
_SANCTION_ON_ME = re.compile(r"我.{0,6}(?:被|受到)|点了我的名|对我.{0,8}(?:批评|约谈|处分|通报)|给我.{0,6}处分")
# In a later sentence than the deed: so many people or things, and something happened to them.
_STRUCK = re.compile(
    r"(?:其中|有|另有|共|近|先后|致使|造成)*[\d一二三四五六七八九十百千两几]+(?:多|余)?(?:户|名|位|人|家|车|亩|头|只|吨|辆|栋|台|个村)"
    r".*(?:了|没|未|不能|无法|只能|至今)"
)


def find_own_act(clauses: list[Clause]) -> Span | None:
    """The writer's own fault in these clauses: a deed or an omission, no thought, no praise."""
    acts = cues()["act"]
    ranked: list[tuple[int, Span]] = []
    for n, clause in enumerate(clauses):
        if not clause.actor or clause.thought or clause.aspiration or _SANCTION_ON_ME.search(clause.words):
            continue
        if not acts.search(clause.words) or not (_FAULT.search(clause.words) or _QUOTED.search(clause.words)):
            continue
        ranked.append((-int(clause.me), Span(_begin_of(clauses, n), clause.span.end)))
    return min(ranked, default=(0, None), key=lambda row: row[0])[1]


def _begin_of(clauses: list[Clause], n: int) -> int:
    """Where the deed begins: up to two clauses earlier in the sentence, where the writer is named as 我."""
    for back in range(n, max(-1, n - 3), -1):
        if clauses[back].sentence != clauses[n].sentence or not clauses[back].actor:
            break
        if clauses[back].me:
            return clauses[back].span.start
    return clauses[n].span.start


def find_outcome(
    text: str, point: Span, clauses: list[Clause], event: Span, act: Span | None, time: TimeExpr | None
) -> Span | None:
    """What came of it, behind the event's first clause: an outcome word, or a later date at which something showed.

    A fear of an outcome (怕影响考核) is thought and counts for nothing; the writer's own deeds are no outcome either,
    but a sanction on the writer is.
    """
    outcome = cues()["outcome"]
    later = _later_dates(text, point, time, act)
    # Where the deed comes first, the event itself may be what came of it.
    showing = act is not None and act.end <= event.start
    for n, clause in enumerate(clauses):
        behind = clause.span.start >= event.end or "直到" in clause.words or (showing and clause.span.meets(event))
        if not behind or clause.thought or clause.aspiration:
            continue
        deed = (clause.me or clause.actor) and not _SANCTION_ON_ME.search(clause.words)
        hit = outcome.search(clause.words) or (act and clause.span.start > act.end and _STRUCK.match(clause.words))
        if hit and not deed and not cues()["averted"].search(clause.words):
            return clause.span
        if any(clause.span.meets(expr.span) for expr in later) and not deed:
            return Span(clause.span.start, _end_of(clauses, n))
    return None


def _later_dates(text: str, point: Span, first: TimeExpr | None, act: Span | None) -> list[TimeExpr]:
    """Dates told after the event's own and after the act: things that showed later."""
    if first is None:
        return []
    behind = act.end if act else first.span.end
    return [expr for expr in times(text, point) if expr.kind == "date" and expr.span.start >= behind]


def _end_of(clauses: list[Clause], n: int) -> int:
    """The end of the clause, taken on to the next one of the sentence where it only names the date."""
    if len(clauses[n].words) < 8 and n + 1 < len(clauses) and clauses[n + 1].sentence == clauses[n].sentence:
        return clauses[n + 1].span.end
    return clauses[n].span.end
