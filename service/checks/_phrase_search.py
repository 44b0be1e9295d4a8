"""Finds every fixed phrase in a text, and every place where one is nearly right."""

from __future__ import annotations

from service.checks._near_lists import near_list
from service.checks._near_phrases import Match, near_plain, standing
from service.checks._phrase_index import GRAM, Letters, index


def matches(letters: Letters) -> list[Match]:
    """Exact and near matches, in reading order of where they were met."""
    found: list[Match] = []
    text, made = letters.text, index()
    plain, firm, lists, grams = made.plain, made.firm, made.lists, made.grams
    done: dict[int, int] = {}
    for at in [at for at in range(len(text) - GRAM + 1) if text[at : at + GRAM] in grams]:
        gram = text[at : at + GRAM]
        for phrase, back in plain.get(gram, ()):
            start = at - back
            if start >= 0 and done.get(id(phrase), -1) < start and (match := near_plain(text, start, phrase)):
                done[id(phrase)] = start
                found.append(match)
        for phrase in firm.get(gram, ()):
            if text.startswith(phrase.letters, at) and done.get(id(phrase), -1) < at:
                done[id(phrase)] = at
                found.append(standing(at, phrase))
        for phrase in lists.get(gram, ()):
            stands = text.startswith(phrase.members, at)
            if stands and done.get(id(phrase), -1) <= at and (match := near_list(letters, at, phrase)):
                done[id(phrase)] = match.span.end
                found.append(match)
    return found
