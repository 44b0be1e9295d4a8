"""The review as SARIF 2.1.0, the exchange format of checking tools: editors and code hosts show it beside the text.

Regions count code points in the text as it was read, which stands in `artifacts[0].contents`; for a Word or PDF file
that text is not the file itself. Edits that can be applied as they stand are `fixes`, and so are other ways to put the
passage; ways that ask for facts or for the writer's word are told in `properties.otherWays`, for a tool applies fixes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote as percent

from service import __version__
from service.domain.document import Span
from service.domain.report import EditRow, FindingRow, Report
from service.domain.rubric import SEVERITIES, Severity
from service.lexicons.names import Names, names
from service.renderers.views.columns import Columns
from service.renderers.views.others import Others
from service.renderers.views.places import Atlas, place_label
from service.renderers.views.quotes import quote

SUFFIX = ".sarif"
MEDIA_TYPE = "application/sarif+json"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"block": "error", "discuss": "warning", "minor": "note"}
Json = dict[str, object]


def render(report: Report, source: bytes | None = None, lang: str = "zh") -> bytes:
    """One SARIF log with one run; UTF-8, indented."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, names(lang))]}
    return f"{json.dumps(log, ensure_ascii=False, indent=2)}\n".encode()


def _run(report: Report, said: Names) -> Json:
    findings = Atlas(report).in_order(report.findings)
    codes = sorted({row.code for row in findings})
    driver = {"name": "sixlead", "version": __version__, "rules": [_rule(code, findings, said) for code in codes]}
    artifact = {
        "location": _artifact(report),
        "contents": {"text": report.document.text},
        "hashes": {"sha-256": report.document.sha256},
        "roles": ["analysisTarget"],
    }
    return {
        "tool": {"driver": {**driver, "language": "zh-CN"}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\n"],
        "artifacts": [artifact],
        "results": list(_results(report, findings, codes, said)),
        "properties": {"rubric": report.rubric, "mode": report.mode},
    }


def _rule(code: str, findings: Iterable[FindingRow], said: Names) -> Json:
    gravest = min((row.severity for row in findings if row.code == code), key=SEVERITIES.index)
    name = said.of("codes", code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": name},
        "defaultConfiguration": {"level": LEVELS[gravest]},
    }


def _results(report: Report, findings: Iterable[FindingRow], codes: list[str], said: Names) -> Iterable[Json]:
    columns, others = Columns(report.document.text), Others(report)
    edits = {edit.id: edit for edit in report.edits if edit.verdict == "ready"}
    seen: Counter[str] = Counter()
    for row in findings:
        ways = others.of_finding(row)
        ready = [edits[each] for each in row.edits if each in edits]
        ready += [way for way in ways if way.verdict == "ready"]
        print_of = f"{row.code}\n{quote(report.document.text, row.span)}\n{row.lead}{row.part}{row.point}"
        properties: Json = {"id": row.id, "authority": row.authority, "origin": row.origin}
        result: Json = {
            "ruleId": row.code,
            "ruleIndex": codes.index(row.code),
            "level": LEVELS[row.severity],
            "message": {"text": row.message},
            "locations": [_location(report, row, columns, said)],
            "partialFingerprints": {"finding/v1": _fingerprint(print_of, seen)},
            "properties": properties,
        }
        if row.versus is not None:
            result["relatedLocations"] = [{"id": 1, **_physical(report, row.versus, columns)}]
        if ready:
            result["fixes"] = [_fix(report, edit, columns) for edit in ready]
        if asking := [_way(way, others, columns) for way in ways if way.verdict != "ready"]:
            properties["otherWays"] = asking
        yield result


def _fingerprint(words: str, seen: Counter[str]) -> str:
    """A digest that stays while the words stay, wherever they move; the n-th of its like is told from the first."""
    seen[words] += 1
    return hashlib.sha256(f"{words}\n{seen[words]}".encode()).hexdigest()[:32]


def _artifact(report: Report) -> Json:
    return {"uri": percent(report.document.name), "index": 0}


def _location(report: Report, row: FindingRow, columns: Columns, said: Names) -> Json:
    atlas = Atlas(report)
    label = place_label(report, atlas.place(row), said)
    return {**_physical(report, atlas.anchor(row), columns), "logicalLocations": [{"fullyQualifiedName": label}]}


def _physical(report: Report, span: Span | None, columns: Columns) -> Json:
    """An absence has no region: it lies in the file as a whole."""
    where: Json = {"artifactLocation": _artifact(report)}
    if span is not None:
        snippet = {"snippet": {"text": span.of(report.document.text)}}
        where["region"] = {**_region(span, columns), **snippet}
    return {"physicalLocation": where}


def _region(span: Span, columns: Columns) -> Json:
    (line, column), (end_line, end_column) = columns.at(span.start), columns.at(span.end)
    lines = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {**lines, "charOffset": span.start, "charLength": span.size}


def _way(way: EditRow, others: Others, columns: Columns) -> Json:
    """Another way to put a passage, with the edits in whose place it would stand."""
    region, instead = _region(way.span, columns), [edit.id for edit in others.instead(way)]
    said = {"verdict": way.verdict, "origin": way.origin, "reason": way.reason, "insteadOf": instead}
    return {"id": way.id, **said, "deletedRegion": region, "insertedContent": {"text": way.replacement}}


def _fix(report: Report, edit: EditRow, columns: Columns) -> Json:
    replacement = {"deletedRegion": _region(edit.span, columns), "insertedContent": {"text": edit.replacement}}
    change = {"artifactLocation": _artifact(report), "replacements": [replacement]}
    return {"description": {"text": edit.reason}, "artifactChanges": [change]}
