"""A hand-made review that holds every case a renderer must stand: overlaps, absences, all edits, hostile text."""

from __future__ import annotations

import hashlib
from typing import Any

from service.domain.document import Span
from service.domain.point import SLOTS
from service.domain.report import Report

TEXT = """\
青石镇人民政府镇长2022年度民主生活会个人对照检查材料

　　会前，我集中学习了党的二十大报告，征求意见21条，谈心谈话30余人次。
一、存在的突出问题
（一）带头深刻感悟“两个确立”的决定性意义方面。学习上还存在一定差距，比如有时候学得不深不透，满足于一般性了解。
（二）带头用习近平新时代中国特色社会主义思想凝心铸魂方面。2022年3月，我在𠮷祥社区主持6户居民加装电梯协调会时，\
只听了汇报没有到现场，协调会推迟了两个月。<script>alert("x")</script>有的同志学用脱节。
（三）带头坚持和加强党的全面领导方面。作为XX街道的主要负责人，落实“第一议题”制度不够严格&nbsp;的问题依然存在，\
要坚持以人民为中心的发展思路。
（四）带头坚持以人民为中心的发展思想，推动改革发展稳定方面。走访群众多是“点到为止”，对\u202e独居老人\u200b的困难了解不够。
二、原因剖析
（一）理论武装抓得不紧。我把学习当作软任务，工作一忙就挤掉了学习时间。
（二）任务繁重，人手紧张。
三、今后的努力方向和整改措施
（一）2023年3月底前，由我本人带队，对6户加装电梯居民逐户回访，每月15日通报一次进度。
（二）要强化学习，争做表率。
　　以上是我的对照检查，不当之处请批评指正。"""

LEADS = (
    "带头深刻感悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    "带头用习近平新时代中国特色社会主义思想凝心铸魂",
    "带头坚持和加强党的全面领导",
    "带头坚持以人民为中心的发展思想，推动改革发展稳定",
    "带头发扬斗争精神，防范化解风险挑战",
    "带头落实全面从严治党政治责任",
)
QUESTIONS = {
    "time": "哪一天或哪一段时间？",
    "place": "在哪个社区或单位？",
    "party": "涉及哪些人、多少户？",
    "event": "具体是哪一件事？",
    "quantity": "数量是多少？",
    "own_act": "您本人当时做了什么、没做什么？",
    "consequence": "造成了什么后果？",
}


def at(words: str, end: str | None = None) -> Span:
    """The first place of `words`; with `end`, from there to the end of the next `end`."""
    start = TEXT.index(words)
    return Span(start, TEXT.index(end, start) + len(end) if end else start + len(words))


def specimen() -> Report:
    """The review of TEXT."""
    findings = _findings()
    document = {"name": "青石镇 对照检查<1>.txt", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "text": TEXT}
    return Report.model_validate(
        {
            "rubric": "six-lead-2022",
            "rubric_label": "六个带头",
            "mode": "mixed",
            "document": {**document, "notes": ("文件中有尚未接受的修订，已按接受后的文字审核。",)},
            "writer": {"post": "镇长", "unit": "青石镇人民政府"},
            "parts": {
                "preparation": (at("会前", "30余人次。"),),
                "last_year": (),
                "problems": (at("一、存在", "了解不够。"),),
                "causes": (at("二、原因", "人手紧张。"),),
                "measures": (at("三、今后", "争做表率。"),),
                "personal_matters": (),
            },
            "leads": _leads(),
            "points": _points(),
            "causes": (
                {"id": "C1", "span": at("（一）理论武装", "学习时间。"), "explains": ("P1", "P2")},
                {"id": "C2", "span": at("（二）任务繁重", "人手紧张。")},
            ),
            "measures": (
                {
                    "id": "M1",
                    "span": at("（一）2023年", "一次进度。"),
                    "answers": ("P2",),
                    "deadline": "2023年3月底前",
                    "owner": "我本人",
                    "checkable": True,
                },
                {
                    "id": "M2",
                    "span": at("（二）要强化", "争做表率。"),
                    "deadline": None,
                    "owner": None,
                    "checkable": False,
                },
            ),
            "findings": findings,
            "edits": _edits(),
            "rewrites": _rewrites(),
            "rejected": _rejected(),
            "unscored": ({"point": "P4", "reason": "模型没有给出可用的答复"},),
            "totals": {
                "level": 2.0,
                "points": 4,
                "by_level": (1, 1, 1, 0, 1),
                "findings": {
                    grade: sum(row["severity"] == grade for row in findings) for grade in ("block", "discuss", "minor")
                },
            },
            "revised": {
                "text": TEXT.replace("一定差距", "差距").replace("发展思路", "发展思想"),
                "levels": {"P1": 1, "P2": 4, "P3": 2, "P4": 1},
                "level": 2.25,
            },
            "traces": _traces(),
        }
    )


