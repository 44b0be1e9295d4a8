"""Reads the writer's answers from YAML (or JSON): by point, as a list, or for a report with one point, flat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from service.domain.draft import Answer
from service.domain.fill import clean, slot_of
from service.errors import BadAnswers

_HELP = "可写成“P1: {时间: …, 地点: …}”，或逐条写“- {point: P1, question: …, answer: …}”。"
_POINT = ("point", "条", "编号")
_ASKED = ("slot", "question", "key", "问题", "项目")
_WORDS = ("answer", "words", "回答", "答复")


def load(path: Path) -> tuple[Answer, ...]:
    """The answers of the file at `path`; raises BadAnswers where it can't be read or is of another form."""
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise BadAnswers(f"答复文件“{path}”打不开：{error.strerror or error}。请核对路径和权限。") from error


def parse(source: str | bytes) -> tuple[Answer, ...]:
    """The answers of a file's content, in its order, keys made slot names where they name one, words made one line.

    Every value is taken as text, so that 2022-03-15 and 12 stay as typed. An empty file holds no answer. Raises
    BadAnswers, which tells the line, where the content is no YAML or of another form.
    """
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
        root = yaml.compose(text.lstrip("\ufeff"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise BadAnswers("答复文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再试。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _bad(mark.line if mark else 0, "不是正确的 YAML") from error
    return tuple(_read(root)) if root else ()


def _read(root: yaml.Node) -> Iterator[Answer]:
    if isinstance(root, yaml.SequenceNode):
        for row in root.value:
            yield _row(row)
    elif isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            yield from _under(_text(key), value)
    elif root.value.strip():
        raise _bad(root.start_mark.line, "只有一个词，不是答复")


def _under(key: str, value: yaml.Node) -> Iterator[Answer]:
    """Answers to one point (a mapping of slots), or one flat answer."""
    if isinstance(value, yaml.MappingNode):
        for slot, words in value.value:
            yield _answer(_text(slot), _text(words), key)
    else:
        yield _answer(key, _text(value), "")


def _row(row: yaml.Node) -> Answer:
    """One answer of a list."""
    if not isinstance(row, yaml.MappingNode):
        raise _bad(row.start_mark.line, "每一条须写明问题和回答")
    cells = {_text(key): value for key, value in row.value}
    strange = [key for key in cells if key not in (*_POINT, *_ASKED, *_WORDS)]
    asked, words = (next((cells[name] for name in names if name in cells), None) for names in (_ASKED, _WORDS))
    if strange or asked is None or words is None:
        raise _bad(row.start_mark.line, f"不认识“{strange[0]}”" if strange else "缺少问题（question）或回答（answer）")
    point = next((cells[name] for name in _POINT if name in cells), None)
    return _answer(_text(asked), _text(words), _text(point) if point else "")


def _answer(key: str, words: str, point: str) -> Answer:
    return Answer(slot_of(key), clean(words), point.strip() or None)


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _bad(node.start_mark.line, "这里应是一句话，而不是列表或分组")
    return "" if node.tag.endswith(":null") else str(node.value)


def _bad(line: int, what: str) -> BadAnswers:
    return BadAnswers(f"答复文件第{line + 1}行：{what}。{_HELP}")
