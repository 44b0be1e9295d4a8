"""A model that answers sensibly: each stage gets a valid answer, made of the schema and of the report's own words.

`python -m tests.faults.serve --script tests.faults.sensible:sensible` serves it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from service.llm.exchange import Message
from service.llm.tokens import count, count_messages
from tests.faults.behaviours import Behaviour, ok
from tests.faults.call import Call
from tests.faults.sheet import Line, Sheet

Answer = dict[str, Any]
_LONGEST = 20  # characters of a quote
_TIME = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|去年|今年")
_QUANTITY = re.compile(r"\d+(?:多|余)?(?:名|人|户|次|天|万元|元|件|个)")
_DEADLINE = re.compile(r"每(?:周|月|季度|半年|年)[^，。；]{0,8}|\d{1,2}月底前|年底前")
_ASKS = {"哪一天": "哪一天", "在哪里": "在哪里", "涉及谁": "涉及哪些人", "造成什么后果": "造成什么后果"}


def sensible(call: Call) -> Behaviour:
    """The script: a completion with a plausible answer, its usage counted in tokens as a server does."""
    text = json.dumps(answer(Sheet.of_body(call.json)), ensure_ascii=False, separators=(",", ":"))
    asked = [Message(row["role"], row["content"]) for row in call.json["messages"]]
    return ok(text, usage={"prompt_tokens": count_messages(asked), "completion_tokens": count(text)})


def answer(sheet: Sheet) -> Answer:
    """The answer to one question."""
    return _ANSWERS[sheet.stage](sheet)


def _map(sheet: Sheet) -> Answer:
    points = [
        {"p": point, "lead": sheet.filed.get(point, 1), "at": _opening(sheet, point)}
        for point in sheet.ids("points", "p")
    ]
    return {"points": points}


def _score(sheet: Sheet) -> Answer:
    points = [_scored(sheet, point) for point in sheet.ids("points", "p")]
    return {"points": points, "clashes": [], "typos": []}


def _scored(sheet: Sheet, point: str) -> Answer:
    facts = {"time": _first(sheet, point, _TIME), "quantity": _first(sheet, point, _QUANTITY)}
    told = next((line for line in sheet.own(point) if _TIME.search(line.words) and "我" in line.words), None)
    acted = f"S{told.number} {_clause(told.words, '我')}" if told else ""
    bare = not any(facts.values()) and not sheet.told
    fault = {"code": "generic-point", "at": _opening(sheet, point), "why": "换到别的岗位照样成立"}
    return {
        "p": point,
        "time": facts["time"],
        "place": "",
        "party": "",
        "event": "",
        "quantity": facts["quantity"],
        "own_act": acted,
        "consequence": "",
        "not_facts": [],
        "faults": [fault] if bare else [],
    }


def _link(sheet: Sheet) -> Answer:
    points = list(dict.fromkeys(line.owner for line in sheet.lines if line.owner.startswith("P")))
    causes, measures = sheet.ids("causes", "c"), sheet.ids("measures", "m")
    return {
        "causes": [
            {"c": cause, "explains": points[at :: len(causes)], "at": _opening(sheet, cause), "faults": []}
            for at, cause in enumerate(causes)
        ],
        "measures": [
            {
                "m": measure,
                "answers": points[at :: len(measures)],
                "at": _opening(sheet, measure),
                "deadline": _first(sheet, measure, _DEADLINE),
                "owner": "",
                "faults": [],
            }
            for at, measure in enumerate(measures)
        ],
        "unexplained": [],
        "unanswered": [],
    }


def _rewrite(sheet: Sheet) -> Answer:
    times = len(sheet.ids("rewrites", "s")) and sheet.schema["properties"]["rewrites"]["maxItems"] // len(sheet.tasks)
    rows = []
    for number, _point, ask in sheet.tasks:
        line = sheet.line(number)
        words = line.words if line else ""
        blanks = [f"【请补充：{question}】" for asked, question in _ASKS.items() if asked in ask]
        for way in range(times):
            text = words.rstrip("。；") + "，" + "".join(blanks[: len(blanks) - way] or ["【请补充：哪一件事】"]) + "。"
            rows.append({"s": f"S{number}", "text": text, "reason": "补问缺的事实"})
    return {"rewrites": rows}


_ANSWERS: dict[str, Callable[[Sheet], Answer]] = {
    "map_points": _map,
    "score_points": _score,
    "link_points": _link,
    "rewrite_points": _rewrite,
}


def _opening(sheet: Sheet, owner: str) -> str:
    """The first words of what it says, as `S12 原话`."""
    lines = sheet.own(owner)
    return _pointer(lines[0]) if lines else ""


def _pointer(line: Line) -> str:
    words = re.split(r'[，。；："]', line.words)[0].strip()[:_LONGEST]
    return f"S{line.number} {words}" if words else ""


def _first(sheet: Sheet, owner: str, pattern: re.Pattern[str]) -> str:
    found = ((line, pattern.search(line.words)) for line in sheet.own(owner))
    return next((f"S{line.number} {match.group()[:_LONGEST]}" for line, match in found if match), "")


def _clause(words: str, holding: str) -> str:
    clause = next((each for each in re.split(r"[，。；：]", words) if holding in each), words)
    return clause.replace('"', "").strip()[:_LONGEST]
