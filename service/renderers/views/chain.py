"""Lines up problem, causes, measure, owner and deadline: one row a point and measure, none left out."""

from __future__ import annotations

from typing import NamedTuple

from service.domain.report import CauseRow, MeasureRow, PointRow, Report


class ChainRow(NamedTuple):
    """A point with one of its measures. No point: a cause or measure that nothing was found to call for."""

    point: PointRow | None
    causes: tuple[CauseRow, ...]
    measure: MeasureRow | None


def chain(report: Report) -> list[ChainRow]:
    """Rows in reading order of the points, then measures that answer no point, then causes that explain none."""
    rows = [row for point in report.points for row in _of_point(report, point)]
    answering = {row.measure.id for row in rows if row.measure}
    explaining = {cause.id for row in rows for cause in row.causes}
    rows += [ChainRow(None, (), measure) for measure in report.measures if measure.id not in answering]
    return rows + [ChainRow(None, (cause,), None) for cause in report.causes if cause.id not in explaining]


def _of_point(report: Report, point: PointRow) -> list[ChainRow]:
    causes = tuple(row for row in report.causes if row.id in point.causes or point.id in row.explains)
    measures = [row for row in report.measures if row.id in point.measures or point.id in row.answers]
    return [ChainRow(point, causes, measure) for measure in measures] or [ChainRow(point, causes, None)]
