"""Words of a crime or of a grave breach of discipline, laid on oneself without anybody having found it so.

Why: the report is filed; a careless 贪污 or 渎职 admits what the facts told do not bear out, and an inquiry follows.
Source: 通行审核意见“不上纲上线、不自我抹黑”（practice）; a person decides, and the words are never raised.
Bad: 我的行为实质上就是贪污公款，已经滑到了犯罪的边缘。
Good: 股长被诫勉，我也被约谈；对腐败苗头警惕不够；没有发现违纪违法问题。
Granularity: one fault a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from service.domain.document import Span
from service.domain.draft import Draft
from service.domain.edit import Edit
from service.domain.finding import Fault
from service.lexicons import lines
from service.text.cut import any_of, clauses, sentences

# The clause must say that the deed IS the offence, or comes close to it.
_SAID = re.compile(
    r"(?:实质上|本质上|性质上|实际上|其实|说到底|严格说|归根到底)?(?:就|也|已|已经|都|确实|简直|无疑|等同|俨然)*(?:是|等于|等同于|无异于|不亚于|不啻于?|"
    r"形同|相当于|堪称|可谓|称得上|算得上|够得上|说成|视为|构成(?:了)?|属于|犯(?:了|有|下)|涉嫌|沦为|沦落为|成为|成了|变成了?|堕落[成为]|"
    r"走[上向到]了?|滑[向到]了?|滑入|陷入|踏上了?|触犯了?|有[负辱]|当了|做了|充当了?)"
)
# Likening oneself to the guilty says the same: 同…没有两样, 说是…也不为过.
_LIKE = re.compile(
    r"无异|何异|没有?(?:什么|任何)?(?:两样|区别|分别|差别|不同)|没什么(?:两样|区别)|如出一辙|(?:又|也)?有什么(?:两样|区别|不同)|一般无二|一样(?:可恶|恶劣|严重)"
)
_FITS = re.compile(
    r"(?:说|称|讲|骂|定|判|算)(?:我|自己)?(?:是|为|作|成)?.{0,16}(?:也|都|毫)?(?:不为过|不过分|不冤|不算冤|毫不夸张|毫不为过|不夸张)|够(?:得上)?.{0,4}(?:判刑|坐牢|立案)"
)
_BEGINS = "人党历受国够应愿我渎犯理甘突组罪腐自触该贪越践踩违难"  # the letters that _EDGE can begin with
_EDGE = re.compile(
    rf"(?=[{_BEGINS}])"
    r"(?:(?:犯罪|违法|违纪|贪污|腐败|渎职|受贿)的?(?:边缘|深渊|道路|泥潭|泥坑)|(?:我|自己)(?:就)?(?:有罪|是罪人)|罪责难逃|罪不可赦|罪大恶极|罪孽深重|难逃法网|"
    r"(?:党|人民|历史|国家|组织)的(?:罪人|叛徒|败类)|(?:该|应该?|够)(?:被)?(?:判刑|坐牢|枪毙|开除党籍|绳之以法)"
    r"|(?:触碰|突破|越过|踩|践踏)了?[^，。；]{0,4}(?:法律|法纪|党纪国法|刑法)的?(?:红线|底线|尊严)"
    r"|(?:应该?|应当|理应|甘愿|愿意)[^，。；]{0,6}(?:法律|党纪国法|法纪)的?[^，。；]{0,4}(?:制裁|严惩|惩处))"
)
# With whom one likens oneself is no other subject of the clause: 等同于和他们合伙受贿.
_WITH = re.compile(r"[和与同跟替为帮](?:他们|她们|他人|他|她|别人|对方|那些[^，。；]{1,6}|其)")
_NOT_SAID = re.compile(
    r"没有|未|并非|不是|不属于|不构成|防止|避免|警惕|严防|杜绝|预防|查处|惩治|打击(?!报复)|惩处|整治|反对|遏制|远离|警示|案例|案件|案情|典型|通报|条例|"
    r"规定|法规|学习|认识|如果|一旦|否则|若|容易|可能|难免|往往|就会|才会|任其|长此以往|久而久之|苗头|隐患|风险|举报|反映|核查|嫌疑|被告|斗争|"
    r"他|她|他们|有人|有的|个别|一些|部分|某|其中|对方|当事人|处分|处理|诫勉|约谈|起诉|判处|立案|留置|认定|定性|不敢腐|反腐|宣传|案"
)
_CRIME = re.compile(r"(?:[^\W\da-zA-Z_]{2,5})罪(?![责过恶犯行名])")
# Letters of _EDGE and _CRIME, each of whose ways holds one; a term of the list that holds none adds its first letter.
_MARKS = re.compile("[罪法违污腐渎贿刑牢毙籍叛败]")
_I = re.compile(r"(?:我|本人|自己)(?:已经?|其实|也|就)?$")
_NEAR = 8  # characters that may stand between 就是 and the offence
_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")
_INSTEAD = "我对此负有责任，性质和情节以组织认定为准"


def check(draft: Draft) -> Iterator[Fault]:
    """Faults in problems and causes; the edit only ever says less, and waits for the writer's word."""
    spans = [point.span for point in draft.points] + [cause.span for cause in draft.causes]
    mark = _mark()
    marked = (span for span in spans if mark.search(draft.text, *span))
    for sentence in (piece for span in marked for piece in sentences(draft.text, span)):
        if not mark.search(draft.text, *sentence):
            continue
        guilty = [
            clause
            for clause in clauses(draft.text, sentence)
            if mark.search(draft.text, *clause) and _claims(clause.of(draft.text))
        ]
        if guilty:
            yield _fault(draft.text, Span(guilty[0].start, guilty[-1].end))


@lru_cache(maxsize=1)
def _terms() -> re.Pattern[str]:
    return any_of(*lines("offence_terms"))


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    """Letters of which every offence and every claim of guilt holds one: a clause without them claims nothing."""
    rest = {term[0] for term in lines("offence_terms") if not _MARKS.search(term)}
    return re.compile(f"{_MARKS.pattern[:-1]}{re.escape(''.join(sorted(rest)))}]")


def _claims(clause: str) -> bool:
    quoted = "“" in clause or "《" in clause
    words = _WITH.sub("", _QUOTED.sub("", clause) if quoted else clause)
    edge = _EDGE.search(words)
    term = edge or _terms().search(words) or ("罪" in words and _CRIME.search(words))
    if not term:
        return False
    like = _LIKE.search(words, term.end()) or _FITS.search(words)
    if _NOT_SAID.search(_without(words, edge, like)):
        return False
    if edge or like:
        return True
    said = _SAID.search(words, 0, term.start())
    return bool(said and term.start() - said.end() <= _NEAR) or bool(_I.search(words[: term.start()]))


def _without(words: str, *parts: re.Match[str] | None) -> str:
    """The clause without what already told the claim: the 没有 of 没有两样 denies nothing."""
    for part in parts:
        words = words.replace(part.group(), "") if part else words
    return words


def _fault(text: str, span: Span) -> Fault:
    end = span.end - (text[span.end - 1] in "，。；！？")
    words = Span(span.start, end)
    edit = Edit(
        words,
        _INSTEAD,
        "性质须由组织认定，不宜自行上纲；是否这样改由本人和审核人定",
        "overclaimed-guilt",
        "needs-confirmation",
    )
    message = (
        f"“{words.of(text)[:30]}”把自己的行为说成违纪违法甚至犯罪：请只写事实和自己的责任，性质由组织认定；"
        "如确有此事，应按规定另行向组织说明。"
    )
    return Fault(message, words, edits=(edit,))