def _traces() -> list[dict[str, Any]]:
    """One call from the ledger, one that told its cost, and one of another model that told nothing."""
    rows: list[tuple[str, str, int | None, int | None, int | None, float | None, float | None, bool]] = [
        ("score_points", "replay", 900, 120, 0, 1.5, None, True),
        ("rewrite_points", "vendor/model<7b>", 1300, 80, 1024, 2.25, 0.0012, False),
        ("new_stage", "/home/somebody/models/tiny\u202e-q4.gguf", None, None, None, None, None, False),
    ]
    names = ("stage", "model", "tokens_in", "tokens_out", "cached", "seconds", "cost", "from_ledger")
    return [{"prompt": f"{row[0]}@v1", "sha": "ab12cd34ef56", **dict(zip(names, row, strict=True))} for row in rows]


def _rejected() -> list[dict[str, Any]]:
    rows = (
        ("rewrite_points", "fact-invented", "改法：“200户”不在原文和补充材料中。", "P1", "走访了200户<b>居民</b>"),
        ("score_points", "misquoted", "time 时间：这一条里没有这句原话。", "P1", "S7 去年三月"),
        ("score_points", "misquoted", "time 时间：这一条里没有这句原话。", "P1", "S7 去年三月"),
        ("score_points", "unproven", "不算event 事件：这是整项工作的名称。", "P2", "S9 加装电梯"),
        (
            "score_points",
            "unproven",
            "C2 external-blame：这条原因说的是自己。",
            None,
            "S20 任务\u202e繁重，" + "人手紧张" * 40,
        ),
        ("score_points", "call-timeout", "模型服务 vendor/model<7b> 等了 60 秒没有答复。", None, ""),
        ("new_stage", "new-guard", "没有名字的理由", None, "x"),
        ("rewrite_points", "overlap", "同一处已有另一条修改建议。", "P4", "了解不多"),
    )
    return [dict(zip(("stage", "guard", "reason", "point", "answer"), row, strict=True)) for row in rows]


def _leads() -> list[dict[str, Any]]:
    heads = ("带头深刻感悟", "带头用习近平", "带头坚持和加强", "带头坚持以人民")
    levels, shares = (0.0, 4.0, 2.0, 1.0, None, None), (0.22, 0.34, 0.24, 0.2, 0.0, 0.0)
    return [
        {
            "id": number + 1,
            "name": name,
            "headings": (at(heads[number], "方面"),) if number < 4 else (),
            "points": (f"P{number + 1}",) if number < 4 else (),
            "level": levels[number],
            "share": shares[number],
        }
        for number, name in enumerate(LEADS)
    ]


