"""Words by which a text betrays that it was written for a body of another trade than the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from service.checks._stray_bodies import Stranger, strange_bodies
from service.domain.document import Span
from service.lexicons import tree
from service.text.cut import sentences

_SECTOR = re.compile(
    r"全[省市县区州](?P<of>[^\W\da-zA-Z_]{2,4})(?:系统|战线)|(?:作为|身为)(?:一名)?[老新]?(?P<man>[^\W\da-zA-Z_]{2,4})人(?=[，。；,]|要|应|我)"
    r"|(?:我们?|咱们?)(?P<we>[^\W\da-zA-Z_]{2,4})(?:系统|战线|部门|行业|铁军)"
)
_PERSON = re.compile(r"(?:作为|身为)(?:一名|一个|一位)?(?P<rest>[^\W\da-zA-Z_]{2,12})")
_MODEST = re.compile(r"^(?:(?:[党老新]|合格|优秀|普通|基层|新时代|称职|一线|的)*)(?P<who>[^\W\da-zA-Z_]{2,})$")
# The slots in which a stock sentence names the writer's own business.
_SLOT = re.compile(
    r"(?:贯穿|融入|渗透|体现|落实|嵌入|覆盖|运用)(?:到|于|进|在|至)?(?P<business>(?:[^\W\da-zA-Z_]|[、“”]){2,24}?)"
    r"的?(?:全过程|各方面|各环节|各领域|全领域|全链条|各项工作|之中|始终|全部工作|中去|实践中)"
)
# A boast such as 推动医疗服务高质量发展: looser, so that only a trade of its own is held against it.
_GOAL = re.compile(
    r"(?:推动|推进|促进|助推|引领|开创|谱写|书写|交出|奋力|干好|投身)(?:了)?(?P<business>[^\W\da-zA-Z_]{2,16}?)(?:事业|工作)?"
    r"(?:高质量发展|再上新台阶|再上台阶|迈上新台阶|新篇章|新局面|满意的?答卷|的?答卷|提质增效|事业发展|新辉煌)"
)
_TALKED_OF = 4  # so many sentences on a trade make it a subject of the report, and its terms no strangers


def strangers(text: str, spans: list[Span], unit: str) -> Iterator[Stranger]:
    """Words of another body's, another trade's or another profession's own, in these spans of the writer's report."""
    if len(unit) < 3:
        return
    trades = tree("trades")
    mine = {name for name, trade in trades.items() if any(word in unit for word in trade["units"])}
    others = [name for name in trades if name not in mine]
    for span in spans:
        yield from strange_bodies(text, span, unit)
        yield from _persons(text, span, mine)
        yield from _sectors(text, span, unit, mine) if mine else ()
    letters, key = frozenset(text), "terms" if mine else "creed"
    for name in others:
        said = [term for term in trades[name].get(key, ()) if letters.issuperset(term) and term in text]
        yield from _terms(text, spans, name, said, key) if said else ()
    yield from _slots(text, spans, unit, mine)


def _terms(text: str, spans: list[Span], name: str, said: list[str], key: str) -> Iterator[Stranger]:
    """Terms of the trade that the text holds, in sentences that do not speak of that trade's bodies."""
    trade = tree("trades")[name]
    if key == "terms" and sum(text.count(word) for word in trade["near"]) >= _TALKED_OF * len(said) * 2:
        return
    pattern = _either(said)
    for sentence in (piece for span in spans if pattern.search(text, *span) for piece in sentences(text, span)):
        rest = pattern.sub("", sentence.of(text))
        if not any(word in rest for word in trade["near"]):
            for found in pattern.finditer(text, *sentence):
                yield Stranger(Span(*found.span()), "是别的行业的用语，与本单位的职责对不上")


def _persons(text: str, span: Span, mine: set[str]) -> Iterator[Stranger]:
    """作为一名人民教师 in the report of a bureau: somebody else's trade, unless he says that he came from it."""
    for found in _PERSON.finditer(text, *span):
        rest = _MODEST.match(found.group("rest"))
        who = _longest(rest.group("who")) if rest else None
        if who is None or who[1] & mine:
            continue
        end = found.start("rest") + rest.start("who") + len(who[0]) if rest else 0
        if not text.startswith(("出身", "时", "的那", "出来"), end):
            yield Stranger(Span(found.start(), end), "说的是别的行业的身份，与题目里的职务对不上")


def _longest(words: str) -> tuple[str, set[str]] | None:
    """The longest trade's person that `words` begin with, and the trades that have such."""
    persons = _persons_of()
    best = next((words[:size] for size in range(len(words), 0, -1) if words[:size] in persons), None)
    return (best, persons[best]) if best else None


@lru_cache(maxsize=1)
def _persons_of() -> dict[str, set[str]]:
    """Each trade's persons → the trades that have such."""
    found: dict[str, set[str]] = {}
    for name, trade in tree("trades").items():
        for person in trade.get("persons", ()):
            found.setdefault(person, set()).add(name)
    return found


def _slots(text: str, spans: list[Span], unit: str, mine: set[str]) -> Iterator[Stranger]:
    """把…贯穿到干部教育培训各环节: a stock sentence that names another trade's business as the writer's own.

    Only where the report speaks of that business nowhere else; a town's or a county's office cares for every trade, so
    that it is left alone.
    """
    for span in spans if mine else ():
        for pattern in (_SLOT, _GOAL):
            for found in pattern.finditer(text, *span):
                held = _business(found.group("business"))
                if held and not set(held.values()) & mine and not any(_at_home(text, unit, word) for word in held):
                    yield Stranger(Span(*found.span()), "写的是别的行业的业务，与本单位的职责对不上")


def _business(named: str) -> dict[str, str]:
    """The words of business in a slot, each with its trade."""
    rows = tree("trades").items()
    return {word: name for name, trade in rows for word in trade.get("business", ()) if word in named}


def _at_home(text: str, unit: str, word: str) -> bool:
    """Whether the unit's name or another sentence of the report holds the business."""
    return text.count(word) > 1 or any(word[at : at + 2] in unit for at in range(len(word) - 1))


def _sectors(text: str, span: Span, unit: str, mine: set[str]) -> Iterator[Stranger]:
    """全县水利系统 or 作为一名交通人: a sector of other trades of the table only, not in the unit's name."""
    for found in _SECTOR.finditer(text, *span):
        sector = str(next(filter(None, found.groups())))
        home = {name for name, trade in tree("trades").items() if any(word in sector for word in trade["units"])}
        if home and not home & mine and not any(char in unit for char in sector):
            yield Stranger(Span(*found.span()), f"与题目里的单位“{unit}”对不上")


def _either(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
