"""The marked Word file: the writer's own .docx with tracked changes and comments, or a new one laid out officially.

Edits that may be applied are tracked changes, each with a comment that gives the reason and names the blanks; what
only the writer can confirm, and findings that nothing was changed for, are comments. Rejecting all changes gives the
text that was reviewed. For other inputs than .docx the text is laid out anew by the rules of official documents.
"""

from __future__ import annotations

from service.domain.report import Report
from service.errors import BadInput
from service.lexicons.names import names
from service.ooxml.layout import lay_out
from service.ooxml.package import is_word
from service.ooxml.word import WordFile, open_word
from service.renderers.views.remarks import Remarks

SUFFIX = ".marked.docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_CHANGED = "Word 文件里的文字与审阅时的不一致，批注会错位，所以没有生成。请用现在的文件重新审阅一次。"


def render(report: Report, source: bytes | None = None, lang: str = "zh") -> bytes:
    """The marked file as bytes; `source` is the file that was reviewed.

    Raises BadInput where a .docx source no longer holds the reviewed text, UnreadableDocument where it is damaged.
    """
    word = _opened(report, source)
    remarks = Remarks(report, names(lang), word.refusal)
    return word.marked([step for steps in remarks.changes.values() for step in steps], remarks.notes())


def _opened(report: Report, source: bytes | None) -> WordFile:
    if source is None or not is_word(source):
        return open_word(lay_out(report.document.text))
    word = open_word(source)
    if word.text != report.document.text:
        raise BadInput(_CHANGED)
    return word
