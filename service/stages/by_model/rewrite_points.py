"""Asks a model to put weak sentences better out of their own facts; what is missing stays a blank that asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import BLANK, Blank, Edit, Facts
from service.domain.finding import Finding
from service.domain.point import Point, PointScore, SlotKind
from service.domain.sifted import Sifted, together
from service.llm.asked import Asked, Question
from service.stages.by_model.answers import RewriteAnswer
from service.stages.by_model.desk import Desk, at_once, batched, front
from service.stages.by_model.material import Material, material_of
from service.stages.by_model.pointing import Refused, unanswered
from service.stages.by_model.schema import narrowed
from service.text.cut import sentences
from service.text.name import names
from service.text.quantity import quantities

STAGE = "rewrite_points"
_CODES = ("hedged", "self-praise", "collective-subject", "pseudo-example")  # what another wording can mend
_TOLD = 2  # wordings that are told why they were refused
_ECHO = re.compile(r"^\s*S\d{1,4}[\s:：、.]*")  # the sentence's number, said again in front of its words
_ASK = 80  # tokens of what is asked of one sentence
_EXAMPLE = re.compile("比如|例如|譬如")
_ASKED: dict[SlotKind, str] = {
    "time": "哪一天",
    "place": "在哪里",
    "party": "涉及谁",
    "event": "哪一件事",
    "quantity": "多少",
    "own_act": "我当时怎么做的",
    "consequence": "造成什么后果",
}
# What a blank asks for, by its words; the first that fits.
_SLOT_OF: tuple[tuple[SlotKind, re.Pattern[str]], ...] = (
    ("own_act", re.compile("怎么做|怎样做|做了什么|没做什么|本人|我当时|我的")),
    ("consequence", re.compile("后果|结果|影响|损失|造成")),
    ("time", re.compile("哪一?[天年月次日]|时间|什么时候|何时|日期")),
    ("place", re.compile("哪里|地点|何处|哪个(?:村|社区|地方|场所)|在哪")),
    ("quantity", re.compile("多少|几[人户件次天个]|数量")),
    ("party", re.compile("谁|哪些(?:人|群众|同志|单位|居民|职工)|对象|哪个单位|人员")),
    ("event", re.compile("")),
)


@dataclass(frozen=True, slots=True)
class _Task:
    """One sentence to be put better, and what is asked of it."""

    point: Point
    number: int
    span: Span
    code: str
    ask: str

    def row(self) -> dict[str, str]:
        return {"sentence": f"S{self.number}", "point": self.point.id, "ask": self.ask}


def rewrite_points(draft: Draft, findings: tuple[Finding, ...], desk: Desk) -> Sifted[Edit]:
    """Up to `desk.count` ways to put one sentence of every point that is not checkable yet, all guarded.

    Ways for the same sentence overlap: they are alternatives. Reads `points`, `scores` and the writer's answers.
    """
    material = material_of(draft)
    tasks = list(_tasks(draft, findings, material))
    if not tasks:
        return Sifted()
    batches = batched(tasks, lambda task: material.tokens([task.point.span]) + _answer(desk, [task]) + _ASK, desk.room)
    return together(at_once(lambda batch: _batch(draft, desk, batch, material), batches))


def _tasks(draft: Draft, findings: Sequence[Finding], material: Material) -> Iterator[_Task]:
    """For every point below level 4, or with words that another wording can mend, its most telling sentence."""
    for point in draft.points:
        score = draft.score(point.id)
        inside = [each for each in findings if each.code in _CODES and each.fault.span]
        own = [each for each in inside if each.fault.span and point.span.holds(each.fault.span)]
        if score is None or (score.level == 4 and not own):
            continue
        span = _telling(draft, point, score)
        number = material.number(span.start)
        if number is None or any(planted.meets(span) for planted in draft.document.planted):
            continue
        yield _Task(point, number, span, own[0].code if own else "vague-point", _asks(draft, score, own))


def _telling(draft: Draft, point: Point, score: PointScore) -> Span:
    """The sentence of the event, else of the example, the situation or the shortcoming, else the first."""
    pieces = sentences(draft.text, point.span) or [point.span]
    event = next((slot.span for slot in score.slots if slot.kind == "event" and slot.span), None)
    example = next((piece for piece in pieces if _EXAMPLE.search(piece.of(draft.text))), None)
    at = event or example or score.situation or score.shortcoming
    return next((piece for piece in pieces if at and piece.start <= at.start < piece.end), pieces[0])


def _asks(draft: Draft, score: PointScore, own: Iterable[Finding]) -> str:
    lacking = [_ASKED[slot.kind] for slot in score.missing]
    words = list(dict.fromkeys(each.fault.span.of(draft.text)[:16] for each in own if each.fault.span))
    parts = [f"缺{'、'.join(lacking)}"] if lacking else []
    parts += [f"去掉或改实“{'”“'.join(words[:3])}”"] if words else []
    return "；".join(parts) or "说得更清楚"


def _batch(draft: Draft, desk: Desk, tasks: Sequence[_Task], material: Material) -> Sifted[Edit]:
    asked = desk.ask(_question(draft, desk, tasks, material, ()))
    if asked.value is None:
        return Sifted((), asked.rejected, asked.traces)
    kept, refused = _read(draft, desk, asked, tasks)
    rejected, traces = asked.rejected, asked.traces
    missed = [task for task in tasks if task.point.id not in {edit.point for edit in kept}]
    told = [each for each in refused if each.point in {task.point.id for task in missed}][:_TOLD]
    if told and asked.left:
        concerned = [task for task in missed if task.point.id in {each.point for each in told}]
        question = _question(draft, desk, concerned, material, [each.line() for each in told])
        again = desk.ask(replace(question, exchanges=asked.left))
        more, still = _read(draft, desk, again, concerned)
        kept, refused = [*kept, *more], [*refused, *still]
        rejected, traces = (*rejected, *again.rejected), (*traces, *again.traces)
    rejected = (*rejected, *(each.rejection(STAGE) for each in refused))
    put = {row.s for row in asked.value.rewrites if row.text.strip()}
    answered = [task.point.id for task in tasks if f"S{task.number}" in put]
    rejected = (*rejected, *unanswered(STAGE, [task.point.id for task in tasks], answered))
    return Sifted(tuple(kept), rejected, traces)


def _question(
    draft: Draft, desk: Desk, tasks: Sequence[_Task], material: Material, told: Sequence[str]
) -> Question[RewriteAnswer]:
    ids = {task.point.id for task in tasks}
    shown = [task.span for task in tasks] if told else [task.point.span for task in tasks]
    inputs = {
        **front(draft),
        "material": str(material.only(shown)),
        "tasks": [task.row() for task in tasks],
        "answers": [
            {"point": answer.point or "", "key": answer.key, "words": answer.words}
            for answer in draft.background.answers
            if answer.point in ids or answer.point is None
        ],
        "wish": desk.wish,
        "count": desk.count,
        "told": list(told),
    }
    numbers = [f"S{task.number}" for task in tasks for _ in range(desk.count)]
    schema = narrowed(RewriteAnswer, {"rewrites": ("s", numbers)})
    return Question(STAGE, desk.versions[STAGE], inputs, RewriteAnswer, schema, min(6000, 200 + _answer(desk, tasks)))


def _answer(desk: Desk, tasks: Iterable[_Task]) -> int:
    """Tokens that the wordings may have."""
    return 2 * sum(task.span.size for task in tasks) * desk.count


def _read(
    draft: Draft, desk: Desk, asked: Asked[RewriteAnswer], tasks: Sequence[_Task]
) -> tuple[list[Edit], list[Refused]]:
    by_number = {f"S{task.number}": task for task in tasks}
    proposed: list[Edit] = []
    for at, row in enumerate(asked.value.rewrites if asked.value else ()):
        task = by_number.get(row.s)
        if task is None or not row.text.strip() or asked.doubtful("rewrites", at):
            continue
        edit = _edit(draft, task, _ECHO.sub("", row.text.strip()), row.reason.strip())
        if sum(other.point == edit.point for other in proposed) < desk.count and edit not in proposed:
            proposed.append(edit)
    sifted = desk.proofs.edits(draft, proposed)
    refused = [Refused("改法", each.answer, each.reason, each.point, each.guard) for each in sifted.rejected]
    return list(sifted.kept), refused


def _edit(draft: Draft, task: _Task, text: str, reason: str) -> Edit:
    """The model's sentence as an edit: one that asks needs facts, any other the writer's word that it is still true."""
    blanks = tuple(Blank(_slot(found[1]), found[1]) for found in BLANK.finditer(text))
    edit = Edit(
        task.span,
        _ended_like(task.span.of(draft.text), text),
        reason or "把这一句说具体",
        task.code,
        "needs-facts" if blanks else "needs-confirmation",
        blanks,
        point=task.point.id,
        origin="model",
    )
    return replace(edit, facts=_facts(draft, edit))


def _slot(asked: str) -> SlotKind:
    return next(kind for kind, pattern in _SLOT_OF if pattern.search(asked))


def _ended_like(original: str, text: str) -> str:
    """The model's words ended as the sentence was."""
    stops = "。！？；"
    if original[-1:] in stops and text[-1:] not in stops:
        return text.rstrip("，,.;") + original[-1]
    return text


def _facts(draft: Draft, edit: Edit) -> Facts:
    """Numbers and names of the sentence that its new wording keeps, drops, or takes from the writer's answers."""
    words = edit.span.of(draft.text)
    told = [row.span.of(words) for row in quantities(words) if row.definite]
    told += [name.span.of(words) for name in names(words) if name.kind != "post"]
    told = list(dict.fromkeys(told))
    added = [answer.words for answer in draft.background.answers if answer.words and answer.words in edit.replacement]
    return Facts(
        tuple(fact for fact in told if fact in edit.replacement),
        tuple(word for word in dict.fromkeys(added) if word not in words),
        tuple(fact for fact in told if fact not in edit.replacement),
    )
