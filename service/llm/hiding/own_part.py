"""Reads the own part of a place's or a body's name backwards from its last word: 澄渚 in front of 师范|学院."""

from __future__ import annotations

import re

from service.llm.hiding.place_parts import LADDER, parts
from service.llm.hiding.secret import Piece, Words, han

_NAMEISH = ("ns", "nr", "nz")
LONGEST = 5  # characters of a name's own part


def own_part(words: Words, last: re.Match[str], body: bool) -> list[Piece]:
    """The pieces of the name's own part: from the last word back over common nouns, then as far as names reach."""
    number = words.before(last.start())
    own: list[Piece] = []
    if number >= 0 and words.pieces[number].end > last.start():
        cut = _cut(words, number, last, body)
        if cut is None:
            return []
        own, number = ([cut] if cut.text else []), number - 1
    elif not body and _begins_longer(words, number + 1, last):
        return []
    while not own and number >= 0 and is_between(words.pieces[number], body):
        number -= 1
    branded = body or last.group() in parts().branded_seats
    named, trade = last.group() in parts().named, last.group() in parts().trades
    for piece in reversed(words.pieces[max(0, number - LONGEST) : number + 1]):
        common = (named and _is_noun(piece, own)) or (branded and not own and _is_brand(piece))
        if not _belongs(piece, own) and not common:
            break
        own.insert(0, piece)
    return [] if trade and any(len(one.text) > 1 and one.tag != "ns" and not _is_brand(one) for one in own) else own


def _cut(words: Words, number: int, last: re.Match[str], body: bool) -> Piece | None:
    """What a dictionary's word that reaches into the last word leaves of the name; None where there can be no name.

    石桥镇 leaves 石桥, 师范学院 nothing (""), and of 汀|南区 and 鹰嘴|岩石|场 one letter belongs to the letters before.
    """
    piece, before = words.pieces[number], words.pieces[number - 1] if number else None
    left = piece._replace(text=piece.text[: last.start() - piece.start], end=last.start())
    stray = before is not None and len(left.text) == 1 and len(left.text + before.text) < 4 and _belongs(before, [])
    if piece.end < last.end():
        return left if stray and _belongs(left, []) else None
    if piece.end > last.end():
        return None
    if body:
        return left._replace(text="")
    if len(piece.text) == 2:
        if last.group() not in LADDER:
            return None
        county = piece.tag == "ns" and last.group() == "县"
        return left if county or (stray and (piece.tag == "ns" or left.text in "东南西北中")) else None
    place = piece.tag == "ns" or (piece.tag == "nr" and piece.text[-1] in LADDER)
    return left if place else None


def _begins_longer(words: Words, number: int, last: re.Match[str]) -> bool:
    """Whether the last word is the beginning of a longer word: 江海, 路径; but 溪州市民 has 溪州市 in it."""
    if number >= len(words.pieces):
        return False
    piece = words.pieces[number]
    return piece.start == last.start() and piece.end > last.end() and last.group()[0] not in LADDER


def is_between(piece: Piece, body: bool) -> bool:
    """Whether this stands between a name and its last word: 师范 in 澄渚师范学院, 安置 in 枫林里安置小区."""
    known = piece.text in parts().between
    return known or (body and len(piece.text) > 1 and piece.text in parts().generic)


def _belongs(piece: Piece, own: list[Piece]) -> bool:
    """Whether the piece in front of `own` is part of the name: a stray character, or a word that names."""
    size = sum(len(one.text) for one in own)
    if not han(piece.text) or size + len(piece.text) > LONGEST or piece.tag == "m":
        return False
    if own and own[0].tag in _NAMEISH and len(own[0].text) > 1:
        return False
    if piece.text == "里":
        return not own  # 枫林里安置小区
    if len(piece.text) == 1:
        return piece.text not in parts().stops and piece.text not in LADDER
    return piece.tag in _NAMEISH and size < 2 and piece.text not in parts().generic


def _is_noun(piece: Piece, own: list[Piece]) -> bool:
    """Whether this is a common noun in front of a body that is called by its place: 渡头 of 渡头街派出所."""
    street = not own or (len(own) == 1 and own[0].text in "街路桥镇乡")
    noun = piece.tag == "n" and len(piece.text) == 2 and piece.text[0] not in parts().stops
    return street and noun and piece.text not in parts().generic


def _is_brand(piece: Piece) -> bool:
    """Whether a word of the language serves as a name here: 育才 of 育才中学, 蓝天 of 蓝天传媒."""
    known = piece.text in parts().no_brand or piece.text in parts().generic
    verb = piece.tag[0] in "vmtqdpcr" and piece.text[-1] not in "民才英人贤德"  # 育才, 利民
    return len(piece.text) == 2 and set(piece.text) <= parts().brand and not known and not verb
