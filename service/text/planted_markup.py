"""Finds marks of a conversation with a machine: fake tags, fences, objects of JSON, blobs to decode, hidden style."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from service.domain.document import Span
from service.text.planted_cues import ENOUGH, hint, weigh
from service.text.planted_tongues import orders

_MATERIAL = (
    "report|documents?|material|input|context|data|text|content|draft|材料|报告|正文|文档|原文|待审材料|对照检查材料"
)
_ROLES = (
    "system|assistant|user|human|developer|instructions?|prompts?|output|answer|task|rules?|tool"
    "|系统|指令|提示|用户|助手|评分|输出"
)
_NAMES = f"(?:{_MATERIAL}|{_ROLES})(?:[_\\-]\\w{{1,20}})?"
# Left-overs of a web page are no address to a machine.
_TAGGED = (
    r"(?!(?:p|div|span|br|[abiu]|em|strong|img|table|t[rdh]|tbody|thead|[uo]l|li|h\d|font|center|su[bp]|pre|code|s|hr|section"
    r"|blockquote|body|html|head|title|meta|link|style|[a-z]+:[a-z]+)\b)[a-z_]\w{1,20}"
)
_TAG = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>|</?think>|<(?:bos|eos|eot_id)>|<<[^<>\n]{2,40}>>"
    rf"|</?\s?{_NAMES}(?:\s[^<>\n]{{0,80}})?/?>|<(?P<tag>{_TAGGED})>[^<>\n]{{0,300}}</(?P=tag)>|</{_TAGGED}>|[\[【{{〔「]\s?[/\\]\s?{_NAMES}\s?[\]】}}〕」]"
    r"|^[ \t]*(?:\"{3}|'{3})[ \t]*$|<!\[cdata\[|\]\]>",
    re.MULTILINE,
)
# What stands between these speaks for itself; a closing tag of the material with an opening one after it is a way out.
_PAIRED = re.compile(
    rf"<\|im_start\|>.{{0,1500}}?<\|im_end\|>|\[inst\].{{0,1500}}?\[/inst\]|\[/inst\].{{0,300}}?\[inst\]"
    rf"|<<sys>>.{{0,1500}}?<</sys>>"
    rf"|<(?P<role>{_ROLES})>.{{0,1500}}?</(?P=role)>|</(?P<material>{_MATERIAL})>.{{0,600}}?<(?P=material)>",
    re.DOTALL,
)
_STYLED = re.compile(
    r"<(?P<tag>span|font|div|p|a)\s[^<>\n]{0,200}?(?:color\s*[=:]\s*[\"']?\s*(?:white|#fff(?:fff)?\b|rgba?\(255)|font-size:\s*0"
    r"|display:\s*none|visibility:\s*hidden|opacity:\s*0(?![.\d]*[1-9]))[^<>\n]{0,200}>[^<\n]{0,1500}(?:</(?P=tag)>)?"
    r"|\[color=(?:white|#fff(?:fff)?)\].{0,1500}?\[/color\]|\\(?:text)?color\{white\}\{?[^{}\n]{0,600}\}?"
)
_OBJECT = re.compile(r"(?:\[\s{0,8})?\{\s{0,8}(?:[\"'“”‘’]\w{1,30}[\"'“”‘’]|[a-z_]\w{0,30})\s{0,4}:")
_FENCED = re.compile(
    r"(?:^[ \t]*)?(?P<mark>`{3,}|~{3,})[ \t]*(?P<kind>\w*)(?P<body>.{0,1500}?)(?:(?P=mark)|\Z)",
    re.DOTALL | re.MULTILINE,
)
_KINDS = {"json", "yaml", "xml", "system", "prompt", "instruction", "instructions", "assistant"}
_PAIRS = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2} ){15,2000}[0-9a-fA-F]{2}(?![0-9a-fA-F])")
_PAIRED_BLANKS = 15  # so many stand in what it finds
_DEEP = 2000  # characters that an object may take up
_COMMENT = re.compile(r"<!--(.{0,1500}?)-->", re.DOTALL)
# Our own directives are no attack.
_SILENCE = re.compile(r"\s*sixlead\s*[:：]\s*(?:ignore|off|on)\b[\s\w,，-]*", re.ASCII)
_BRACKET = re.compile(r"[{}\[\]]")
_BLOB = re.compile(r"(?<![A-Za-z0-9_/=?&%.-])[A-Za-z0-9+/_-]{24,4000}(?:={1,2}|(?![A-Za-z0-9/=]))")
_ESCAPED = re.compile(
    r"(?:\\u[0-9a-fA-F]{4}[，。,.! ]?){4,}|(?:&#[xX]?[0-9a-fA-F]{2,6};){4,}|(?:\\x[0-9a-fA-F]{2}){6,}"
    r"|(?<![\w/=?&%.-])(?:%[0-9a-fA-F]{2}){9,}"
)
_LETTERS = re.compile(r"[^\W\d_]")


def markup(text: str) -> Iterator[Span]:
    """Spans of such marks in the folded `text`, each with what belongs to it; in no order, and they may meet."""
    if "<" in text or "[" in text or "/" in text or '"""' in text or "'''" in text or "\\" in text:
        for pattern in (_PAIRED, _TAG, _STYLED):
            yield from (Span(*match.span()) for match in pattern.finditer(text))
    if "{" in text:
        yield from _objects(text)
    if "<!--" in text:
        yield from (Span(*match.span()) for match in _COMMENT.finditer(text) if _remarks(match[1]))
    if "```" in text or "~~~" in text:
        yield from (Span(*match.span()) for match in _FENCED.finditer(text) if _for_machines(match))


