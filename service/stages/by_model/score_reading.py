"""Reads the answer of score_points: which facts, denials and defects are believed, and what is refused, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.draft import Draft
from service.domain.point import SLOTS, Point, PointScore, Slot, SlotKind, Verdict
from service.llm.asked import Asked
from service.stages.by_model.answers import PointAnswer, ScoreAnswer
from service.stages.by_model.desk import Desk
from service.stages.by_model.material import Material
from service.stages.by_model.pointing import MISQUOTED, Refused, place

_NAMED: dict[SlotKind, str] = {
    "time": "time 时间",
    "place": "place 地点",
    "party": "party 涉及的人",
    "event": "event 事件",
    "quantity": "quantity 数量",
    "own_act": "own_act 本人行为",
    "consequence": "consequence 后果",
}


@dataclass
class ScoreReading:
    """What the answers about a draft hold: facts by point and kind, facts denied, verdicts, and what was refused."""

    draft: Draft
    desk: Desk
    found: dict[str, dict[SlotKind, Slot]] = field(default_factory=dict)
    denied: dict[str, set[SlotKind]] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def read(self, asked: Asked[ScoreAnswer], material: Material) -> None:
        """Take in one answer about that material; what an earlier answer filled stays."""
        by_id = {point.id: point for point in self.draft.points}
        for at, answer in enumerate(asked.value.points if asked.value else ()):
            point = by_id.get(answer.p)
            if point is None or asked.doubtful("points", at, "p"):
                continue
            self.found.setdefault(point.id, {})
            for kind in SLOTS:
                if not asked.doubtful("points", at, kind):
                    self._fact(material, point, kind, getattr(answer, kind))
            if not asked.doubtful("points", at, "not_facts"):
                self._denials(material, point, answer)
            if not asked.doubtful("points", at, "faults"):
                self._faults(material, point, answer)
        self._of_report(asked, material)

    def lacking(self) -> list[Refused]:
        """The refused facts that the rules have not found either: where asking again may gain something."""
        kinds = {name: kind for kind, name in _NAMED.items()}
        scores = {point.id: self.draft.score(point.id) for point in self.draft.points}
        asked = [(each, kinds.get(each.what), scores.get(each.point or "")) for each in self.refused]
        return [each for each, kind, score in asked if kind and each.point and not (score and score.filled(kind))]

    def scores(self) -> list[PointScore]:
        """One score a point that was answered for, with the slots that the model filled."""
        return [
            PointScore(point, tuple(slots.values()), origin="model", denied=tuple(sorted(self.denied.get(point, ()))))
            for point, slots in self.found.items()
        ]

    def _fact(self, material: Material, point: Point, kind: SlotKind, words: str) -> None:
        if not words.strip() or kind in self.found[point.id]:
            return
        span = place(self.draft, material, words, point.span)
        slot = Slot(kind, span)
        reason = MISQUOTED if span is None else self.desk.proofs.slot(self.draft, point, slot)
        if reason:
            guard = "misquoted" if span is None else "unproven"
            self.refused.append(Refused(_NAMED[kind], words, reason, point.id, guard))
        else:
            self.found[point.id][kind] = slot

    def _denials(self, material: Material, point: Point, answer: PointAnswer) -> None:
        """Facts by rule whose words the model calls none, where the rules agree with its reason."""
        score = self.draft.score(point.id)
        for denial in answer.not_facts:
            span = place(self.draft, material, denial.at, point.span)
            for slot in score.slots if score and span else ():
                if slot.span is None or not slot.span.meets(span or slot.span):
                    continue
                if reason := self.desk.proofs.denial(self.draft, point, slot, denial.why):
                    self.refused.append(Refused(f"不算{_NAMED[slot.kind]}", denial.at, reason, point.id))
                else:
                    self.denied.setdefault(point.id, set()).add(slot.kind)

    def _faults(self, material: Material, point: Point, answer: PointAnswer) -> None:
        for fault in answer.faults:
            span = place(self.draft, material, fault.at, point.span)
            self._judge(point, Verdict(fault.code, True, span, fault.why, "model", point=point.id), fault.at)

    def _of_report(self, asked: Asked[ScoreAnswer], material: Material) -> None:
        for clash in asked.value.clashes if asked.value else ():
            one, other = (place(self.draft, material, words, None) for words in (clash.at, clash.versus))
            if one and other and one.start > other.start:
                one, other = other, one
            self._judge(None, Verdict("contradiction", bool(other), one, "", "model", other), clash.at)
        for slip in asked.value.typos if asked.value else ():
            span = place(self.draft, material, slip.at, None)
            change = f"{span.of(self.draft.text)}→{slip.right}" if span else slip.right
            self._judge(None, Verdict("typo", True, span, change, "model"), slip.at)

    def _judge(self, subject: Point | None, verdict: Verdict, words: str) -> None:
        point = subject.id if subject else None
        if verdict.span is None or not verdict.holds:
            self.refused.append(Refused(verdict.code, words, MISQUOTED, point, "misquoted"))
        elif reason := self.desk.proofs.verdict(self.draft, subject, verdict):
            self.refused.append(Refused(verdict.code, words, reason, point))
        elif verdict not in self.verdicts:
            self.verdicts.append(verdict)
