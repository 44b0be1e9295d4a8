"""The characters that hold an answer together, and those that models write in their stead."""

from __future__ import annotations

import re

OBJECTS = frozenset("{｛")
OPENERS = frozenset("{｛[［")
CLOSERS = frozenset("}｝]］")
COMMAS = frozenset(",，、")
COLONS = frozenset(":：")
FENCE = "```"

# The mark that closes a string which another opens. A straight mark is its own counterpart.
QUOTES = {
    '"': '"',
    "'": "'",
    "＂": "＂",
    "＇": "＇",
    "“": "”",
    "”": "”",
    "‘": "’",
    "’": "’",
    "「": "」",
    "『": "』",
}
_STYLES = {"'": "single-quote", "＂": "full-width-mark", "＇": "full-width-mark"}

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_GAP = re.compile(rf"[\s{_INVISIBLE}]*")
COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*", re.DOTALL)
ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}")
BARE_KEY = re.compile(r"\w[\w.-]*")
UNLIKELY_IN_KEYS = re.compile(r"""["'“”‘’,，:：{}\[\]\n]|^\s|\s$""")

# Full-width forms of ASCII, character for character, so that offsets stay; the minus sign of mathematics too.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2212: ord("-")}


def skip(text: str, at: int) -> int:
    """The offset of the next sign at or after `at`: white space and zero-width characters are none."""
    found = _GAP.match(text, at)
    return found.end() if found else at


def sign(text: str, at: int) -> str:
    """The character there; empty at the end."""
    return text[at : at + 1]


def narrow(text: str) -> str:
    """The same characters with full-width digits, letters and marks made ASCII; of the same length."""
    return text.translate(_NARROW)


def style_of(mark: str) -> str | None:
    """The repair that a string opened by this mark needs."""
    return None if mark == '"' else _STYLES.get(mark, "curly-quote")


def run_of(text: str, at: int) -> re.Match[str] | None:
    """The quoted run that opens there, up to its first closing mark (group 1) or, without one, to the text's end."""
    return _RUNS[text[at]].match(text, at)


def _run(opening: str, closing: str) -> re.Pattern[str]:
    inside = rf"[^{opening}\\]*+" if opening == closing else rf"[^{opening}{closing}\\\n]*+"
    return re.compile(rf"{opening}{inside}(?:\\.{inside})*+(?:({closing})|\\?\Z)", re.DOTALL)


_RUNS = {opening: _run(opening, closing) for opening, closing in QUOTES.items()}
