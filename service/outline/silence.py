"""Reads the inline silences: `<!-- sixlead: ignore hedged -->` for a paragraph, `off …` to `on` for a stretch."""

from __future__ import annotations

import re

from service.domain.document import Document, Span
from service.domain.draft import Silence

_DIRECTIVE = re.compile(r"<!--\s*sixlead\s*[:：]\s*(ignore|off|on)\b\s*([\w\s,，-]*?)\s*-->")


def find_silences(document: Document) -> tuple[Silence, ...]:
    """What the directives of the document silence. No code named means every code."""
    found: list[Silence] = []
    open_: dict[frozenset[str], int] = {}
    for n, block in enumerate(document.blocks):
        match = _DIRECTIVE.search(block.span.of(document.text)) if block.kind == "directive" else None
        if not match:
            continue
        codes = frozenset(code for code in re.split(r"[\s,，]+", match.group(2)) if code)
        following = next((later for later in document.blocks[n + 1 :] if later.kind != "directive"), None)
        if match.group(1) == "ignore" and following:
            found.append(Silence(following.span, codes))
        elif match.group(1) == "off":
            open_.setdefault(codes, block.span.end)
        elif match.group(1) == "on":
            ended = [key for key in open_ if not codes or key == codes]
            found += [Silence(Span(open_.pop(key), block.span.start), key) for key in ended]
    found += [Silence(Span(start, len(document.text)), codes) for codes, start in open_.items()]
    return tuple(found)