def _remarks(comment: str) -> bool:
    """Whether a comment is about the reviewing, which a writer's own note is not, nor a directive of ours."""
    return not _SILENCE.fullmatch(comment) and (
        orders(comment) or any(_weight(line) >= ENOUGH - 1 for line in comment.split("\n"))
    )


def _for_machines(fence: re.Match[str]) -> bool:
    """Whether a fenced block is no block of the report's: by its kind, its first line, its marks or its cues."""
    body = fence["body"]
    first = body.strip().partition("\n")[0].strip(" :：")
    return (
        bool({fence["kind"], first} & _KINDS or _OBJECT.search(body) or _TAG.search(body))
        or orders(body)
        or any(_weight(line) >= ENOUGH for line in body.split("\n"))
    )


def _weight(line: str) -> int:
    return weigh(line).weight if hint().search(line) else 0


def _objects(text: str) -> Iterator[Span]:
    """Objects of JSON, the outer ones only. Brackets that never close are followed over the text's length at most."""
    end, followed = 0, 0
    for opening in _OBJECT.finditer(text):
        if opening.start() < end:
            continue
        close = _close(text, opening.start()) if followed < len(text) else None
        followed += 0 if close else _DEEP
        line = text.find("\n", opening.end())
        end = close or (line if line > 0 else len(text))
        yield Span(opening.start(), end)


def _close(text: str, start: int) -> int | None:
    """Where the bracket at `start` is closed, None where it is not within reach."""
    depth = 0
    for match in _BRACKET.finditer(text, start, min(len(text), start + _DEEP)):
        depth += 1 if match[0] in "{[" else -1
        if depth == 0:
            return match.end()
    return None


def blobs(text: str) -> Iterator[Span]:
    """Spans of the text as written, capitals and all, that only a machine reads: base64, hexadecimal and escapes."""
    for match in _BLOB.finditer(text):
        if _decodes(match[0]):
            yield Span(*match.span())
    for match in _PAIRS.finditer(text) if text.count(" ") >= _PAIRED_BLANKS else ():
        if _decodes(match[0].replace(" ", "")):
            yield Span(*match.span())
    if "\\" in text or "&#" in text or "%" in text:
        for match in _ESCAPED.finditer(text):
            if match[0][0] != "%" or _told(unquote(match[0])):
                yield Span(*match.span())


def _decodes(blob: str) -> bool:
    """Whether a blob is words in base64 or hexadecimal; a digest or an identifier decodes to no words."""
    bare = blob.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = (
            bytes.fromhex(bare)
            if re.fullmatch("[0-9a-fA-F]+", bare)
            else base64.b64decode(bare + "=" * (-len(bare) % 4))
        )
        return _told(raw.decode("utf-8"))
    except (ValueError, binascii.Error):
        return False


def _told(words: str) -> bool:
    return words.isprintable() and 2 * len(_LETTERS.findall(words)) > len(words)
