"""The database: who may read its file, what it keeps to the letter, and how it behaves with many at once."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from service.errors import MissingPackage, SetupError
from service.llm.exchange import Reply
from service.llm.ledger import Exchange
from service.store import FILE, Store, open_store, place_of

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
ASKED = Exchange("a" * 64, "http://h/v1", "parrot", "small", "score_points", "p@v1", "sha", created_at=NOON)
REPLY = Reply("答", "stop", tokens_in=3, tokens_out=2, cached=0, cost=0.5, model="small-1", seconds=0.25)


def answered(exchange: Exchange = ASKED, reply: Reply = REPLY) -> Exchange:
    assert exchange.created_at
    return replace(exchange, state="done", reply=reply, done_at=exchange.created_at + timedelta(seconds=1))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "data" / FILE)


def test_only_its_owner_reads_it(tmp_path: Path, store: Store) -> None:
    store.done(answered())
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert len(modes) == 3  # with the log of writes and its index
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize(
    ("data", "shared", "place"),
    [
        ("/d", "/x", "/d/sixlead.db"),
        (None, "/x", "/x/sixlead/sixlead.db"),
        (None, "relative", "{home}/.local/share/sixlead/sixlead.db"),
        (None, "", "{home}/.local/share/sixlead/sixlead.db"),
        ("~/d", "", "{home}/d/sixlead.db"),
    ],
)
def test_where_it_lies(data: str | None, shared: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", shared)
    assert str(place_of(Path(data) if data else None)) == place.format(home=Path.home())


@pytest.mark.parametrize(
    "reply",
    [
        REPLY,
        Reply(""),
        Reply("半个字符\ud83d，零\x00字节，\r\n𠮷", refusal="不\udc00行", model="\ud800"),
        Reply("全", "length", tokens_in=2**63 - 1, cost=0.1 + 0.2, seconds=1e-9),
    ],
)
def test_an_answer_comes_back_to_the_letter(store: Store, reply: Reply) -> None:
    store.done(answered(reply=reply))
    assert store.find(ASKED.key, ASKED.address) == reply
    assert store.exchanges() == [answered(reply=reply)]


def test_a_count_that_no_column_holds_was_not_told(store: Store) -> None:
    store.done(answered(reply=Reply("答", tokens_in=10**30)))
    assert store.find(ASKED.key, ASKED.address) == Reply("答", tokens_in=None)


def test_times_of_any_zone_compare(store: Store) -> None:
    beijing = timezone(timedelta(hours=8))
    store.sent(replace(ASKED, created_at=NOON.astimezone(beijing)))
    assert [row.created_at for row in store.exchanges(since=NOON)] == [NOON]
    assert store.exchanges(since=(NOON + timedelta(seconds=1)).astimezone(beijing)) == []


def test_an_answer_counts_at_its_address_only(store: Store) -> None:
    store.done(answered())
    store.done(answered(replace(ASKED, address=None), Reply("此处")))
    assert store.find(ASKED.key, None) == Reply("此处")
    assert store.find(ASKED.key, "http://other/v1") is None


def test_asking_again_leaves_an_answer_alone(store: Store) -> None:
    store.done(answered())
    store.sent(ASKED)
    assert store.find(ASKED.key, ASKED.address) == REPLY


def test_what_was_asked_in_vain_is_asked_at_its_last_time(store: Store) -> None:
    store.sent(ASKED)
    later = replace(ASKED, created_at=NOON + timedelta(days=1))
    store.sent(later)
    assert store.find(ASKED.key, ASKED.address) is None
    assert store.exchanges() == [later]


def test_prune(store: Store) -> None:
    for day in range(4):
        row = replace(ASKED, key=str(day) * 64, created_at=NOON + timedelta(days=day))
        store.done(answered(row)) if day % 2 else store.sent(row)
    assert store.prune(before=NOON + timedelta(days=1)) == 1
    assert store.prune(unfinished=True) == 1
    assert [row.key[0] for row in store.exchanges()] == ["1", "3"]
    assert store.exchanges(model="large") == []
    assert (store.prune(), store.prune(), store.exchanges()) == (2, 0, [])


def test_what_is_pruned_is_in_no_file(tmp_path: Path, store: Store) -> None:
    words = "某街道的一句引文" * 50
    store.done(answered(reply=Reply(words)))
    folder = tmp_path / "data"
    assert any(words[:8].encode() in path.read_bytes() for path in folder.iterdir())
    store.prune()
    assert not any(words[:8].encode() in path.read_bytes() for path in folder.iterdir())


def test_threads_share_a_store(store: Store) -> None:
    def writes(number: int) -> None:
        for turn in range(5):
            row = replace(ASKED, key=f"{number:032}{turn:032}")
            store.sent(row)
            store.done(answered(row))
            assert store.find(row.key, row.address) == REPLY

    threads = [threading.Thread(target=writes, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [row.state for row in store.exchanges()] == ["done"] * 60


_WRITER = """
import sys
from datetime import UTC, datetime
from service.llm.exchange import Reply
from service.llm.ledger import Exchange
from service.store import open_store
for turn in range(10):
    store = open_store(sys.argv[1])
    asked = (sys.argv[2] * 32 + f"{turn:032}", None, "parrot", "small", "stage", "p@v1", "sha")
    store.sent(Exchange(*asked, created_at=datetime.now(UTC)))
    store.done(Exchange(*asked, "done", Reply("答"), datetime.now(UTC), datetime.now(UTC)))
    store.close()
