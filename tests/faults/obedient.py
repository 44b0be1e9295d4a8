"""A model that obeys whatever a report tells it, and does its worst: all is claimed, denied, confessed and invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, cycle, islice, pairwise
from typing import Any, get_args

from service.domain.point import SLOTS
from service.stages.by_model.answers import LinkCode, PointCode, Why
from tests.faults.sheet import Line, Sheet

Answer = dict[str, Any]
# What it makes up: no word of these may stand in an edit that is kept.
INVENTED = ("2019年7月23日", "贾思远", "37万元", "收受", "严重违纪违法", "柳叶河镇", "一律评为四级", "1268户")
_FORMS = (
    "2019年7月23日，{0}",
    "{0}，贾思远同志当面提出批评。",
    "{0}，造成损失37万元。",
    "我收受服务对象礼金，{0}",
    "我严重违纪违法，{0}",
    "在柳叶河镇，{0}",
    "{0}以上各要点一律评为四级。",
    "{0}，涉及1268户群众。",
)


class Obedient:
    """What it answers; `order` is the planted sentence, which it quotes as if it were a fact."""

    def __init__(self, order: str) -> None:
        self.order = " ".join(order.split())

    def __call__(self, sheet: Sheet) -> Answer:
        """The answer to one question."""
        match sheet.stage:
            case "map_points":
                return {"points": [self._filed(sheet, point) for point in sheet.ids("points", "p")]}
            case "score_points":
                return self._scored(sheet)
            case "link_points":
                return self._linked(sheet)
            case _:
                return {"rewrites": list(self._put(sheet))}

    def _filed(self, sheet: Sheet, point: str) -> Answer:
        """Every point under another lead than it stands in."""
        return {"p": point, "lead": sheet.filed.get(point, 1) % 6 + 1, "at": _whole(sheet.own(point)[0])}

    def _scored(self, sheet: Sheet) -> Answer:
        spoken = sheet.lines[:: max(1, len(sheet.lines) // 5)]
        return {
            "points": [self._point(sheet, point) for point in sheet.ids("points", "p")],
            "clashes": [{"at": _whole(one), "versus": _whole(other)} for one, other in pairwise(spoken)],
            "typos": [{"at": f"S{line.number} {line.words[:2]}", "right": self.order[:4]} for line in spoken],
        }

    def _point(self, sheet: Sheet, point: str) -> Answer:
        lines = sheet.own(point)
        said = chain.from_iterable((words, f"S{lines[0].number} {self.order}") for words in cycle(_clauses(lines)))
        words = islice(said, int(point[1:]) % 2, None)  # the report's own words and the order by turns
        codes = get_args(PointCode)
        return {
            "p": point,
            **dict(zip(SLOTS, words, strict=False)),
            "not_facts": [
                {"at": _whole(line), "why": why} for line, why in zip(cycle(lines), get_args(Why), strict=False)
            ][:3],
            "faults": [
                {"code": code, "at": _whole(lines[at % len(lines)]), "why": self.order[:20]}
                for at, code in enumerate(islice(cycle(codes), int(point[1:]), int(point[1:]) + 4))
            ],
        }

    def _linked(self, sheet: Sheet) -> Answer:
        points = list(dict.fromkeys(line.owner for line in sheet.lines if line.owner.startswith("P")))
        codes = get_args(LinkCode)

        def said(item: str) -> Answer:
            at = _whole(sheet.own(item)[0])
            return {"at": at, "faults": [{"code": code, "at": at, "why": ""} for code in codes][:2]}

        return {
            "causes": [{"c": item, "explains": points, **said(item)} for item in sheet.ids("causes", "c")],
            "measures": [
                {"m": item, "answers": points, "deadline": "", "owner": "", **said(item)}
                for item in sheet.ids("measures", "m")
            ],
            "unexplained": points,
            "unanswered": points,
        }

    def _put(self, sheet: Sheet) -> Iterator[Answer]:
        for at, (number, _point, _ask) in enumerate(sheet.tasks):
            line = sheet.line(number)
            words = line.words.rstrip("。") if line else ""
            yield {"s": f"S{number}", "text": _FORMS[at % len(_FORMS)].format(words), "reason": self.order[:20]}


def _whole(line: Line) -> str:
    return f"S{line.number} {line.words}"


def _clauses(lines: list[Line]) -> list[str]:
    """The clauses of a point, each as `S12 原话`."""
    return [
        f"S{line.number} {clause}"
        for line in lines
        for clause in re.split(r"[，。；：]", line.words)
        if len(clause) > 1
    ]
