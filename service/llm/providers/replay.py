"""`replay:FILE`: the answers of a recording instead of a model; what it does not hold is an error, never a call."""

from __future__ import annotations

from pathlib import Path

from service.errors import UnknownName
from service.llm.exchange import CallFault, Reply, Request
from service.llm.recording import read

FORM = "replay:FILE（由 sixlead ledger export 写出；有几个模型时写 replay:FILE#MODEL）"


class Replay:
    """A recorded model: `name` and `model` are those of the recording, so that questions have the keys they had.

    `address` is None, as nothing leaves the process; `recorded_at` is where the answers were made, None where that is
    not told or not one place: what was masked for it then must be masked now.
    """

    address: str | None = None

    def __init__(self, path: Path, model: str | None = None) -> None:
        exchanges = read(path)
        models = sorted({exchange.model for exchange in exchanges if model in (None, exchange.model)})
        if len(models) != 1:
            there = "、".join(sorted({exchange.model for exchange in exchanges})) or "无"
            raise UnknownName(f"录制文件“{path}”要指明一个模型，写作 replay:{path}#模型。其中有：{there}。")
        told = [exchange for exchange in exchanges if exchange.model == models[0]]
        self.model, self._path = models[0], path
        self.name = _only({exchange.provider for exchange in told}, path)
        places = {exchange.address for exchange in told}
        self.recorded_at = places.pop() if len(places) == 1 else None
        # The first answer of a key counts: one model asked at two places may have told two.
        self._answers = {exchange.key: exchange.reply for exchange in reversed(told)}

    def complete(self, request: Request, seconds: float) -> Reply:
        """The recorded answer to this very question. Raises CallFault of kind miss where there is none."""
        key = request.key(self.name)
        if answer := self._answers.get(key):
            return answer
        where = f"阶段 {request.name}，模型 {request.model}，键 {key[:12]}"
        advice = "材料、提示词或参数与录制时不同，请重新录制。"
        raise CallFault("miss", f"录制文件“{self._path.name}”里没有这一问的答复（{where}）。{advice}")


def _only(names: set[str], path: Path) -> str:
    if len(names) > 1:
        raise UnknownName(f"录制文件“{path}”里同一个模型经由不同的方式（{'、'.join(sorted(names))}）调用，请分开导出。")
    return names.pop()


def provider(rest: str) -> Replay:
    """The recording at `FILE` or `FILE#MODEL`. Raises BadInput where it can't be read, UnknownName for no one model."""
    path, mark, model = rest.rpartition("#")
    if not mark or Path(rest).is_file():
        return Replay(Path(rest))
    return Replay(Path(path), model)
