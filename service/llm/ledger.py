"""One row an exchange: a question is paid once, and its answer is kept for ever."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from service.errors import ReviewError
from service.llm.address import host_of
from service.llm.exchange import Provider, Reply, Request
from service.llm.shelf import Exchange, Place, Recording, Shelf

__all__ = ["Exchange", "Ledger", "Recording", "Shelf"]

_log = logging.getLogger(__name__)


class Ledger:
    """Asks once what several ask, and never again what was answered; None for a shelf remembers in memory only."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self._flights: dict[Place, Future[Reply]] = {}
        self._unshelved: dict[Place, Reply] = {}

    @property
    def in_flight(self) -> int:
        """How many questions are out: what an interrupted program waits for before it ends."""
        return len(self._flights)

    def recall(self, request: Request, provider: Provider) -> Reply | None:
        """The answer that was given to this question before, at this provider's address; None where there is none."""
        return self._find((request.key(provider.name), _shown(provider.address)), self._shelf_for(provider))

    def pay(
        self, request: Request, provider: Provider, stage: str, prompt: str, sha: str, call: Callable[[], Reply]
    ) -> Reply:
        """The answer to this question, by `call` unless it is known by now or on its way to another thread.

        The call and the writing have a thread of their own: an answer is kept even where its caller was interrupted,
        and the interpreter waits for it before it exits. Raises what `call` raises, and SetupError where the question
        can't be written down, which then is not asked.
        """
        exchange = Exchange(
            request.key(provider.name), _shown(provider.address), provider.name, request.model, stage, prompt, sha
        )
        flight, first = self._board(exchange)
        if first:
            self._take_off(flight, exchange, self._shelf_for(provider), call)
        return flight.result()

    def _board(self, exchange: Exchange) -> tuple[Future[Reply], bool]:
        """The flight of this question, and whether it has still to be started."""
        with self._lock:
            known = self._flights.get(exchange.place)
            return (known, False) if known else (self._flights.setdefault(exchange.place, Future()), True)

    def _take_off(
        self, flight: Future[Reply], exchange: Exchange, shelf: Shelf | None, call: Callable[[], Reply]
    ) -> None:
        run = threading.Thread(target=self._fly, args=(flight, exchange, shelf, call), name="exchange")
        try:
            run.start()
        except RuntimeError:  # no thread can be had: the machine is at its limit, or the program is ending
            self._fly(flight, exchange, shelf, call)

    def _fly(self, flight: Future[Reply], exchange: Exchange, shelf: Shelf | None, call: Callable[[], Reply]) -> None:
        try:
            reply = self._find(exchange.place, shelf) or self._ask(exchange, shelf, call)
        except BaseException as fault:
            flight.set_exception(fault)
        else:
            flight.set_result(reply)
        finally:
            with self._lock:
                del self._flights[exchange.place]

    def _ask(self, exchange: Exchange, shelf: Shelf | None, call: Callable[[], Reply]) -> Reply:
        exchange = replace(exchange, created_at=datetime.now(UTC))
        if shelf:
            shelf.sent(exchange)
        try:
            reply = call()
        except ReviewError:  # our own refusal, such as a spent budget; a CallFault may have been paid, so its row stays
            if shelf:
                shelf.unsent(exchange)
            raise
        self._keep(replace(exchange, state="done", reply=reply, done_at=datetime.now(UTC)), reply, shelf)
        return reply

    def _keep(self, exchange: Exchange, reply: Reply, shelf: Shelf | None) -> None:
        """Write the answer down; where that fails, remember it: it is paid, so this run shall at least have it."""
        try:
            if shelf:
                shelf.done(exchange)
                return
        except Exception as error:
            _log.warning("一次模型答复没有写进账本（%s），只在本次运行中有效。", type(error).__name__)
        self._unshelved[exchange.place] = reply

    def _find(self, place: Place, shelf: Shelf | None) -> Reply | None:
        return self._unshelved.get(place) or (shelf.find(*place) if shelf else None)

    def _shelf_for(self, provider: Provider) -> Shelf | None:
        return None if isinstance(provider, Recording) else self._shelf


def _shown(address: str | None) -> str | None:
    """The address without the password or the token that a URL may hold: it is kept, shown and exported."""
    parts = urlsplit(address or "")
    return urlunsplit((parts.scheme, host_of(parts.geturl()), parts.path, "", "")) if parts.netloc else address
