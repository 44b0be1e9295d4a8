"""Renders one version of a stage's prompt, and refuses inputs that are missing or that it does not declare."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta, nodes
from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import BadPrompt, UnknownName
from service.llm.exchange import Message

# Installed or not, the prompts lie beside the package; they hold no Python and so are no package of their own.
FOLDER = Path(__file__).parents[2] / "prompts"
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


class Front(BaseModel):
    """The YAML front matter of a prompt file. `inputs` are the names that the template may and must be given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: str
    answers: str
    inputs: tuple[str, ...]
    changed: str


@dataclass(frozen=True)
class Prompt:
    """One version of one stage's prompt. `sha` digests the file and all that it includes."""

    stage: str
    version: str
    front: Front
    sha: str

    @property
    def name(self) -> str:
        """As reports name it: `score_points@v1`."""
        return f"{self.stage}@{self.version}"

    def render(self, **inputs: object) -> tuple[Message, ...]:
        """The messages. Raises BadPrompt where the inputs are not exactly those that the file declares."""
        if strange := sorted(inputs.keys() ^ set(self.front.inputs)):
            raise BadPrompt(f"{_path(self.stage, self.version)}：输入与声明不符：{'、'.join(strange)}。")
        template = _environment().get_template(_path(self.stage, self.version))
        context = template.new_context(inputs)
        try:
            blocks = {name: "".join(template.blocks[name](context)).strip() for name in ("system", "user")}
        except TemplateError as error:
            raise BadPrompt(f"{_path(self.stage, self.version)}：{error}") from error
        return Message("system", blocks["system"]), Message("user", blocks["user"])


def load(name: str) -> Prompt:
    """The prompt called `stage@version`. Raises UnknownName, or BadPrompt with the file and line at fault."""
    stage, _, version = name.partition("@")
    if name not in names():
        raise UnknownName(f"没有提示词“{name}”。可用的有：{'、'.join(names())}。")
    return _load(stage, version)


@lru_cache(maxsize=64)
def _load(stage: str, version: str) -> Prompt:
    path = _path(stage, version)
    raw = _raw(path)
    matter = _FRONT.match(raw)
    if matter is None:
        raise BadPrompt(f"{path}：文件要以 --- 之间的 YAML 开头，写明 purpose、answers、inputs、changed。")
    try:
        front = Front.model_validate(yaml.safe_load(matter[1]))
    except (yaml.YAMLError, ValidationError) as error:
        raise BadPrompt(f"{path}：{error}") from error
    sources = _with_includes(path)
    if strange := sorted(_wanted(sources) ^ set(front.inputs)):
        raise BadPrompt(f"{path}：用到的变量与声明的 inputs 不一致：{'、'.join(strange)}。")
    return Prompt(stage, version, front, hashlib.sha256("\0".join(sources.values()).encode()).hexdigest())


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Every prompt there is, as `stage@version`."""
    folders = (each for each in FOLDER.iterdir() if each.is_dir() and not each.name.startswith("_"))
    stems = ((folder.name, file.name) for folder in folders for file in folder.iterdir())
    return tuple(sorted(f"{stage}@{file.removesuffix('.jinja2')}" for stage, file in stems if file.endswith(".jinja2")))


def _path(stage: str, version: str) -> str:
    return f"{stage}/{version}.jinja2"


def _raw(path: str) -> str:
    return FOLDER.joinpath(path).read_text("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda path: _FRONT.sub("", _raw(path))),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,
    )


def _with_includes(path: str) -> dict[str, str]:
    """Path → source, of a template and of all that it includes, in the order of meeting."""
    found: dict[str, str] = {}
    waiting = [path]
    while waiting:
        each = waiting.pop(0)
        if each in found:
            continue
        found[each] = _raw(each)
        included = (node.template for node in _parsed(each, found[each]).find_all(nodes.Include))
        waiting += [str(node.value) for node in included if isinstance(node, nodes.Const)]
    return found


def _parsed(path: str, source: str) -> nodes.Template:
    try:
        return _environment().parse(_FRONT.sub("", source))
    except TemplateSyntaxError as error:
        skipped = _FRONT.match(source)
        line = error.lineno + (skipped[0].count("\n") if skipped else 0)
        raise BadPrompt(f"{path} 第 {line} 行：{error.message}") from error


def _wanted(sources: dict[str, str]) -> set[str]:
    trees = (_parsed(path, source) for path, source in sources.items())
    return set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
