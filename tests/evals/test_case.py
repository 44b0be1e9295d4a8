"""Labels become spans, and a faulty label file is named with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.case import BadLabels, load, load_all

SAMPLES = Path(__file__).parents[2] / "evals" / "cases" / "labelled"
TEXT = "某局局长对照检查材料\n一是学习抓得不紧不实。二是看材料看得多看得杂。\n原因是懒散。另外是怕难。\n每月学一次。\n"
HEAD = (
    "rubric: six-lead-2022\npoints:\n  - {id: P1, quote: 一是学习抓得不紧不实。, end: 抓得不紧不实。, specificity: 1}\n"
)


def _write(folder: Path, labels: str, text: str = TEXT) -> Path:
    (folder / "one.txt").write_text(text, encoding="utf-8")
    path = folder / "one.yaml"
    path.write_text(labels, encoding="utf-8")
    return path


def test_every_shipped_sample_loads_and_its_spans_read_as_labelled() -> None:
    for case in load_all(SAMPLES):
        assert case.points and case.measures
        assert all(row.span is None or row.span.of(case.text) == row.quote for row in case.defects)
        assert all(
            before.span.end <= after.span.start for before, after in zip(case.points, case.points[1:], strict=False)
        )
        assert all(point.span.holds(span) for point in case.points for span in point.elements.values())


def test_two_causes_on_one_line_share_it(tmp_path: Path) -> None:
    rows = "causes:\n  - {id: C1, quote: 原因是懒散。}\n  - {id: C2, quote: 另外是怕难。}\n"
    case = load(_write(tmp_path, HEAD + rows))
    assert [row.span.of(TEXT) for row in case.causes] == ["原因是懒散。", "另外是怕难。"]


def test_a_quote_of_a_point_is_found_inside_that_point(tmp_path: Path) -> None:
    rows = (
        "  - {id: P2, quote: 二是看材料看得多看得杂。, end: 看得杂。, specificity: 1}\n"
        "defects:\n  - {code: hedged, point: P2, quote: 是}\n"
    )
    case = load(_write(tmp_path, HEAD + rows))
    assert case.points[1].span.holds(case.defects[0].span or case.points[0].span)


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (HEAD + "defects:\n  - {code: typo, quote: 不在文中}\n", "defects[0] typo"),
        (HEAD + "not_defects:\n  - {quote: 每月学一次。}\n", "not_defects[0]"),
        (HEAD + "causes: 原因\n", "causes must be a list"),
        ("points: []\n", "'rubric'"),
        ("- 1\n", "mapping"),
        ("points: [\n", "can't be read"),
    ],
)
def test_a_fault_is_told_with_file_and_row_and_without_the_text(tmp_path: Path, labels: str, told: str) -> None:
    with pytest.raises(BadLabels) as error:
        load(_write(tmp_path, labels))
    assert "one.yaml" in error.value.message and told in error.value.message
    assert "不在文中" not in error.value.message


def test_an_empty_folder_or_an_unknown_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLabels, match="no labels here"):
        load_all(tmp_path)
    with pytest.raises(BadLabels, match="nobody"):
        load_all(SAMPLES, "nobody")
    with pytest.raises(BadLabels, match="no such folder"):
        load_all(tmp_path / "nowhere")
