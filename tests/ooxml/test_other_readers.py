"""LibreOffice and pandoc settle the marks of random files as our test reader does, other authors' marks too."""

from __future__ import annotations

from pathlib import Path

from service.domain.document import Span
from service.ooxml.word import Change, Note, open_word
from tests.ooxml import resolved
from tests.ooxml.making import Chance, docx
from tests.tools import Office, faults_of, pandoc

SEEDS = range(1000, 1030)


class Plain(Chance):
    """Without what LibreOffice 7.4 does not read as changes (block controls) or shows otherwise (symbols, tables)."""

    def block(self) -> str:
        return self.paragraph()

    def inline(self) -> str:
        made = super().inline()
        return self.run() if "<w:sdt>" in made or "fldChar" in made else made

    def node(self) -> str:
        made = super().node()
        return "<w:tab/>" if "w:sym" in made else made


def marked(seed: int, chance: Chance, comments: bool) -> tuple[bytes, bytes]:
    """A random file before and after marking."""
    source = docx(chance.body())
    word = open_word(source)
    wanted = [Change(Span(start, end), new) for start, end, new in chance.changes(word.text)]
    changes = [change for change in wanted if word.refusal(change) is None]
    notes = [Note(change.span, f"批注{seed}") for change in wanted] if comments else []
    return source, word.marked(changes, notes)


def expected(source: bytes, after: bytes) -> dict[str, str]:
    return {
        "accept": resolved.text(resolved.settle(resolved.body(after), accept=True)),
        "reject": resolved.text(resolved.settle(resolved.body(source), accept=False)),
    }


def test_libreoffice_settles_the_same(tmp_path: Path) -> None:
    made = {f"f{seed}": marked(seed, Plain(seed), comments=False) for seed in SEEDS}
    files = {f"{name}{kind}": data for name, pair in made.items() for kind, data in zip("ba", pair, strict=True)}
    settled = Office(tmp_path).settled(files)
    # What LibreOffice misreads before we touch it (deletions inside insertions, now and then) says nothing of us.
    fair = {name: pair for name, pair in made.items() if settled[f"{name}b"] == expected(pair[0], pair[0])}
    assert len(fair) >= 0.9 * len(made)
    for name, (source, after) in fair.items():
        assert settled[f"{name}a"] == expected(source, after), name


def test_pandoc_settles_the_same() -> None:
    for seed in SEEDS[:12]:
        source, after = marked(seed, Plain(seed), comments=True)
        for deed, text in expected(source, after).items():
            assert "".join(pandoc(after, deed).split()) == "".join(text.split()), seed


def test_the_structure_of_random_files_is_sound(tmp_path: Path) -> None:
    for seed in SEEDS:
        source, after = marked(seed, Chance(seed), comments=True)
        assert set(faults_of(after, tmp_path)) <= set(faults_of(source, tmp_path)), seed
