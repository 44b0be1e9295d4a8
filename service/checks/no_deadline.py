"""A measure without a date, a frequency or a person in charge; or no measure of the report has any.

Why: a promise without a date and a name is never due, and nobody can be asked about it.
Source: 2023年对2022年度民主生活会的反馈“措施不够精准细化”、“四张清单”问题—任务—责任—时限（practice）.
Bad: 进一步加大隐患排查整治力度，不断提升群众安全感。
Good: 2023年3月底前由我和公卫科长逐村复核随访档案；每月最后一个周五自学。
Granularity: one fault a measure; a single one for the part where no measure has any.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Blank, Edit
from service.domain.finding import Fault
from service.domain.point import Measure
from service.text.cut import sentences

_BLANKS = (Blank("time", "什么时候完成，或者多久一次"), Blank("party", "谁负责"))
_ENDS = "。！；;.!"


def check(draft: Draft) -> Iterator[Fault]:
    """Faults for measures with neither `deadline` nor `owner`, each with an edit that asks for both."""
    bare = [measure for measure in draft.measures if not measure.deadline and not measure.owner]
    edits = tuple(_edit(draft.text, measure) for measure in bare)
    if bare and len(bare) == len(draft.measures):
        message = f"{len(bare)}条整改措施都没有时限、频次和责任人：请逐条写明什么时候完成（或多久一次）、由谁负责。"
        yield Fault(message, part="measures", edits=edits)
        return
    for measure, edit in zip(bare, edits, strict=True):
        first = sentences(draft.text, measure.span) or [measure.span]
        message = "这条措施没有时限、频次和责任人：请写明什么时候完成（或多久一次）、由谁负责。"
        yield Fault(message, first[0], measure=measure.id, edits=(edit,))


def _edit(text: str, measure: Measure) -> Edit:
    """The two blanks in front of the measure's last stop."""
    end = measure.span.end - (text[measure.span.end - 1] in _ENDS)
    words = f"，【请补充：{_BLANKS[0].question}】，由【请补充：{_BLANKS[1].question}】负责"
    return Edit(Span(end, end), words, "措施须有时限和责任人，由本人填写", "no-deadline", "needs-facts", _BLANKS)
