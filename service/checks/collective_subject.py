"""The unit, the team or “some comrades” stand as the subject of a fault where the writer should.

Why: the report is one person's; a fault of 公司 or 有的同志 is nobody's, and nobody mends it.
Source: “三防”之一：防以班子问题代替个人问题（practice）.
Bad: 医院对此没有深究，部分同志碍于情面；我们学院一些同志还存在老好人思想
Good: 班子里有人提过不同意见，我用“工期等不起”挡了回去（写了别人，也写了自己）
Also: 街道牵头制定方案，积极协调各方，但我……: a recital of the unit's work is put where the writer's own act belongs.
Granularity: neighbouring sentences are one fault; a point in which the writer says 我 anywhere is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.finding import Fault
from service.lexicons import tree
from service.text.cut import clauses, sentences, words
from service.text.person import selves

# What may stand between the subject and the clause's beginning.
_OPENING = (
    r"(?:(?:比如|例如|但是?|同时|此外|另外|而|而且|并且|特别是|尤其是|由于|因为|导致|致使|结果|事后|会后|后来|最后|当时|平时|目前|今年|去年|"
    r"\d+月(?:份|底|初)?|对此|对这[^，]{1,6}|[^，。；没不]{1,12}(?:时|后|中|上|间|期间|月份?|日|年|以来|下|里))[，：:]?)?"
)
_NOBODY = r"(?:无人|没有?人|谁[也都][不没])(?=过问|提|反对|反驳|负责|牵头|落实|跟进|督促|检查|复查|管|问|愿|肯|想|说)"
_QUOTED = re.compile(r"“([^”\n]{1,4})”|“[^”\n]*”")  # 村“两委” is a name, longer quotes are speech
# A clause that only names a topic (支部标准化建设，), or whose true subject is the noun behind 的 (的作用发挥得不充分).
_TOPIC = re.compile(r"^.{0,14}(?:建设|工作|方面|制度|机制|过程中?|活动|问题|上|中)[，：]?$")
_NOUN_LEADS = re.compile(r"的(?:\w{2,4})(?:发挥|没有|不|未|还|得|有待|有所|存在|亟待|流于|停留)")
_ACT = re.compile(r"v(?!n)|d|p|zg|c|z|u|r")  # tags of the word behind the subject: verb, adverb, preposition …


def check(draft: Draft) -> Iterator[Fault]:
    """Faults in the problem points where the writer admits nothing of his own."""
    for point in draft.points:
        score = draft.score(point.id)
        admitted = score is None or score.filled("own_act")
        own, unit = selves(draft.text, point.span), draft.writer.unit or ""
        if own and admitted:
            found = [span for s in sentences(draft.text, point.span) if (span := _recital(draft.text, s, unit))]
        else:
            led = (s for s in sentences(draft.text, point.span) if _led(draft.text, s, unit, bool(own)))
            found = [s for s in led if not any(s.holds(here) for here in own)]
        yield from (_fault(draft.text, span, point.id) for span in _joined(draft.text, found))
    yield from _blamed(draft)


def _recital(text: str, sentence: Span, unit: str) -> Span | None:
    """The clauses, two or more, in which the sentence tells what the unit did well before it comes to 我."""
    told: list[Span] = []
    for clause in clauses(text, sentence):
        words = clause.of(text)
        works = _list("recital").search(words) and not _list("short").search(words) and not selves(text, clause)
        if works and (told or _leads(_bare(words), _subject(unit), False)):
            told.append(clause)
        elif told:
            break
    return Span(told[0].start, told[-1].end) if len(told) > 1 else None


def _blamed(draft: Draft) -> Iterator[Fault]:
    """部分同志 as a cause: the unit's circumstances are another fault there, so only persons count."""
    for cause in draft.causes:
        if not selves(draft.text, cause.span):
            found = [s for s in sentences(draft.text, cause.span) if _led(draft.text, s, draft.writer.unit or "", True)]
            yield from (_fault(draft.text, span, None, cause.id) for span in _joined(draft.text, found))


