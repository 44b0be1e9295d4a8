"""Knows a part's heading by its words, and what the preamble tells without a heading."""

from __future__ import annotations

import re

from service.domain.document import Span
from service.domain.rubric import PartName
from service.text.cut import trim

# A part heading is made of the part's own small vocabulary and nothing else; one of `must` has to be in it. The order
# matters: 存在问题的原因 is a heading of causes, 问题整改措施 one of measures.
_VOCABULARY: tuple[tuple[PartName, str, str], ...] = (
    (
        "personal_matters",
        r"事项|需要说明|个人.{0,4}说明",
        r"个人|有关|重大|其他|事项|需要|说明|情况|报告|的|及|和|方面|关于|组织|反映|问题",
    ),
    (
        "last_year",
        r"上年度|上一年度|去年|20\d\d年度?|上次|二〇..年度?",
        r"上年度|上一年度|去年|20\d\d年度?|二〇..年度?|上次|民主生活会|组织生活会|整改|措施|落实|情况|问题|党史学习教育|"
        r"专题|的|任务|完成|查摆|以来|和|及|“|”|清单|说明",
    ),
    (
        "causes",
        r"原因|根源|成因|症结|剖析|根子",
        r"根子|在哪里?|从哪来|产生|存在|形成|问题|以上|上述|这些|的|主要|思想|深层次|深层|深刻|根本|根源|原因|成因|症结|剖析|分析|查找|党性|"
        r"及|和|与|对|自我|个人|方面|情况|挖掘|主观",
    ),
    (
        "measures",
        r"措施|努力方向|整改|改进|举措|打算|思路|下一步|下步|今后|怎么改",
        r"怎么|怎样|如何|改|干|做|办|落实|方案|今后|下一步|下步|下阶段|努力|方向|整改|措施|改进|工作|打算|思路|具体|主要|明确|问题|落实|举措|目标|的|和|及|与|"
        r"个人|制定|方面|任务|对策|建议|意见|提升|计划",
    ),
    (
        "problems",
        r"问题|不足|差距|短板|查摆|检视|检查情况",
        r"出来|查出|自查|自己|身上|对照|检查|检视|查摆|查找|存在|当前|目前|主要|突出|问题|差距|不足|短板|情况|的|和|及|与|个人|自身|自我|方面|出|"
        r"六个|四个|五个|带头|“|”|本人|我|剖析|发现|有关|认真|梳理",
    ),
    (
        "preparation",
        r"会前|准备|学习.*征求|基本情况",
        r"会前|准备|情况|学习|征求|意见|谈心|谈话|的|和|及|与|思想|工作|基本|总体|、|开展|个人|教育|研讨",
    ),
)
_KNOWN = tuple(
    (name, re.compile(must), re.compile(rf"(?:{vocabulary}|[、，,：:；“”\s])+"))
    for name, must, vocabulary in _VOCABULARY
)
LONGEST = 40  # no part heading is longer

_LAST_YEAR = re.compile(
    r"(?:20\d\d年度|上年度|上一年度|去年|二〇..年度).{0,24}(?:民主生活会|生活会).{0,60}(?:整改|认领|措施|查摆|问题)"
)
_PREPARATION = re.compile(r"学习|征求|听取|谈心|意见|走访|调研")
_CLOSING = re.compile(
    r"^(?:以上(?:是|就是|汇报|对照|检查|发言|所述|，|内容|剖析|为)|.{0,60}(?:不妥之处|批评指正|批评帮助|提出宝贵意见).{0,20}[。！]?$|我的(?:对照检查|发言|汇报)完了|请.{0,14}(?:批评|指正|帮助))"
)


def part_of(words: str) -> PartName | None:
    """The part that a heading of these words opens, or None where they are no part heading."""
    words = words.strip().rstrip("。：:")
    if not 2 <= len(words) <= LONGEST:
        return None
    return next((name for name, must, only in _KNOWN if must.search(words) and only.fullmatch(words)), None)


def tells_last_year(words: str) -> bool:
    """Whether a preamble paragraph says how last year's problems were put right."""
    return bool(_LAST_YEAR.search(words[:160]))


def tells_preparation(words: str) -> bool:
    """Whether a preamble paragraph says how the writer prepared."""
    return bool(_PREPARATION.search(words))


def is_closing(words: str) -> bool:
    """Whether a paragraph only closes the report (以上是我的对照检查，不妥之处请批评指正)."""
    return bool(_CLOSING.match(words.strip()))


_ASIDES: tuple[tuple[PartName, re.Pattern[str]], ...] = (
    ("causes", re.compile(r"[【（(]?(?:产生|主要|存在)?(?:问题)?的?(?:原因|根源)(?:分析|剖析)?[】）)]?[：:]")),
    ("measures", re.compile(r"[【（(]?(?:下一步|今后)?(?:努力方向|整改措施|整改方向|改进措施|措施|整改)[】）)]?[：:]")),
)


def aside_of(words: str, numbered: str) -> PartName | None:
    """The part that a paragraph under a lead belongs to by its label (原因：…, 整改措施：…), or None for a point."""
    return next((part for part, label in _ASIDES if label.match(words) or label.match(numbered)), None)


def unlabelled(text: str, span: Span) -> Span:
    """`span` without such a label."""
    found = next((match for _, label in _ASIDES if (match := label.match(text, span.start, span.end))), None)
    return trim(text, Span(found.end(), span.end)) if found else span
