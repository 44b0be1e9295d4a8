"""Asks a model: render, mask, look in the ledger, pay within budget, parse, unmask; its faults are told, not raised."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
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
ATTEMPTS = 2  # a question whose answer is no answer is put once more, to the next model where there is one
_GONE = ("key", "unknown-model", "unreachable", "miss")  # faults after which this model is not asked again in a review


@dataclass(frozen=True)
class Model:
    """One model of the chain: who answers, at what pace, and what is hidden from it."""

    provider: Provider
    pace: Pace
    mask: Mask


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
        rejected: list[Rejection] = []
        traces: list[Trace] = []
        for model in self._line():
            request = self._request(question, model, (*messages, *_complaint(rejected)))
            self.tell(Event(question.stage, "asked", model.provider.model))
            known = self.ledger.recall(request, model.provider)
            try:
                reply = known or self._pay(question, model, request, prompt.sha)
            except (CallFault, BudgetSpent) as fault:
                rejected.append(self._fault(question.stage, model, fault))
                if isinstance(fault, BudgetSpent):
                    break
                continue
            traces.append(_trace(question, model, prompt.sha, reply, from_ledger=known is not None))
            self.tell(Event(question.stage, "answered", model.provider.model, reply.tokens_out))
            value, parsed, why = read(question, reply, model.mask)
            if value is not None:
                return Asked(value, parsed, tuple(rejected), tuple(traces))
            rejected.append(Rejection(question.stage, "unreadable-answer", why))
        return Asked(None, None, tuple(rejected), tuple(traces))

    def _line(self) -> Iterator[Model]:
        """The models to ask, at most two: the first that is there, then the next one, or the same once more."""
        asked = 0
        for at, model in enumerate(self.models):
            if at not in self._gone and asked < ATTEMPTS:
                asked += 1
                yield model
        last = next((at for at in reversed(range(len(self.models))) if at not in self._gone), None)
        if asked and asked < ATTEMPTS and last is not None:
            yield self.models[last]

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
            finally:
                reservation.settle(reply)
            return reply

        return self.ledger.pay(request, model.provider, question.stage, question.prompt, sha, call)

    def _fault(self, stage: str, model: Model, fault: CallFault | BudgetSpent) -> Rejection:
        if isinstance(fault, CallFault) and fault.kind in _GONE:
            self._gone.add(next(at for at, each in enumerate(self.models) if each is model))
        guard = "budget-spent" if isinstance(fault, BudgetSpent) else f"call-{fault.kind}"
        self.tell(Event(stage, "failed", model.provider.model))
        return Rejection(stage, guard, fault.message)


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


__all__ = ["ATTEMPTS", "Asker", "Model", "Stopped", "read"]
