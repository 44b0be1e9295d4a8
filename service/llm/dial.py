"""Opens the model that an address names; only the file of its provider is loaded, and what that file needs."""

from __future__ import annotations

from importlib import import_module

from service.errors import UnknownName
from service.llm.exchange import Provider
from service.plugins import load, stems

_FOLDER = "service.llm.providers"


def provider_of(address: str) -> Provider:
    """The provider of `openai:MODEL`, `openai:MODEL@URL`, `langchain:VENDOR:MODEL`, `replay:FILE#MODEL` and the like.

    The word before the first colon is the first word of a file's name in the providers' folder; what follows is that
    file's own. Raises UnknownName with the forms that there are, and what the provider raises: BadInput,
    MissingPackage, ModelUnreachable.
    """
    scheme, mark, rest = address.partition(":")
    stem = _stems().get(scheme)
    if not stem or not mark or not rest.strip() or not address.isprintable():
        raise UnknownName(f"不认识模型地址“{_shown(address)}”。可以写：{'；'.join(_forms())}。")
    opened: Provider = load(_FOLDER, "provider", stem)(rest)
    return opened


def _stems() -> dict[str, str]:
    """First word of a provider's file → the file's stem."""
    return {stem.split("_")[0]: stem for stem in stems(_FOLDER)}


def _forms() -> list[str]:
    """How each provider's addresses are written, by its own word."""
    modules = {scheme: import_module(f"{_FOLDER}.{stem}") for scheme, stem in _stems().items()}
    return [str(getattr(module, "FORM", f"{scheme}:…")) for scheme, module in modules.items()]


def _shown(address: str) -> str:
    """The address cut to a line, without control characters."""
    return "".join(char if char.isprintable() else "�" for char in address[:80])
