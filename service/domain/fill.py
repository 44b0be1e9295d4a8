"""Fills the blanks of an edit with the writer's own answers, word for word, and says which facts they added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.domain.draft import Answer
from service.domain.edit import BLANK, Blank, Edit, EditVerdict, Facts
from service.domain.point import PointScore, SlotKind

_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "[": "]"}
# What a writer may call a slot; the English names are the report's own.
_CALLED: dict[str, tuple[str, ...]] = {
    "time": ("时间", "日期", "什么时候", "哪一天"),
    "place": ("地点", "地方", "在哪里", "哪里"),
    "party": ("对象", "人员", "涉及对象", "涉及人员", "哪些人"),
    "event": ("事项", "事件", "事例", "事情", "什么事", "哪件事"),
    "quantity": ("数量", "多少", "涉及数量"),
    "own_act": ("本人作为", "本人做法", "本人行为", "自己怎么做的", "怎么做的"),
    "consequence": ("后果", "影响", "结果", "造成什么后果"),
    "deadline": ("完成时限", "时限", "期限", "整改时限", "什么时候完成"),
    "owner": ("责任人", "责任单位", "由谁负责"),
    "standard": ("检查标准", "标准", "完成标准", "做到什么程度算完成"),
}
_SLOT = {called: slot for slot, names in _CALLED.items() for called in (slot, *names)}
# A check may call a measure's deadline and owner by the names that a point's facts have.
_ALSO = {"deadline": "time", "owner": "party", "standard": "quantity"}
_NOTHING = re.compile(r"(?:不清楚|不知道|无|没有|暂无|略|记不清了?|同上|待定|待补充?|[-—/。.…?？]*)")
# A word in front of a blank that an answer may bring itself is said once: 我当时 + 我只听了汇报, 结果 + 导致…
_TWICE = (
    (re.compile("我当时$"), re.compile("我|当时|自己|本人")),
    (re.compile("(?:，)?结果$"), re.compile("结果|导致|造成|致使|引起|因此|使得")),
    (re.compile("涉及$"), re.compile("涉及")),
    (re.compile("在$"), re.compile("在")),
)


def slot_of(key: str) -> str:
    """The slot that a key names in English or Chinese, or the key itself, trimmed of blanks and end punctuation."""
    bare = key.strip().strip("？?：:。 ")
    return _SLOT.get(bare, bare)


def called(key: str) -> str:
    """The Chinese name of a slot, for a writer to read; any other key as it is."""
    return _CALLED.get(key, (key,))[0]


def clean(words: str) -> str:
    """An answer as it goes into the text: one line, no end punctuation, no stray half of a quote, no blank of ours."""
    joined = re.sub(r"\s*\n\s*", "，", words.strip().replace("【", "").replace("】", ""))
    return re.sub(r"[。；;，,、\s]+$", "", _balanced(joined)).lstrip()


def resolve(answers: Sequence[Answer], scores: Sequence[PointScore]) -> tuple[Answer, ...]:
    """The answers with keys made slot names wherever a name or a point's own question tells the slot, words cleaned."""
    asked: dict[tuple[str | None, str], set[SlotKind]] = {}
    for score in scores:
        for slot in score.missing:
            for point in (score.point, None):
                asked.setdefault((point, slot_of(slot.question or "")), set()).add(slot.kind)
    return tuple(_resolved(answer, asked) for answer in answers)


def _resolved(answer: Answer, asked: dict[tuple[str | None, str], set[SlotKind]]) -> Answer:
    key = slot_of(answer.key)
    kinds = asked.get((answer.point, key), set())
    return Answer(next(iter(kinds)) if len(kinds) == 1 else key, clean(answer.words), answer.point)


def answers_blank(answer: Answer, blank: Blank) -> bool:
    """Whether the answer is to this blank: by its slot, in English or Chinese, or by the words of its question."""
    key = slot_of(answer.key)
    return key in (slot_of(blank.slot), slot_of(blank.question)) or _ALSO.get(key) == blank.slot


def says_nothing(words: str) -> bool:
    """Whether an answer is none: empty, a dash, 不清楚, 略."""
    return bool(_NOTHING.fullmatch(clean(words)))


def fill(edit: Edit, answers: Sequence[Answer]) -> Edit:
    """The edit with every blank that an answer fits filled by its words; `ready` once no blank is left.

    The first fitting answer counts. Its words are listed in `facts.added`.
    """
    pieces: list[str] = []
    left: list[Blank] = []
    added: list[str] = []
    at = 0
    for match, blank in zip(BLANK.finditer(edit.replacement), edit.blanks, strict=False):
        words = next((clean(answer.words) for answer in answers if answers_blank(answer, blank)), None)
        before = edit.replacement[at : match.start()]
        said = not before and words is not None and bool(added) and words in added[-1]  # 6户居民 has said 6户
        pieces += [before, match.group()] if words is None else [_once(before, words), "" if said else words]
        left += [blank] if words is None else []
        added += [] if words is None else [words]
        at = match.end()
    if not added:
        return edit
    facts = Facts(edit.facts.kept, (*edit.facts.added, *added), edit.facts.dropped)
    text = "".join([*pieces, edit.replacement[at:]])
    verdict: EditVerdict = "ready" if not left and edit.verdict == "needs-facts" else edit.verdict
    return replace(edit, replacement=text, blanks=tuple(left), verdict=verdict, facts=facts)


def _once(before: str, words: str) -> str:
    for lead, opening in _TWICE:
        if lead.search(before) and opening.match(words):
            return lead.sub("", before) + ("，" if before.endswith("，结果") else "")
    return before


def _balanced(words: str) -> str:
    """`words` without halves of quotes and brackets that have no other half."""
    open_at: list[int] = []
    drop: set[int] = set()
    for at, char in enumerate(words):
        if char in _PAIRS:
            open_at.append(at)
        elif char in _PAIRS.values():
            if open_at and _PAIRS[words[open_at[-1]]] == char:
                open_at.pop()
            else:
                drop.add(at)
    drop |= set(open_at)
    return "".join(char for at, char in enumerate(words) if at not in drop)
