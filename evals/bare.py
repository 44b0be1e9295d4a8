"""The baseline that the model stages must beat: one plain prompt, levels and defects out, nothing checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from service.domain.document import Span
from service.domain.report import FindingRow, PointRow, Report
from service.llm.consultant import Consultant
from service.llm.exchange import CallFault, Message, Request
from service.llm.parse import parse
from service.llm.quote import find_quote
from service.llm.schema import strict
from service.pipeline import review
from service.questions import questions

_PROMPT = """下面是一份{label}对照检查材料。请逐条评价它的问题条目有多具体，并指出毛病。
具体程度level：0 只有态度口号；1 只说一类毛病；2 落到本岗位的工作；3 有一件认得出的事；
4 时间地点、对象数量、本人行为、后果齐全。
毛病code：{codes}
只输出JSON：{{"points":[{{"quote":"条目开头的原话","level":0}}],"defects":[{{"code":"…","quote":"原话"}}]}}

{text}"""
_LONGEST = 1_200  # tokens of the answer


class _Point(BaseModel):
    model_config = ConfigDict(extra="ignore")
    quote: str = Field(max_length=40)
    level: int = Field(ge=0, le=4)


class _Defect(BaseModel):
    model_config = ConfigDict(extra="ignore")
    code: str
    quote: str = Field(max_length=40)


class BareAnswer(BaseModel):
    """What the plain prompt is answered with."""

    model_config = ConfigDict(extra="ignore")
    points: list[_Point] = Field(max_length=30)
    defects: list[_Defect] = Field(max_length=40)


@dataclass(frozen=True)
class Bare:
    """Reviews by the plain prompt alone; points and parts are laid out by rule, so that levels can be compared."""

    consultant: Consultant

    def __call__(self, data: bytes, name: str, rubric: str | None) -> Report:
        """A report whose levels and findings are the model's word; a point that it did not rate is unscored."""
        report = review(data, name, rubric)
        answer = self._ask(report)
        levels = _levels(report, answer.points) if answer else {}
        rated = tuple(
            point.model_copy(update={"level": levels[point.id]}) for point in report.points if point.id in levels
        )
        findings = _findings(report, answer.defects) if answer else ()
        return report.model_copy(update={"points": rated, "findings": findings, "edits": (), "mode": "model"})

    def _ask(self, report: Report) -> BareAnswer | None:
        provider = self.consultant.providers[0]
        words = _PROMPT.format(
            label=report.rubric_label,
            codes="；".join(f"{code} {question.holds}" for code, question in questions().items()),
            text=report.document.text,
        )
        schema = strict(BareAnswer.model_json_schema(), lengths=True)
        request = Request(provider.model, (Message("user", words),), schema, _LONGEST, name="bare")
        try:
            reply = self.consultant.ledger.recall(request, provider) or self.consultant.ledger.pay(
                request, provider, "bare", "bare@v1", "", lambda: provider.complete(request, 3600.0)
            )
        except CallFault:
            return None
        parsed = parse(reply.text, reply.finish)
        try:
            return BareAnswer.model_validate(parsed.value) if parsed.ok else None
        except ValueError:
            return None


def _levels(report: Report, rated: Sequence[_Point]) -> dict[str, int]:
    """Point id → the level of the first rating whose quote stands in it."""
    found: dict[str, int] = {}
    for row in rated:
        point = _holder(report, row.quote)
        if point is not None:
            found.setdefault(point.id, row.level)
    return found


def _holder(report: Report, quote: str) -> PointRow | None:
    return next((point for point in report.points if find_quote(report.document.text, point.span, quote)), None)


def _findings(report: Report, defects: Sequence[_Defect]) -> tuple[FindingRow, ...]:
    """The defects as findings, the quote placed where it stands in the text; one that stands nowhere is left out."""
    text = report.document.text
    found: list[FindingRow] = []
    for number, row in enumerate(defects, 1):
        span = find_quote(text, Span(0, len(text)), row.quote)
        if row.code in questions() and span is not None:
            point = next((each.id for each in report.points if each.span.holds(span)), None)
            found.append(_row(f"F{number}", row.code, span, point))
    return tuple(found)


def _row(name: str, code: str, span: Span, point: str | None) -> FindingRow:
    return FindingRow(
        id=name,
        code=code,
        span=span,
        lead=None,
        part=None,
        point=point,
        message="",
        severity="discuss",
        authority="practice",
        origin="model",
    )