"""


def test_processes_share_a_file_from_its_making_on(tmp_path: Path) -> None:
    path, root = tmp_path / "new" / FILE, Path(__file__).parents[1]
    begun = [
        subprocess.Popen([sys.executable, "-c", _WRITER, path, letter], cwd=root, stderr=subprocess.PIPE)
        for letter in "abc"
    ]
    faults = [process.communicate(timeout=60)[1].decode() for process in begun]
    assert faults == [""] * 3
    assert [row.state for row in open_store(path).exchanges()] == ["done"] * 30


def test_readers_work_beside_a_writer(tmp_path: Path, store: Store) -> None:
    store.done(answered())
    with sqlite3.connect(tmp_path / "data" / FILE) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM exchanges")
        assert store.find(ASKED.key, ASKED.address) == REPLY


@pytest.mark.parametrize("kind", ["no-database", "a-folder", "in-a-file"])
def test_a_place_that_can_not_be_used_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind / FILE
    if kind == "in-a-file":
        (tmp_path / kind).write_text("x")
    else:
        path.parent.mkdir()
        path.mkdir() if kind == "a-folder" else path.write_bytes(b"no database at all" * 100)
    with pytest.raises(SetupError, match=rf"{kind}.*SIXLEAD_DATA") as told:
        open_store(path)
    assert "\n" not in told.value.message


def test_a_fault_does_not_show_the_words(tmp_path: Path, store: Store) -> None:
    with sqlite3.connect(tmp_path / "data" / FILE) as other:
        other.execute("DROP TABLE exchanges")
    with pytest.raises(SetupError, match="exchanges") as told:
        store.done(answered(reply=Reply("机密")))
    assert "机密" not in str(told.value)
    assert told.value.__suppress_context__
    assert "parameters hidden" in str(told.value.__context__)


def test_a_missing_driver_is_an_install_command() -> None:
    with pytest.raises(MissingPackage, match="pip install") as told:
        open_store("mysql+pymysql://me:secret@127.0.0.1:1/x")
    assert "secret" not in told.value.message


@pytest.mark.parametrize("url", ["://", "nonsense://me:secret@host/x", "postgresql://me:secret@host:port/x"])
def test_a_url_that_is_none_is_told_without_its_password(url: str) -> None:
    with pytest.raises(SetupError) as told:
        open_store(url)
    assert "secret" not in told.value.message
