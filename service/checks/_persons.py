"""People named in a report beside its writer: found by the word that introduces them and the segmenter's tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service import lexicons
from service.domain.document import Span
from service.domain.draft import Draft
from service.text import cut

_WRITER = re.compile(
    r"(?:汇报人|发言人|撰写人|检查人|述职人|报告人|姓\s*名|我叫|我是)[:：]?\s*([^\W\da-zA-Z_]{2,4})(?=[\s，。（(）)]|$)",
    re.M,
)
_LONE = re.compile(r"^[ 　（(]*([^\W\da-zA-Z_][ 　]?[^\W\da-zA-Z_]{1,2})[）) 　]*$", re.M)
_DETAIL = re.compile(r"[（(](?:身份证|电话|手机|联系|男|女|住|现年|\d+岁|化名)")
_TITLED = re.compile(r"[长任记志](?<=[局部处科股所院校园馆站队组班省市县区镇乡村庭厅署]长|主任|书记|同志)")
_ROLE = 6  # letters of the longest role
_FAULT = re.compile(r"处分|违纪|违法|违规|批评|通报|诫勉|投诉|举报|上访|处罚|闹|吵|推诿|迟到|旷工|赌|酒驾|受贿|失职")


@dataclass(frozen=True)
class Person:
    """A name or a number where it first stands (`name` is empty for a number), and where the name stands again."""

    span: Span
    name: str
    again: tuple[Span, ...] = ()

    @property
    def surname(self) -> str:
        """The family name."""
        return self.name[:2] if len(self.name) > 2 and self.name[:2] in _words().compound else self.name[:1]


@dataclass(frozen=True)
class _Words:
    border: re.Pattern[str]  # the last letter of a role with a surname after it
    outsiders: frozenset[str]
    roles: frozenset[str]
    honorific: re.Pattern[str]
    exemplary: re.Pattern[str]
    surnames: frozenset[str]
    compound: frozenset[str]
    public: frozenset[str]
    not_given: frozenset[str]
    bodies: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = lexicons.tree("third_parties")
    outsiders = frozenset(data["outsiders"].split("|"))
    roles = outsiders | frozenset(data["colleagues"].split("|"))
    last = "".join(sorted({role[-1] for role in roles}))
    return _Words(
        border=re.compile(f"[{last}](?=[{data['surnames']}])"),
        outsiders=outsiders,
        roles=roles,
        honorific=re.compile(f"(?:{data['honorifics']})"),
        exemplary=re.compile(data["exemplary"]),
        surnames=frozenset(data["surnames"]),
        compound=frozenset(data["compound"].split("|")),
        public=frozenset(lexicons.lines("public_figures")),
        not_given=frozenset(data["not_given"]),
        bodies=frozenset(data["bodies"]),
    )


def writer_names(text: str) -> frozenset[str]:
    """Names by which the writer signs: 汇报人：…, or a line of its own near the top or the end."""
    ends = [text[:200], text[-120:]]
    signed = {match.group(1) for part in ends for match in _WRITER.finditer(part)}
    alone = {match.group(1).replace(" ", "").replace("　", "") for part in ends for match in _LONE.finditer(part)}
    return frozenset(signed | alone)


def named_persons(draft: Draft, own: frozenset[str]) -> list[Person]:
    """Every other person named where it may hurt, each once, in reading order."""
    found: dict[str, Span] = {}
    for sentence in _worth_reading(draft.text):
        for name, span in _in_sentence(draft, sentence):
            if name not in own and name not in _words().public:
                found.setdefault(name, span)
    return [Person(span, name, _again(draft.text, name, span)) for name, span in found.items()]


def _worth_reading(text: str) -> Iterator[Span]:
    """Sentences in which a role is followed by a surname, or a title stands."""
    sentences = cut.sentences(text)
    starts = [sentence.start for sentence in sentences]
    signs = [match.start() for sign in (_words().border, _TITLED) for match in sign.finditer(text)]
    numbers = {bisect_right(starts, sign) - 1 for sign in signs}
    return (sentences[number] for number in sorted(numbers) if number >= 0)


def _again(text: str, name: str, first: Span) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(re.escape(name), text) if match.start() > first.start)


def _in_sentence(draft: Draft, sentence: Span) -> list[tuple[str, Span]]:
    """Names of one sentence. It is cut into words only where a role is followed by a surname, or a title stands."""
    words = _words()
    roles = dict(_roles(draft.text, sentence))
    if not (roles or _TITLED.search(draft.text, *sentence)) or words.exemplary.search(draft.text, *sentence):
        return []
    found = []
    for span in _names(draft.text, sentence):
        role = roles.get(span.start)
        known = role is not None or words.honorific.match(draft.text, span.end)
        if known and (role in words.outsiders or _blaming(draft, sentence)):
            found.append((span.of(draft.text), span))
    return found


def _names(text: str, sentence: Span) -> Iterator[Span]:
    """Every name that a word of the sentence begins."""
    start, surnames = sentence.start, _words().surnames
    for word, tag in cut.tagged(text, sentence):
        if word[0] in surnames:
            span = _name_at(text, cut.Word(word, tag, Span(start, start + len(word))))
            if span is not None:
                yield span
        start += len(word)


def _roles(text: str, sentence: Span) -> Iterator[tuple[int, str]]:
    """Where a role ends before a surname, and the role (the longest that stands there)."""
    for match in _words().border.finditer(text, *sentence):
        before = text[max(sentence.start, match.end() - _ROLE) : match.end()]
        role = next((before[at:] for at in range(len(before) - 1) if before[at:] in _words().roles), None)
        if role:
            yield match.end(), role


def _blaming(draft: Draft, sentence: Span) -> bool:
    """Whether a colleague's name does harm here: among problems and causes, or where a fault is told."""
    sections = (*draft.part("problems"), *draft.part("causes"))
    inside = any(section.span.start <= sentence.start < section.span.end for section in sections)
    return inside or _FAULT.search(draft.text, *sentence) is not None


def _name_at(text: str, word: cut.Word) -> Span | None:
    """The name that begins with this word: the segmenter's, or a surname followed by personal details."""
    words, start = _words(), word.span.start
    if "某" in text[start : start + 3]:
        return None
    detail = _DETAIL.search(text, start + 2, start + 8)
    if detail and detail.start() - start <= 4:
        return Span(start, detail.start())
    size = len(word.text)
    if (
        word.text.startswith("查")
        or word.tag != "nr"
        or not 2 <= size <= 4
        or words.not_given.intersection(word.text[1:].removesuffix("家"))
        or word.text[-1] in words.bodies
    ):
        return None
    if word.text.endswith("家") and size > 2:
        return Span(start, word.span.end - 1)
    return word.span
