"""Reads the text of a PDF: its lines are rejoined into paragraphs; page numbers and running heads are left out.

The PDF is taken apart in a process of its own with capped memory and time (see _pdf_lines.py).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from service.domain.document import Document
from service.errors import DocumentTooLong, UnreadableDocument
from service.readers._limits import MAX_CHARACTERS, MAX_PAGES, refuse_long, shown
from service.readers._rejoin import Row, paragraphs
from service.readers.text import blocks_of

SUFFIXES = (".pdf",)

_SECONDS = 180
_EDGE = 0.13  # of the page's height, above and below: where page numbers and running heads stand
_NUMBER = re.compile(
    r"[—–－\-·•\s]*第?\s*\d{1,3}\s*页?(?:\s*[/／,，]?\s*共\s*\d{1,3}\s*页|\s*[/／]\s*\d{1,3})?[—–－\-·•\s]*"
)
_REFUSED = {
    "locked": "加了密码，无法读取。请打开后取消密码保护，另存再试。",
    "slow": "过大或过于复杂，没有在限定时间内读完。请只留下对照检查材料的正文再试，或改用 Word 原稿。",
    "broken": "已损坏或不完整，无法读取。请核对文件是否下载、保存完整，或改用 Word 原稿。",
}
_SCAN = "里没有可读的文字，看起来是扫描件或图片。请先做文字识别（OCR），或改用 Word 原稿。"
_FONTS = "里的字体没有文字编码，读出来是乱码。请改用 Word 原稿，或重新导出 PDF。"
_NOTE = "文字由 PDF 逐行还原成段落，分段可能与原稿略有出入；有 Word 原稿的，建议直接审阅 Word 文件。"

Page = tuple[float, list[Row]]


def read(data: bytes, name: str) -> Document:
    """The text of a PDF; raises UnreadableDocument (locked, broken, scanned) or DocumentTooLong (pages)."""
    pages = _pages(data, name)
    kept = _without_furniture(pages)
    text = "\n".join(paragraphs([row for _, rows in kept for row in rows]))
    refuse_long(len(text), name)
    if len(text) < max(2, len(pages)):
        raise UnreadableDocument(f"“{shown(name)}”{_SCAN}")
    if 5 * len(re.findall(r"\(cid:\d+\)", text)) > 0.1 * len(text):
        raise UnreadableDocument(f"“{shown(name)}”{_FONTS}")
    dropped = sum(len(rows) for _, rows in pages) - sum(len(rows) for _, rows in kept)
    notes = (_NOTE, f"已略去 {dropped} 处页码、页眉或页脚。") if dropped else (_NOTE,)
    return Document(name, text, blocks_of(text), ".pdf", notes)


def _pages(data: bytes, name: str) -> list[Page]:
    """Each page's height and its rows, from the process that takes the PDF apart."""
    command = [
        sys.executable,
        "-P",
        str(Path(__file__).with_name("_pdf_lines.py")),
        str(MAX_PAGES),
        str(2 * MAX_CHARACTERS),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise _refusal("slow", name) from error
    except ValueError as error:  # no answer: the process was stopped at a cap, or fell over
        raise _refusal("slow" if done.returncode < 0 else "broken", name) from error
    if not isinstance(answer, list):
        raise _refusal(str(answer.get("refused")), name)
    return [(float(height), [Row(*row) for row in rows]) for height, rows in answer]


def _refusal(reason: str, name: str) -> UnreadableDocument | DocumentTooLong:
    limit = {"pages": f"{MAX_PAGES} 页", "characters": f"{MAX_CHARACTERS} 字"}.get(reason)
    if limit:
        return DocumentTooLong(f"“{shown(name)}”超过 {limit}，一次审阅不了。请拆成几份，每份只放一个人的对照检查材料。")
    return UnreadableDocument(f"“{shown(name)}”{_REFUSED.get(reason, _REFUSED['broken'])}")


def _without_furniture(pages: list[Page]) -> list[Page]:
    """The pages without page numbers and without lines that stand at one height of half the pages and more."""
    seen = Counter(key for height, rows in pages for key in {_place(row) for row in rows if _at_edge(row, height)})
    often = {key for key, count in seen.items() if count >= max(2, 0.5 * len(pages))}
    return [
        (height, [row for row in rows if not (_at_edge(row, height) and (_numbers(row) or _place(row) in often))])
        for height, rows in pages
    ]


def _at_edge(row: Row, height: float) -> bool:
    return row.bottom < _EDGE * height or row.top > (1 - _EDGE) * height


def _numbers(row: Row) -> bool:
    return _NUMBER.fullmatch(row.text) is not None


def _place(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "", row.text), round(row.bottom / 4)
