"""A server that speaks the OpenAI chat protocol and misbehaves on purpose, by a script."""

from tests.faults.behaviours import Behaviour, empty, error, fault, filtered, ok, refusal, tool_call
from tests.faults.server import Call, FaultServer

__all__ = ["Behaviour", "Call", "FaultServer", "empty", "error", "fault", "filtered", "ok", "refusal", "tool_call"]
