"""The names that readers see for codes, levels, slots, parts and the like, in Chinese or English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.errors import BadLexicon, UnknownName
from service.lexicons import tree

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, eq=False)
class Names:
    """Names in one language; `_rows` is kind → key → name. An unknown key is its own name: nothing is hidden."""

    lang: str
    _rows: dict[str, dict[str, str]]

    def of(self, kind: str, key: object) -> str:
        """The name of `key` among the `kind` (codes, levels, slots, parts, severities, authorities, verdicts …)."""
        return self._rows[kind].get(str(key), str(key))

    def word(self, key: str) -> str:
        """A label of the page or the table, such as `findings`; raises BadLexicon where there is none."""
        try:
            return self._rows["words"][key]
        except KeyError as error:
            raise BadLexicon(f"service/lexicons/names.yaml: no word '{key}'") from error

    def level(self, level: float | None) -> str:
        """The name of the level that a mean comes to: 1.5 is 泛指, for a level is reached, never rounded up to."""
        return self.word("none") if level is None else self.of("levels", int(level))


@cache
def names(lang: str = "zh") -> Names:
    """The names in that language; raises UnknownName for a language that names.yaml does not hold."""
    if lang not in LANGUAGES:
        raise UnknownName(f"没有语言“{lang}”。可用的有：{'、'.join(LANGUAGES)}。")
    column = LANGUAGES.index(lang)
    kinds = tree("names").items()
    return Names(lang, {kind: {str(key): str(row[column]) for key, row in rows.items()} for kind, rows in kinds})