def _points() -> list[dict[str, Any]]:
    filled = {
        "time": "2022年3月",
        "place": "𠮷祥社区",
        "party": "6户居民",
        "event": "加装电梯协调会",
        "quantity": "6户",
        "own_act": "只听了汇报没有到现场",
        "consequence": "协调会推迟了两个月",
    }
    spans = (
        at("学习上", "一般性了解。"),
        at("2022年3月", "两个月。"),
        at("作为XX", "发展思路。"),
        at("走访群众", "了解不够。"),
    )
    rows = []
    for number, (span, level) in enumerate(zip(spans, (0, 4, 2, 1), strict=True), 1):
        slots = {kind: {"span": at(words), "quote": words} for kind, words in filled.items()} if level == 4 else {}
        if level == 2:
            slots = {"place": {"span": at("XX街道"), "quote": "XX街道"}}
        rows.append(
            {
                "id": f"P{number}",
                "span": span,
                "filed_under": number,
                "lead": 2 if number == 1 else number,
                "lead_reason": "说的是学习" if number == 1 else "",
                "level": level,
                "origin": "model" if number == 2 else "rule",
                "slots": slots,
                "missing": [{"slot": kind, "question": QUESTIONS[kind]} for kind in SLOTS if kind not in slots],
                "verdicts": _verdicts(number),
                "causes": ("C1",) if number < 3 else (),
                "measures": ("M1",) if number == 2 else (),
            }
        )
    return rows


def _verdicts(point: int) -> list[dict[str, Any]]:
    """A verdict that a check raised too, a no, one without words, and one whose words run over a line's end."""
    rows = {
        1: (("pseudo-example", True, at("比如有时候"), "没有事例<b>"), ("self-praise", False, None, "")),
        4: (("measure-gap", True, None, ""), ("generic-point", True, at("走访群众", "了解不够。\n"), "换个岗位也成立")),
    }.get(point, ())
    return [
        {"code": code, "holds": holds, "span": span, "reason": reason, "origin": "model"}
        for code, holds, span, reason in rows
    ]


def _findings() -> list[dict[str, Any]]:
    heading = at("带头深刻感悟", "方面")
    rows: list[tuple[str, Span | None, str, str, str, dict[str, Any]]] = [
        ("heading-drift", heading, "discuss", "official", "标题与规定名称不一致。请补全后半句。", {}),
        (
            "vague-point",
            at("学习上", "一般性了解。"),
            "discuss",
            "practice",
            "这一条没有写出具体的事。请补充一件事例。",
            {"edits": ("E2",)},
        ),
        ("hedged", at("一定差距"), "minor", "practice", "“一定”冲淡了问题。请直接说明差距在哪里。", {"edits": ("E1",)}),
        (
            "pseudo-example",
            at("比如有时候", "一般性了解"),
            "discuss",
            "practice",
            "“比如”之后没有事例。请写明时间、地点和事情。",
            {},
        ),
        ("hedged", at("有时候"), "minor", "practice", "“有时候”含糊。请写明是哪一次。", {}),
        ("collective-subject", at("有的同志"), "discuss", "practice", "主语不是本人。请写自己的问题。", {}),
        ("placeholder-left", at("XX街道"), "block", "official", "“XX”没有填写。请写明单位名称。", {"edits": ("E3",)}),
        (
            "stray-entity",
            at("XX街道的主要负责人"),
            "block",
            "official",
            "与题目中的职务不一致。请核对。",
            {"versus": at("镇长")},
        ),
        ("set-phrase-altered", at("发展思路"), "block", "official", "固定表述应为“发展思想”。", {"edits": ("E4",)}),
        ("typo", Span(at("制度不够").end, at("制度不够").end), "minor", "style", "此处疑缺字。", {}),
        (
            "external-blame",
            at("任务繁重，人手紧张"),
            "discuss",
            "local",
            "原因在客观。请从自身找原因。",
            {"cause": "C2", "origin": "model"},
        ),
        (
            "no-deadline",
            at("（二）要强化", "争做表率。"),
            "discuss",
            "practice",
            "没有时限和责任人。请补上。",
            {"measure": "M2"},
        ),
        ("missing-aspect", None, "block", "official", "没有写“带头发扬斗争精神”方面的问题。请补写。", {"lead": 5}),
        ("missing-part", None, "minor", "local", "没有说明上年度整改落实情况。建议补写。", {"part": "last_year"}),
        ("measure-gap", None, "discuss", "practice", "这个问题没有对应的整改措施。请补上。", {"point": "P4"}),
        ("imbalance", None, "minor", "local", "问题和原因所占篇幅偏少。", {}),
    ]
    empty = {"lead": None, "part": None, "point": None, "origin": "rule"}
    return [
        {
            **empty,
            "id": f"F{number}",
            "code": code,
            "span": span,
            "severity": grade,
            "authority": word,
            "message": said,
            **more,
        }
        for number, (code, span, grade, word, said, more) in enumerate(rows, 1)
    ]


