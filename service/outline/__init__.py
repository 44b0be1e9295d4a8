"""Lays a document out by a rubric: title, writer, parts, lead headings, and the items that stand under them."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.domain.document import Block, Document, Span
from service.domain.draft import Background, Draft, Heading, LeadSection, PartSection
from service.domain.rubric import PartName, Rubric
from service.outline.items import cut_items
from service.outline.leads import heading_of
from service.outline.numbering import number_at
from service.outline.parts import aside_of, is_closing, part_of, tells_last_year, tells_preparation, unlabelled
from service.outline.silence import find_silences
from service.outline.writer import find_title, find_writer
from service.text.cut import trim


@dataclass(slots=True)
class _Section:
    """A stretch of paragraphs under one part heading, or under one lead heading of the problem part."""

    part: PartName
    heading: Span | None = None
    lead: Heading | None = None
    pieces: list[Span] = field(default_factory=list)
    style: str | None = None  # of the number before a lead heading
    asides: list[tuple[PartName, Span]] = field(default_factory=list)  # causes and measures told inside a lead

    def span(self) -> Span:
        """From the heading (or the first piece) to the last piece."""
        told = [span for _, span in self.asides]
        marks = [mark for mark in (self.heading, self.lead.span if self.lead else None, *self.pieces, *told) if mark]
        return Span(min(mark.start for mark in marks), max(mark.end for mark in marks))


def lay_out(document: Document, rubric: Rubric, background: Background | None = None) -> Draft:
    """The draft of `document` under `rubric`; nothing in it is judged yet."""
    text = document.text
    blocks = [block for block in document.blocks if block.kind != "directive" and trim(text, block.span).size]
    title, skipped = find_title(text, blocks)
    sections = _sections(text, blocks[skipped:], rubric)
    opening = next((section.span().start for section in sections if section.part == "problems"), len(text))
    return Draft(
        document=document,
        rubric=rubric,
        title=title,
        writer=find_writer(text, title, Span(title.end if title else 0, opening)),
        parts=_parts(text, sections),
        leads=_leads(text, sections),
        background=background or Background(),
        silences=find_silences(document),
    )


def _sections(text: str, blocks: list[Block], rubric: Rubric) -> list[_Section]:
    """Every paragraph in its section, in reading order."""
    found: list[_Section] = []
    for block in blocks:
        span = trim(text, block.span)
        number = number_at(text, *span)
        words = Span(number.span.end, span.end) if number else span
        style = number.style if number else None
        opened = _open_part(text, words, block, found) or _open_lead(text, words, style, rubric, found)
        if opened:
            found.append(opened)
        elif is_closing(span.of(text)) and found and found[-1].part != "preparation":
            continue
        elif _in_preamble(found):
            found.append(_preamble(text, span, found))
        elif found[-1].lead and (aside := aside_of(words.of(text), span.of(text))):
            found[-1].asides.append((aside, span))
        else:
            found[-1].pieces.append(span)
    return [section for section in found if section.pieces or section.heading or section.lead]


def _open_part(text: str, words: Span, block: Block, found: list[_Section]) -> _Section | None:
    """A new section where `words` are a part heading, alone on the line or before its first full stop."""
    part = part_of(words.of(text))
    if part is None and block.kind != "cell":
        stop = min(
            (at for at in (text.find(mark, words.start, words.start + 30) for mark in "。：:") if at > 0), default=0
        )
        cut = Span(words.start, stop)
        numbered = number_at(text, *trim(text, block.span)) is not None
        part = part_of(cut.of(text)) if stop else None
        if part and (part == "personal_matters" or (numbered and not found_under(found))):
            rest = trim(text, Span(stop + 1, words.end))
            return _Section(part, cut, pieces=[rest] if rest.size else [])
        return None
    return _Section(part, words) if part else None


def found_under(found: list[_Section]) -> bool:
    """Whether the last section is a lead's: inside it, a point may begin with words like those of a part heading."""
    return bool(found and found[-1].lead)


def _open_lead(text: str, words: Span, style: str | None, rubric: Rubric, found: list[_Section]) -> _Section | None:
    """A new section of the problem part where `words` begin with a lead heading.

    Without the word 带头 it must be numbered like the headings before it: 2.学习方面存在的问题 under （二） is a point.
    """
    part = found[-1].part if found else "preparation"
    if part in ("causes", "measures", "personal_matters"):
        return None
    heading = heading_of(text, words, rubric, alone="。" not in words.of(text)[:-1])
    before = next((section.style for section in found if section.lead), style)
    if heading is None or ("带头" not in heading.span.of(text)[:8] and style != before):
        return None
    rest = trim(text, Span(heading.span.end, words.end))
    while rest.size and text[rest.start] in "。：:，,；、 ":
        rest = trim(text, Span(rest.start + 1, rest.end))
    return _Section("problems", None, heading, [rest] if rest.size else [], style)


def _in_preamble(found: list[_Section]) -> bool:
    return not found or (found[-1].part in ("preparation", "last_year") and found[-1].heading is None)


def _preamble(text: str, span: Span, found: list[_Section]) -> _Section:
    words = span.of(text)
    last_year = tells_last_year(words) and (bool(found) or not tells_preparation(words[:60]))
    return _Section("last_year" if last_year else "preparation", pieces=[span])


def _parts(text: str, sections: list[_Section]) -> tuple[PartSection, ...]:
    """Neighbouring sections of one part joined; items are cut for causes, measures and what stands under no lead."""
    groups: list[list[_Section]] = []
    for section in sections:
        if groups and groups[-1][0].part == section.part and section.heading is None:
            groups[-1].append(section)
        else:
            groups.append([section])
    found = []
    for group in groups:
        pieces = [piece for section in group for piece in section.pieces]
        items = cut_items(text, pieces) if group[0].part in ("causes", "measures") else tuple(pieces)
        spans = [section.span() for section in group]
        found.append(
            PartSection(group[0].part, group[0].heading, Span(spans[0].start, max(s.end for s in spans)), items)
        )
    told = [aside for section in sections for aside in section.asides]
    found += [PartSection(part, None, span, (unlabelled(text, span),)) for part, span in told]
    return tuple(sorted(found, key=lambda section: section.span))


def _leads(text: str, sections: list[_Section]) -> tuple[LeadSection, ...]:
    found = []
    for section in sections:
        if section.part != "problems" or not (section.lead or section.pieces):
            continue
        items = cut_items(text, section.pieces, apart=True)
        found.append(LeadSection(section.lead.lead if section.lead else None, section.lead, section.span(), items))
    return tuple(found)
