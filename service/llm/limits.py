"""What one provider address may be asked at most, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, fields

from service.errors import BadInput


@dataclass(frozen=True)
class Limits:
    """Limits of one provider address. Raises BadInput where one is no number above 0.

    `deadline`: seconds for one exchange with all its attempts and the waits between them, from its first attempt on;
    the wait in line before that one is no part of it. `patience`: seconds for one attempt. `tokens_per_minute` counts
    prompts and the most that answers may have, as providers do.
    """

    concurrency: int = 4
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    attempts: int = 4
    deadline: float = 600.0
    patience: float = 300.0

    def __post_init__(self) -> None:
        for each in fields(self):
            value: float | None = getattr(self, each.name)
            unlimited = value is None and each.default is None
            if not unlimited and not (value is not None and value > 0):  # so that NaN is refused as well
                raise BadInput(f"{each.name} 应是大于 0 的数，现在是 {value}。")
