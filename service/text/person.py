"""Finds where the writer speaks of himself: 我 and 本人, but not 我们, 我局, 自我, 你推我 or a 我 in quoted speech."""

from __future__ import annotations

import re

from service.domain.document import Span

_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")
_SELF = re.compile(
    r"(?<!自)(?<!你[推看怪靠等瞒帮哄])我(?![推看怪靠等瞒帮哄][你他]|们|国|党|军|省|市|州|县|区|乡|镇|村|街道?|社区|局|委|办|院|校|所|站|馆|队|处|科|部|厅|司|厂|矿|行|公司|单位|中心|支部|集团|"
    r"为群众办|等(?:党员|干部))|本人"
)


def selves(text: str, span: Span) -> list[Span]:
    """The spans of 我 and 本人 inside `span` that stand for the writer."""
    quoted = [Span(*found.span()) for found in _QUOTED.finditer(text, *span)]
    found = (Span(*match.span()) for match in _SELF.finditer(text, *span))
    return [here for here in found if not any(quote.holds(here) for quote in quoted)]
