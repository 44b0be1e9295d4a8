"""Asks a model: render, mask, look in the ledger, pay within budget, parse, unmask; its faults are told, not raised."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from service.domain.sifted import Rejection, Trace
from service.errors import BudgetSpent
from service.llm import prompt as prompts
from service.llm.asked import Asked, Question
from service.llm.budget import Budget
from service.llm.exchange import CallFault, JsonValue, Message, Provider, Reply, Request
from service.llm.ledger import Ledger
from service.llm.mask import Mask
from service.llm.pace import Pace, Stopped
from service.llm.parse import parse
from service.llm.progress import Event, Tell, silent
from service.llm.receipt import Parsed
from service.llm.tokens import count_messages, vocabulary_for

T = TypeVar("T", bound=BaseModel)
_GONE = ("key", "unknown-model", "unreachable", "miss")  # faults after which this model is not asked again in a review


@dataclass(frozen=True)
class Model:
    """One model of the chain: who answers, at what pace, and what is hidden from it."""

    provider: Provider
    pace: Pace
    mask: Mask


@dataclass
class _Talk:
    """How asking one question goes: `left` exchanges, the model asked `last`, those that `failed`, by their places."""

    left: int
    last: int = -1
    failed: set[int] = field(default_factory=set)
    rejected: list[Rejection] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


@dataclass
class Asker:
    """Puts the questions of one review to the models of its chain, in their order; safe to share between threads."""

    models: Sequence[Model]
    ledger: Ledger
    budget: Budget
    stop: threading.Event = field(default_factory=threading.Event)
    tell: Tell = silent
    context: int = 16_000
    take: int = 0
    _gone: set[int] = field(default_factory=set)

    def ask(self, question: Question[T]) -> Asked[T]:
        """The answer, or why there is none: a model that fails is a rejection, never an exception.

        Raises BadPrompt for a prompt that breaks its promise and Stopped where the review was cancelled.
        """
        prompt = prompts.load(question.prompt)
        messages = prompt.render(**question.inputs)
        talk = _Talk(question.exchanges)
        while talk.left and (at := self._next(talk)) is not None:
            talk.last, model = at, self.models[at]
            request = self._request(question, model, (*messages, *_complaint(talk.rejected)))
            reply = self._reply(question, request, prompt.sha, talk)
            if reply is None:
                continue
            value, parsed, why = read(question, reply, model.mask)
            if value is not None:
                return Asked(value, parsed, tuple(talk.rejected), tuple(talk.traces), talk.left)
            talk.rejected.append(Rejection(question.stage, "unreadable-answer", why))
        return Asked(None, None, tuple(talk.rejected), tuple(talk.traces))

    def _next(self, talk: _Talk) -> int | None:
        """The next model of the line that is there, else the last one once more; None where none is left."""
        there = [at for at in range(len(self.models)) if at not in self._gone and at not in talk.failed]
        return next((at for at in there if at > talk.last), there[-1] if there else None)

    def _reply(self, question: Question[T], request: Request, sha: str, talk: _Talk) -> Reply | None:
        """What the model says, from the ledger if it said so before; None where it fails, which is noted."""
        model = self.models[talk.last]
        self.tell(Event(question.stage, "asked", model.provider.model))
        known = self.ledger.recall(request, model.provider)
        try:
            reply = known or self._pay(question, model, request, sha)
        except (CallFault, BudgetSpent) as fault:
            self._note(question.stage, fault, talk)
            return None
        talk.left -= 1
        talk.traces.append(_trace(question, model, sha, reply, from_ledger=known is not None))
        self.tell(Event(question.stage, "answered", model.provider.model, reply.tokens_out))
        return reply

    def _request(self, question: Question[T], model: Model, messages: Sequence[Message]) -> Request:
        hidden = tuple(Message(each.role, model.mask.hide(each.content)) for each in messages)
        return Request(
            model.provider.model, hidden, question.schema, question.max_tokens, take=self.take, name=question.stage
        )

    def _pay(self, question: Question[T], model: Model, request: Request, sha: str) -> Reply:
        tokens = count_messages(request.messages, vocabulary_for(model.provider.model))

        def call() -> Reply:
            reservation = self.budget.reserve(tokens, request.max_tokens, patience=model.pace.limits.patience)
            reply: Reply | None = None
            try:
                reply = model.pace.run(
                    lambda seconds: model.provider.complete(request, seconds), tokens + request.max_tokens, self.stop
                )
            except CallFault as fault:
                if fault.kind == "timeout":  # it may have been billed
                    reservation.settle(Reply(""))
                raise
            finally:
                reservation.settle(reply)
            return reply

        return self.ledger.pay(request, model.provider, question.stage, question.prompt, sha, call)

    def _note(self, stage: str, fault: CallFault | BudgetSpent, talk: _Talk) -> None:
        """Write down a failed call. The pace has tried it as often as that may help, so it is not made again."""
        talk.failed.add(talk.last)
        if isinstance(fault, BudgetSpent):
            talk.left = 0
        elif fault.kind in _GONE:
            self._gone.add(talk.last)
        else:
            talk.left -= 1
        guard = "budget-spent" if isinstance(fault, BudgetSpent) else f"call-{fault.kind}"
        self.tell(Event(stage, "failed", self.models[talk.last].provider.model))
        talk.rejected.append(Rejection(stage, guard, fault.message))


def read(question: Question[T], reply: Reply, mask: Mask) -> tuple[T | None, Parsed | None, str]:
    """The answer in its type and the receipt, or None and the reason in Chinese."""
    if why := _no_answer(reply):
        return None, None, why
    parsed = parse(reply.text, reply.finish)
    if not parsed.ok:
        return None, parsed, parsed.fault or "读不出答案。"
    try:
        return question.answer.model_validate(_restored(parsed.value, mask.restore)), parsed, ""
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        return None, parsed, f"答案的形状不对：{'.'.join(map(str, first['loc']))}（{first['type']}）。"


def _no_answer(reply: Reply) -> str:
    if reply.refusal:
        return "模型拒绝回答。"
    if reply.finish == "content-filter":
        return "答案被模型服务的内容审查拦下。"
    if reply.finish == "tool-calls" and not reply.text.strip():
        return "模型只要求调用工具，没有给出答案。"
    if not reply.text.strip():
        return "答案是空的。"
    return ""


def _restored(value: JsonValue, restore: Callable[[str], str]) -> JsonValue:
    """The value with every string unmasked. Its depth is bounded by the parser."""
    if isinstance(value, str):
        return restore(value)
    if isinstance(value, list):
        return [_restored(each, restore) for each in value]
    if isinstance(value, dict):
        return {key: _restored(each, restore) for key, each in value.items()}
    return value


def _complaint(rejected: Sequence[Rejection]) -> tuple[Message, ...]:
    """What was wrong with the answer before, for the second asking."""
    why = next((each.reason for each in reversed(rejected) if each.guard == "unreadable-answer"), None)
    return (Message("user", f"上一次的回答用不了：{why}请重新回答，只输出一个完整的JSON对象。"),) if why else ()


def _trace(question: Question[T], model: Model, sha: str, reply: Reply, from_ledger: bool) -> Trace:
    return Trace(
        stage=question.stage,
        prompt=question.prompt,
        sha=sha,
        model=reply.model or model.provider.model,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        cached=reply.cached,
        seconds=round(reply.seconds, 3),
        cost=reply.cost,
        from_ledger=from_ledger,
    )


__all__ = ["Asker", "Model", "Stopped", "read"]