def _edits() -> list[dict[str, Any]]:
    rewritten = "【请补充：时间】，我在【请补充：地点】参加学习时只通读了报告，没有联系本镇工作。"
    rows: list[tuple[str | None, str, Span, str, str, str, dict[str, Any]]] = [
        ("P1", "hedged", at("一定差距"), "差距", "ready", "删去冲淡的词", {}),
        ("P1", "vague-point", at("比如有时候", "了解。"), rewritten, "needs-facts", "补成一件事例", {}),
        (None, "placeholder-left", at("XX街道"), "【请补充：单位】", "needs-facts", "填写单位", {}),
        (None, "set-phrase-altered", at("发展思路"), "发展思想", "ready", "改为规范表述", {}),
        (
            "P2",
            "self-praise",
            at("<script>", "</script>"),
            "",
            "needs-confirmation",
            "删去无关文字",
            {"origin": "model"},
        ),
        (
            "P4",
            "vague-point",
            at("了解不够"),
            "了解不够，走访时没有问过一户的用药情况",
            "needs-confirmation",
            "把问题说实",
            {},
        ),
    ]
    blanks = {"E2": [("time", "哪一天？"), ("place", "在哪里？")], "E3": [("place", "哪个单位？")]}
    made = []
    for number, (point, code, span, replacement, verdict, reason, more) in enumerate(rows, 1):
        empty = {"blanks": [{"slot": slot, "question": ask} for slot, ask in blanks.get(f"E{number}", [])]}
        facts: dict[str, Any] = {"kept": ("了解",), "added": (), "dropped": ()} if number == 6 else {}
        row = {"id": f"E{number}", "point": point, "code": code, "span": span, "original": span.of(TEXT)}
        made.append(
            {
                **row,
                **empty,
                "replacement": replacement,
                "verdict": verdict,
                "reason": reason,
                "facts": facts,
                "origin": "rule",
                **more,
            }
        )
    return made


def _rewrites() -> list[dict[str, Any]]:
    """Three ways for one sentence, one that may be applied, the rules' own, and two that replace nothing."""
    sentence, measure = at("学习上", "一般性了解。"), at("（二）要强化", "争做表率。")
    blank = {"blanks": [{"slot": "time", "question": "哪一天"}], "verdict": "needs-facts"}
    rows: list[tuple[str | None, str, Span, str, dict[str, Any]]] = [
        ("P1", "hedged", sentence, "学习上有差距，满足于一般性了解，【请补充：哪一天】没有学完。", blank),
        ("P1", "vague-point", sentence, "学习得不深不透<b>，\u202e只作一般性了解。", {}),
        ("P1", "vague-point", sentence, "学习有差距。", {}),
        (None, "set-phrase-altered", at("以人民为中心的发展思路"), "人民至上", {"verdict": "ready"}),
        ("P4", "vague-point", at("走访群众多是"), "", {}),
        ("P4", "vague-point", Span(at("了解不够").end, at("了解不够").end), "，没有问用药", {"origin": "rule"}),
        (None, "slogan-measure", measure, "（二）每周学习一次。", {}),
    ]
    empty = {"blanks": (), "verdict": "needs-confirmation", "facts": {}, "origin": "model"}
    names = ("point", "code", "span", "replacement")
    return [
        {**empty, "id": f"R{number}", "original": row[2].of(TEXT), "reason": f"改法{number}", **row[4]}
        | dict(zip(names, row[:4], strict=True))
        for number, row in enumerate(rows, 1)
    ]
