"""Makes .docx reports in the page layouts that writers use, and lets LibreOffice turn them into other formats."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

SAMPLES = Path(__file__).parents[2] / "evals" / "cases" / "labelled"
LAYOUTS = ("official", "spaced", "typed", "bare")


def paragraphs_of(sample: str) -> list[str]:
    """The lines of a sample that are not blank, without white space at their ends."""
    return [line.strip() for line in (SAMPLES / f"{sample}.txt").read_text("utf-8").split("\n") if line.strip()]


def make_docx(paragraphs: list[str], target: Path, layout: str) -> Path:
    """A report with a centred title and page numbers. The layouts tell paragraphs apart in different ways.

    official: an indent of two characters, and a running head; spaced: a gap; typed: two typed blanks; bare: nothing.
    """
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(16), "Noto Serif CJK SC"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    if layout == "official":
        section.header.paragraphs[0].text = "民主生活会对照检查材料"
    _number(section.footer.paragraphs[0])
    for number, text in enumerate(paragraphs):
        _add(document.add_paragraph(), text, layout, title=number == 0)
    document.save(str(target))
    return target


def _add(paragraph: Paragraph, text: str, layout: str, title: bool) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(28)
    run = paragraph.add_run(f"　　{text}" if layout == "typed" and not title else text)
    if title:
        paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(22)
        return
    if layout != "bare":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if layout == "official":
        form.first_line_indent = Pt(32)
    if layout == "spaced":
        form.space_after = Pt(12)


def _number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("— ")
    for tag, attribute, text in (("fldChar", "begin", ""), ("instrText", "", "PAGE"), ("fldChar", "end", "")):
        element = OxmlElement(f"w:{tag}")
        if attribute:
            element.set(qn("w:fldCharType"), attribute)
        element.text = text or None
        run._r.append(element)
    paragraph.add_run(" —")


def convert(sources: list[Path], suffix: str, folder: Path) -> list[Path]:
    """Each source in another format, made by one run of LibreOffice; without it the test is skipped, in CI it fails."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / f"{source.stem}.{suffix}" for source in sources]
