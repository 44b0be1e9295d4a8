"""Finds the modules of a folder that keep its promise: one file, one plug-in, named by its file."""

from __future__ import annotations

import importlib
import inspect
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from service.errors import BadPlugin, UnknownName


def code_of(module: str) -> str:
    """The public name of a module: `measure_undated` is `measure-undated`."""
    return module.rsplit(".", 1)[-1].replace("_", "-")


def stems(package: str) -> list[str]:
    """The module names of a plug-in folder, those with an underscore in front left out; imports none of them."""
    folder = Path(str(importlib.import_module(package).__file__)).parent
    return [path.stem for path in sorted(folder.glob("[a-z]*.py"))]


def load(package: str, promise: str, stem: str) -> Any:
    """The object called `promise` of one module.

    Raises BadPlugin where the module lacks the object, or has no docstring to be its card.
    """
    module = importlib.import_module(f"{package}.{stem}")
    if not callable(getattr(module, promise, None)) or not module.__doc__:
        raise BadPlugin(f"{module.__file__}: a file here must offer `{promise}` and open with a docstring")
    return getattr(module, promise)


@cache
def find(package: str, promise: str) -> dict[str, Any]:
    """Public name → the object called `promise`, for every module of `package` whose name has no underscore in front.

    Raises BadPlugin as `load` does.
    """
    return {code_of(stem): load(package, promise, stem) for stem in stems(package)}


def pick(package: str, promise: str, name: str) -> Any:
    """The plug-in of that name; raises UnknownName with the list of those there are."""
    found = find(package, promise)
    if name not in found and name.replace("_", "-") not in found:
        raise UnknownName(f"没有“{name}”。可用的有：{'、'.join(sorted(found))}。")
    return found.get(name) or found[name.replace("_", "-")]


def card(plugin: Any) -> str:
    """The docstring of the module that a plug-in comes from: its card."""
    module: ModuleType | None = inspect.getmodule(plugin)
    return inspect.cleandoc(module.__doc__ or "") if module else ""
