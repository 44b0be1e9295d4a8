"""Letters that sound right and are wrong: two lone letters, or one after a word, that make no word as they stand.

A letter is lone where the segmenter finds no word around it; a common word of the same sound is then what was meant.
Surnames, names and small words are left alone, and so are short forms that offices coin (述学, 防指, 兴企): letters
that stand for bodies and trades, and pairs one of whose letters comes again close by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, repeat

import rjieba

from service import lexicons
from service.checks._slips import Slip
from service.domain.document import Span

COMMON, KNOWN = 1000, 20  # how often the segmenter's corpus holds a word that may be meant; and a word with an ending
_SMALL = frozenset(
    "的了着过也都还就才又再很最更太不没未无有是在于以为因由从自向往到给对把被将让比如同跟但虽若则却并等们个些这那哪某每各此其他她我你您自"
    "谁什么怎上下中里外内前后左右间时来去出进起开回能会可要应该须敢肯想愿说看听做干搞抓办当像叫请用年月日号人次条项件名户家位处所种类样般"
    "只曾已正刚便凡一二三四五六七八九十百千万亿零几多少两半第大小高低好坏新老真全深浅实严细快慢强弱难易长短远近重轻早晚先和与及或而且之得地"
)
_COINED = frozenset(
    "企学指医校院厂农工商党团警检法军民政财税教卫文体旅路桥港航省市县区乡镇村局部科股所站队组声头脚点线片"
)
_NEAR = 8  # letters on each side in which a coined pair has its fellow: 头疼医头、脚疼医脚
_OFFICES = frozenset("室所站局科股处办院校队组会店厂镇村县乡市区路街巷河山桥楼园馆场班部委线网群端")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文洪克斯尔巴尼拉"
)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, str]:
    """A letter → all letters that sound like it, itself among them."""
    found: dict[str, str] = {}
    for line in lexicons.lines("sounds"):
        letters = line.split(" ", 1)[1]
        for letter in letters:
            found[letter] = found[letter] + letters if letter in found else letters
    return found


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(lexicons.tree("typo_patterns")["known"])


@lru_cache(maxsize=4096)
def _meant(pair: str) -> str | None:
    """The commonest word that sounds like these two letters and shares one of them."""
    sounds = _sounds()
    first, last = pair[0], pair[1]
    words = {other + last for other in sounds.get(first, "")} | {first + other for other in sounds.get(last, "")}
    counted = [(rjieba.suggest_freq(word), word) for word in words if rjieba.has_word(word)]
    best = max(counted, default=(0, ""))
    return best[1] if best[0] >= COMMON else None


@lru_cache(maxsize=1)
def _lone() -> frozenset[str]:
    """Letters that mean little as a word of their own."""
    return frozenset(_sounds()) - _SMALL - _SURNAMES


# Words as numbers: 1 a lone letter, 2 an ending, 3 both, 0 neither. Found is a lone one after another, or an ending.
_WORTH = re.compile(rb"(?s)[\1\2\3](?<=[\1\3]{2}|.[\2\3])")


@lru_cache(maxsize=1)
def _kinds() -> dict[str, int]:
    return {word: (word in _lone()) + 2 * (word in _endings()) for word in {*_lone(), *_endings()}}


def misheard(text: str) -> Iterator[Slip]:
    """Lone letters that sound like a common word, and endings such as 使用律."""
    words = rjieba.cut(text, False)
    lone, endings = _lone(), _endings()
    pairs = [match.start() - 1 for match in _WORTH.finditer(bytes(map(_kinds().get, words, repeat(0))))]
    starts = list(accumulate(map(len, words), initial=0)) if pairs else []
    for number in pairs:
        word, following = words[number], words[number + 1]
        if len(word) == 2 and following in endings:
            yield from _ending(text, starts[number], word, following)
        elif (
            word in lone
            and following in lone
            and following not in _OFFICES
            and not (number and words[number - 1] in _SURNAMES)
        ):
            yield from _pair(text, starts[number], word + following)


def _pair(text: str, at: int, pair: str) -> Iterator[Slip]:
    meant = _meant(pair)
    around = text[max(0, at - 2) : at + 4]
    if meant is None or any(known in around for known in _known_in(pair)):
        return
    if not (_COINED.intersection(pair) or _has_fellow(text, at) or _is_name(text, Span(at, at + 2))):
        yield Slip(Span(at, at + 2), meant, f"疑为同音错字，是否想写“{meant}”", sure=False, doubtful=True)


def _has_fellow(text: str, at: int) -> bool:
    """Whether one of the two letters stands again close by: such pairs are coined on purpose."""
    around = text[max(0, at - _NEAR) : at] + text[at + 2 : at + 2 + _NEAR]
    return text[at] in around or text[at + 1] in around


def _known_in(pair: str) -> list[str]:
    return [known for known in _known() if pair[0] in known or pair[1] in known]


def _is_name(text: str, span: Span) -> bool:
    """Whether the tagger takes the letters for part of a name."""
    start = max(0, span.start - 8)
    at = start
    for word, tag in rjieba.tag(text[start : span.end + 6]):
        if at < span.end and span.start < at + len(word) and tag[:2] in {"nr", "ns", "nz"} and len(word) > 1:
            return True
        at += len(word)
    return False


@lru_cache(maxsize=1)
def _endings() -> dict[str, str]:
    rows: dict[str, str] = lexicons.tree("typo_patterns")["endings"]
    return {wrong: right for right, wrongs in rows.items() for wrong in wrongs}


def _ending(text: str, at: int, word: str, letter: str) -> Iterator[Slip]:
    right = _endings()[letter]
    following = text[at + 3 : at + 4]
    if not ("一" <= following <= "鿿" and following not in _SMALL):
        meant = word + right
        if rjieba.has_word(meant) and not rjieba.has_word(word + letter) and rjieba.suggest_freq(meant) >= KNOWN:
            yield Slip(Span(at, at + 3), meant, f"同音错字，规范写法是“{meant}”", sure=False)