def _led(text: str, sentence: Span, unit: str, some_only: bool) -> bool:
    """Whether the sentence tells a fault and one of its clauses begins with a collective subject.

    `some_only`: 部分同志 and the like only, for a point in which the writer speaks of himself and admits nothing.
    """
    cue = _cue(unit)
    # Most sentences name nobody; quotation marks may stand inside a name.
    if not cue.search(text, *sentence) and text.find("“", *sentence) < 0:
        return False
    if not _list("fault").search(text, *sentence):
        return False
    named = (_bare(clause.of(text)) for clause in clauses(text, sentence))
    return any(_leads(clause, _subject(unit), some_only) for clause in named if cue.search(clause))


def _bare(clause: str) -> str:
    """The clause without quoted speech, and without the marks around a name."""
    return _QUOTED.sub(r"\1", clause) if "“" in clause else clause


def _leads(clause: str, pattern: re.Pattern[str], some_only: bool) -> bool:
    found = pattern.match(clause)
    if found and some_only and not found.group("some"):
        return False
    if found and found.group("some"):
        return True
    if not found or _TOPIC.match(clause) or _NOUN_LEADS.search(clause):
        return False
    if found.group("plural") and not _list("conduct").search(clause):
        return False
    if found.group().startswith("我"):  # 我院 and 我们 are the writer's own, whatever follows
        return True
    behind = words(clause[found.end() :])
    return bool(behind and _ACT.match(behind[0].tag))


@lru_cache(maxsize=4)
def _list(key: str) -> re.Pattern[str]:
    return re.compile(tree("collectives")[key])


def _joined(text: str, found: list[Span]) -> list[Span]:
    """Sentences that follow each other directly, as one."""
    runs: list[Span] = []
    for span in found:
        if runs and not text[runs[-1].end : span.start].strip():
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _fault(text: str, span: Span, point: str | None, cause: str | None = None) -> Fault:
    message = (
        f"“{span.of(text)[:24]}”以单位、班子或“有的同志”作主语，看不出本人的责任：请改用“我”作主语，"
        "写明自己当时知道什么、做了什么、没做什么。"
    )
    return Fault(message, span, point=point, cause=cause)


@lru_cache(maxsize=32)
def _subject(unit: str) -> re.Pattern[str]:
    """Clauses that begin with a collective subject, for a writer of this unit."""
    rows = tree("collectives")
    own = _nearest(unit, rows["units"])
    names = rows["always"] + [name for are in own or [row["are"] for row in rows["units"]] for name in are]
    called = _either([unit] if unit else []) if len(unit) > 2 else "(?!)"
    group = rf"(?:{_either(names)}|{called})(?:、政府|、行政)?(?:上下|内部|之间|里面?|中)?"
    headed = rf"[^，。对把向与和同给在从让被抓管带使按以为于当没不了的\s]{{0,8}}?(?:{_either(rows['heads'])})+(?:成员)?"
    some = rf"(?:{_either(rows['some'])})(?:\w{{0,4}}?)(?:{_either(rows['persons'])})"
    plural = rf"(?:全体|广大|基层|年轻|一线|[村镇乡院校局所馆])?(?:{_either(rows['plurals'])})(?:们|之间)?"
    units = rf"(?:{headed}(?:、政府|、行政)?(?:上下|内部|之间|里面?|中)?|{group})(?!{rows['compound']})"
    return re.compile(
        rf"{_OPENING}\s*(?:(?:{group}|{headed}){{0,2}}(?:也|都|还)?(?P<some>{some}|有人|{_NOBODY})|{units}|(?P<plural>{plural}))(?!，)"
    )


@lru_cache(maxsize=32)
def _cue(unit: str) -> re.Pattern[str]:
    """Words of which every subject that `_subject` finds holds one."""
    rows = tree("collectives")
    names = {name for row in rows["units"] for name in row["are"]} | {*rows["always"], *rows["heads"]}
    names |= {
        *rows["some"],
        *rows["plurals"],
        "有人",
        "无人",
        "没人",
        "没有人",
        "谁",
        *([unit] if len(unit) > 2 else []),
    }
    return re.compile(_either([name for name in names if not any(one != name and one in name for one in names)]))


def _nearest(unit: str, rows: list[dict[str, list[str]]]) -> list[list[str]]:
    """What the unit is called, by the word that stands last in its name: in 某街道某社区 that is 社区."""
    ends = [
        (unit.rfind(word) + len(word), len(word), -number)
        for number, row in enumerate(rows)
        for word in row["of"]
        if word in unit
    ]
    return [rows[-max(ends)[2]]["are"]] if ends else []


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
