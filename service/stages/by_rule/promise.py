"""What a measure promises: by when or how often, who answers for it, and whether a checker could see it done."""

from __future__ import annotations

import re

from service.domain.document import Span
from service.text.date import TimeExpr, times
from service.text.quantity import quantities

_WHO = r"[^，。；：、“”\s]{1,14}?"
_OWNER = re.compile(
    rf"(?:责任(?:人|单位|科室|领导|部门)|牵头(?:人|单位|部门|领导))[：:是为]?\s*(?P<a>{_WHO})(?=[，。；、]|$)"
    r"|由(?P<g>我)(?=带头|亲自|牵头|负责|包案|主持|逐|每|先|在|对|联系|到|向|把)"
    rf"|由(?P<b>(?!此|于|衷|来|我自己|我本人|自己)(?:我(?:和|与|或|带|同)?)?{_WHO})(?=负责|牵头|带队|承办|督办|包案|落实|检查|核对|审核|保管|汇总|收齐|专门|专人|每|逐|按|集体|当面|先|在|做好|出具|编号|排|对|向|挂牌|完成|[，。；])"
    rf"|请(?P<c>{_WHO})(?=每|随机|抽查|监督|检查|全程|派员|定期)"
    rf"|(?P<d>我(?:带|和|与|同|或)(?:分管)?{_WHO})(?=对|每|逐|到|在|把|向|包|负责|牵头|先|\d|[，。])"
    rf"|(?<=[，。；：])(?P<e>[^，。；：我的]{{1,8}}?(?:科|股|室|部|办|组|站|委员|书记|主任|局长|所长|队长|指导员|负责人|专人))(?=每|负责|牵头|按|一律|公示|抽查|检查|报|做好记录|逐)"
    rf"|(?P<f>我)(?=包案|负责|牵头|带队|带头按|亲自(?:抓|带|督|回))"
)
# Words of the future or of limits make a date a deadline; a bare date of the year under review tells the past.
_FUTURE = re.compile(r"^(?:底前|前|起|内|之内|以内|完成)|^.{0,6}(?:完成|到位|交付|建成)")
_STANDARD = re.compile(
    r"一律|不少于|不低于|不超过|以上|至少|逐[一个户件项条村站块笔人]|公示|登记在|抽查|回访|签收|末位|先停|不再(?!是)|退回|上墙"
)
_LOOSE = re.compile(r"^(?:平时|日常|常年|年年|天天|月月|多年|近)")


def find_deadline(text: str, span: Span, year: int) -> Span | None:
    """The first date, limit or frequency that the measure sets, None where it sets none."""
    return next((expr.span for expr in times(text, span) if _binds(text, expr, year)), None)


def _binds(text: str, expr: TimeExpr, year: int) -> bool:
    said = expr.span.of(text)
    if _LOOSE.match(said):
        return False
    if expr.kind in ("recurring", "within"):
        return True
    ahead = expr.year is not None and expr.year > year
    if expr.kind == "date":
        return ahead or (
            expr.year is None
            and (expr.bound in ("before", "since") or bool(_FUTURE.match(text[expr.span.end : expr.span.end + 8])))
        )
    tail = text[expr.span.end : expr.span.end + 2]
    return ahead and (expr.bound != "" or expr.kind == "season" or tail[:1] in "起底前内到上下完")


def find_owner(text: str, span: Span) -> Span | None:
    """The words that say who answers for it, None where nobody is named."""
    found = _OWNER.search(text, span.start, span.end)
    if not found:
        return None
    name = next(key for key, words in found.groupdict().items() if words is not None)
    return Span(*found.span(name))


def is_checkable(text: str, span: Span, deadline: Span | None, owner: Span | None) -> bool:
    """Whether a checker would have something to look at: a date, an owner, a number or a stated standard."""
    counted = any(quantity.value > 1 for quantity in quantities(text, span))
    return bool(deadline or owner or counted or _STANDARD.search(text, span.start, span.end))
