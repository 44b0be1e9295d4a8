"""Finds names of persons: a family name in front of 同志 or a post, behind a post or a role, or with 某."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from service.domain.document import Span
from service.lexicons import lines, tree
from service.text.cut import any_of

_TITLE = "同志|老师|师傅|先生|女士|大爷|大娘|大妈|老人"


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    """A whole name in front of a title, a family name in front of a post, and 张某, 李某某."""
    family = _family()
    post = any_of(*lines("posts")).pattern
    return re.compile(rf"{family}(?:[^\W\da-zA-Z_]{{1,2}}(?={_TITLE})|某{{1,2}}(?!些|个|种|项)|(?={post}))")


@lru_cache(maxsize=1)
def _family() -> str:
    rows: dict[str, str] = tree("third_parties")
    return f"(?:{rows['compound']}|[{''.join(sorted(set(rows['surnames'])))}])"


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    """The characters that a family name may begin with; the empty string is none."""
    return frozenset(tree("third_parties")["surnames"])


@lru_cache(maxsize=1)
def _role() -> re.Pattern[str]:
    rows = f"{tree('third_parties')['outsiders']}|{tree('third_parties')['colleagues']}".split("|")
    plain = {re.sub(".[?]", "", row) for row in rows}  # 副?局长 ends where 局长 ends
    return any_of(*plain)


def persons(text: str, posts: list[Span]) -> list[Span]:
    """Spans of persons' names; `posts` are where posts stand."""
    titled = [Span(*match.span()) for match in _titled().finditer(text) if _is_name(text, *match.span())]
    after = {post.end for post in posts} | {match.end() for match in _role().finditer(text)}
    behind = (_behind(text, at) for at in sorted(after))
    named = (_surnamed(text, post) for post in posts)
    return [*titled, *(span for span in (*behind, *named) if span)]


def _surnamed(text: str, post: Span) -> Span | None:
    """刘副处长: a family name that is hardly anything else, in front of a post."""
    clear = text[post.start - 1 : post.start] in tuple(tree("name_parts")["clear_surnames"])
    return Span(post.start - 1, post.end) if clear else None


def maybe_persons(text: str) -> list[Span]:
    """Whatever the segmenter takes for a person's name: for those who would rather ask once too often."""
    found, at = [], 0
    for piece, tag in rjieba.tag(text):
        known = tag.startswith("nr") and 2 <= len(piece) <= 4 and piece[0] in _firsts()
        found += [Span(at, at + len(piece))] if known else []
        at += len(piece)
    return found


def _is_name(text: str, start: int, end: int) -> bool:
    """A word that the segmenter knows as another word is no name: 高度, 任何同志, 全体同志."""
    words = text[start:end]
    if "某" in words:
        return text[start - 1 : start] not in ("有", "在") and words[0] not in "有在和同对向任"
    if len(words) == 1:
        return False
    tagged = rjieba.tag(text[max(0, start - 4) : end + 2])
    return any(piece == words and tag.startswith("nr") for piece, tag in tagged)


def _behind(text: str, at: int) -> Span | None:
    """A person's name right behind a post or a role."""
    if text[at : at + 1] not in _firsts():
        return None
    pieces = rjieba.tag(text[at : at + 6])
    piece, tag = pieces[0]
    if len(piece) == 1 and len(pieces) > 1 and pieces[1][1] in ("nz", "nr", "x") and pieces[1][0].isalpha():
        piece, tag = piece + pieces[1][0], "nr"
    known = tag.startswith("nr") and 2 <= len(piece) <= 4 and not set(piece) & set(tree("name_parts")["not_given"])
    return Span(at, at + len(piece)) if known else None
