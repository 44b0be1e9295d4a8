"""The ledger: a question is paid once, by whoever asks and however the program ends."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from service.errors import BudgetSpent, SetupError
from service.llm.exchange import CallFault, Finish, Reply
from service.llm.ledger import Exchange, Ledger
from service.store import Store, open_store
from tests.llm.asked import Parrot, question


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "sixlead.db")
    yield opened
    opened.close()


def pay(ledger: Ledger, provider: Parrot, words: str = "甲", call: Callable[[], Reply] | None = None) -> Reply:
    request = question(words)
    called = call or (lambda: provider.complete(request, 1.0))
    return ledger.pay(request, provider, "score_points", "score_points@v1", "abc", called)


@pytest.mark.parametrize("remembering", [True, False], ids=["store", "memory"])
def test_a_finished_call_is_never_paid_twice(store: Store, remembering: bool) -> None:
    parrot, ledger = Parrot(), Ledger(store if remembering else None)
    assert ledger.recall(question("甲"), parrot) is None
    first = pay(ledger, parrot)
    assert ledger.recall(question("甲"), parrot) == first == pay(ledger, parrot)
    assert parrot.asked == ["甲"]


def test_another_run_reads_the_answer_to_the_letter(store: Store) -> None:
    said = pay(Ledger(store), Parrot())
    assert Ledger(store).recall(question("甲"), Parrot()) == said
    (row,) = store.exchanges()
    assert (row.state, row.stage, row.prompt, row.sha) == ("done", "score_points", "score_points@v1", "abc")
    assert row.created_at and row.done_at and row.created_at <= row.done_at


@pytest.mark.parametrize(
    ("words", "take", "model", "address", "name"),
    [
        ("乙", 0, "small", "http://127.0.0.1:1/v1", "parrot"),
        ("甲", 1, "small", "http://127.0.0.1:1/v1", "parrot"),
        ("甲", 0, "large", "http://127.0.0.1:1/v1", "parrot"),
        ("甲", 0, "small", "https://elsewhere.example/v1", "parrot"),
        ("甲", 0, "small", None, "parrot"),
        ("甲", 0, "small", "http://127.0.0.1:1/v1", "other"),
    ],
)
def test_what_makes_another_question(
    store: Store, words: str, take: int, model: str, address: str | None, name: str
) -> None:
    ledger = Ledger(store)
    pay(ledger, Parrot())
    assert ledger.recall(question(words, take, model), Parrot(model, address, name)) is None


@pytest.mark.parametrize("finish", ["length", "content-filter", "unknown"])
def test_any_final_answer_is_kept(store: Store, finish: Finish) -> None:
    reply = Reply("", finish, refusal="不便回答")
    assert pay(Ledger(store), Parrot(), call=lambda: reply) == reply
    assert Ledger(store).recall(question("甲"), Parrot()) == reply


def test_a_call_without_an_answer_may_be_asked_again(store: Store) -> None:
    def fails() -> Reply:
        raise CallFault("server", "出错")

    ledger = Ledger(store)
    with pytest.raises(CallFault, match="出错"):
        pay(ledger, Parrot(), call=fails)
    assert [row.state for row in store.exchanges()] == ["sent"]
    assert pay(ledger, Parrot()).text == "甲"
    assert [row.state for row in store.exchanges()] == ["done"]
    assert ledger.in_flight == 0


def test_a_question_that_the_budget_held_back_was_never_sent(store: Store) -> None:
    def held_back() -> Reply:
        raise BudgetSpent("预算用完")

    with pytest.raises(BudgetSpent):
        pay(Ledger(store), Parrot(), call=held_back)
    assert store.exchanges() == []


def test_it_is_written_down_before_it_is_asked(store: Store) -> None:
    seen: list[str] = []

    def looks() -> Reply:
        seen.extend(row.state for row in store.exchanges())
        return Reply("好")

    pay(Ledger(store), Parrot(), call=looks)
    assert seen == ["sent"]


@pytest.mark.parametrize("ends_well", [True, False])
def test_two_who_ask_the_same_at_once_share_one_call(ends_well: bool) -> None:
    ledger, parrot = Ledger(None), Parrot()
    answers: list[object] = []
    go = threading.Event()
    calls: list[str] = []

    def slow() -> Reply:
        calls.append("called")
        go.wait(10)
        if not ends_well:
            raise CallFault("server", "出错")
        return Reply("好")

    def asks() -> None:
        try:
            answers.append(pay(ledger, parrot, call=slow))
        except CallFault as fault:
            answers.append(fault)

    threads = [threading.Thread(target=asks) for _ in range(8)]
    for thread in threads:
        thread.start()
    _until(lambda: bool(calls))
    assert ledger.in_flight == 1
    go.set()
    for thread in threads:
        thread.join(10)
    assert (len(answers), len({id(answer) for answer in answers})) == (8, 1)
    assert len(calls) == 1


def test_different_questions_run_beside_each_other() -> None:
    ledger, meeting = Ledger(None), threading.Barrier(3, timeout=10)

    def meets() -> Reply:
        meeting.wait()
        return Reply("好")

    threads = [threading.Thread(target=pay, args=(ledger, Parrot(), words, meets)) for words in "甲乙"]
    for thread in threads:
        thread.start()
    meeting.wait()  # raises unless both calls run at the same time
    for thread in threads:
        thread.join(10)


def test_an_interrupted_caller_leaves_the_answer_behind(store: Store) -> None:
    release = threading.Event()

    def interrupted() -> Reply:
        signal.pthread_kill(cast(int, threading.main_thread().ident), signal.SIGINT)
        release.wait(10)
        return Reply("付过费的答复")

    ledger = Ledger(store)
    with pytest.raises(KeyboardInterrupt):
        pay(ledger, Parrot(), call=interrupted)
    assert ledger.in_flight == 1
    release.set()
    _until(lambda: ledger.in_flight == 0)
    assert ledger.recall(question("甲"), Parrot()) == Reply("付过费的答复")


@dataclass
class Broken:
    """A shelf that fails at one step."""

    at: str
    rows: list[Exchange] = field(default_factory=list)

    def find(self, key: str, address: str | None) -> Reply | None:
        return None

    def sent(self, exchange: Exchange) -> None:
        if self.at == "sent":
            raise SetupError("磁盘满")
        self.rows.append(exchange)

    def unsent(self, exchange: Exchange) -> None:
        self.rows.remove(exchange)

    def done(self, exchange: Exchange) -> None:
        raise SetupError("磁盘满")


def test_what_can_not_be_written_down_is_not_asked() -> None:
    parrot = Parrot()
    with pytest.raises(SetupError, match="磁盘满"):
        pay(Ledger(Broken("sent")), parrot)
    assert parrot.asked == []


def test_a_paid_answer_is_given_even_if_it_can_not_be_written_down(caplog: pytest.LogCaptureFixture) -> None:
    parrot, ledger = Parrot(), Ledger(Broken("done"))
    with caplog.at_level(logging.WARNING):
        assert pay(ledger, parrot, "机密").text == "机密"
    assert ledger.recall(question("机密"), parrot)
    assert "没有写进账本" in caplog.text
    assert "机密" not in caplog.text


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://me:secret@host.example:8443/v1", "https://host.example:8443/v1"),
        ("https://host.example/v1?token=secret", "https://host.example/v1"),
        ("langchain:anthropic", "langchain:anthropic"),
        (None, None),
    ],
)
def test_an_address_is_kept_without_its_secrets(store: Store, address: str | None, kept: str | None) -> None:
    ledger, parrot = Ledger(store), Parrot(address=address)
    pay(ledger, parrot)
    assert [row.address for row in store.exchanges()] == [kept]
    assert ledger.recall(question("甲"), parrot)


def test_a_recording_is_neither_read_from_the_store_nor_written_to_it(store: Store) -> None:
    @dataclass
    class Recorded(Parrot):
        recorded_at: str | None = None

    paid = pay(Ledger(store), Parrot())
    ledger, recorded = Ledger(store), Recorded()
    assert ledger.recall(question("甲"), recorded) is None
    pay(ledger, recorded, "乙")
    assert [row.reply for row in store.exchanges()] == [paid]


def _until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not met():
        assert time.monotonic() < end, "never came to pass"
        time.sleep(0.001)
