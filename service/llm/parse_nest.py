"""The containers that are open while an answer is read, and how values are put into them."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.llm.exchange import JsonValue
from service.llm.parse_strict import DEPTH, same
from service.llm.receipt import Path, Receipt


class Unreadable(Exception):
    """No reading goes on from `at`; the reason is Chinese. `hopeless`: nothing of the whole text should be used."""

    def __init__(self, reason: str, at: int, hopeless: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.at, self.hopeless = reason, at, hopeless


@dataclass(slots=True)
class Frame:
    """A container that is being read."""

    holder: list[JsonValue] | dict[str, JsonValue]
    key_mark: str = '"'  # what keys are quoted with here; "" for bare keys
    key: str = ""  # of the member that is being read
    last: str = ""  # what was read last: "value", "comma", or nothing yet
    end: int = 0  # where the last value ended
    barred: set[str] = field(default_factory=set)  # keys that came twice with different values

    @property
    def is_object(self) -> bool:
        """Whether members are read here, not items."""
        return isinstance(self.holder, dict)


class Nest:
    """Open containers, innermost last. When the outermost is closed, `value` holds what was read."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.receipt = Receipt()
        self.value: JsonValue = None
        self.filled = False  # whether any value but containers was read

    @property
    def top(self) -> Frame:
        """The innermost open container."""
        return self.frames[-1]

    def path(self) -> Path:
        """Where the innermost container lies in the value."""
        return tuple(_step(frame) for frame in self.frames[:-1])

    def here(self) -> Path:
        """Where the value that is being read will lie."""
        return tuple(_step(frame) for frame in self.frames)

    @property
    def untouched(self) -> bool:
        """Whether reading stands before the first item of an outermost array."""
        return len(self.frames) == 1 and not self.top.is_object and not self.top.last

    def open(self, is_object: bool, at: int) -> None:
        """Begin a container. Raises Unreadable below the depth that we read."""
        if len(self.frames) == DEPTH:
            raise Unreadable(f"嵌套超过 {DEPTH} 层。", at, hopeless=True)
        mark = self.top.key_mark if self.frames else '"'
        self.frames.append(Frame({} if is_object else [], mark))

    def close(self, end: int) -> None:
        """End the innermost container and put it where it belongs."""
        closed = self.frames.pop()
        if self.frames:
            self._put(closed.holder, end)
        else:
            self.value = closed.holder

    def place(self, value: JsonValue, end: int) -> None:
        """Put a value without parts into the innermost container."""
        self.filled = True
        self._put(value, end)

    def leave_out(self, end: int) -> None:
        """Go on as after a value, though none is put in."""
        self.top.last, self.top.end = "value", end

    def cut_off(self, at: int, end: int) -> None:
        """Close all, as nothing was read after `at`: no unfinished item stays in an array, nor an empty container.

        Of an object that no array holds, the members that are complete stay. Raises Unreadable where nothing does.
        """
        array = next((depth for depth, frame in enumerate(self.frames) if not frame.is_object), len(self.frames))
        del self.frames[array + 1 :]
        self.receipt.note("cut-off", at, self.path())
        while len(self.frames) > 1:
            if self.top.holder:
                self.close(end)
            else:
                self.frames.pop()
        self.close(end)
        if not self.value:
            raise Unreadable("回答断在第一项写完之前。", end)

    def _put(self, value: JsonValue, end: int) -> None:
        holder = self.top.holder
        if isinstance(holder, list):
            holder.append(value)
        else:
            self._put_member(holder, value, end)
        self.leave_out(end)

    def _put_member(self, holder: dict[str, JsonValue], value: JsonValue, end: int) -> None:
        key = self.top.key
        if key in self.top.barred:
            return
        if key not in holder:
            holder[key] = value
        elif same(holder[key], value):
            self.receipt.note("duplicate-key", end, self.here())
        else:
            self.receipt.note("duplicate-differs", end, self.here())
            self.top.barred.add(key)
            del holder[key]


def _step(frame: Frame) -> str | int:
    return frame.key if isinstance(frame.holder, dict) else len(frame.holder)
