"""Every version of every prompt, rendered from the same inputs and kept: an old version that is edited turns red."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from service.errors import BadPrompt, UnknownName
from service.llm import prompt
from service.llm.consultant import STAGES, versions_of
from service.llm.tokens import count
from service.settings import Settings
from service.stages.by_model import answers

FOLDER = Path(__file__).parent
INPUTS = yaml.safe_load((FOLDER / "inputs.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", prompt.names())
def test_golden_rendering(name: str) -> None:
    kept = FOLDER / f"{name}.txt"
    made = prompt.load(name)
    inputs = {key: INPUTS[key] for key in made.front.inputs}
    words = "".join(f"=== {message.role}\n{message.content}\n" for message in made.render(**inputs))
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(words, "utf-8")
    assert words == kept.read_text("utf-8"), f"{name} renders otherwise: a version never changes, add a new one"


@pytest.mark.parametrize("name", prompt.names())
def test_an_answer_type_stands_behind_every_prompt(name: str) -> None:
    assert hasattr(answers, prompt.load(name).front.answers)


def test_every_stage_has_a_prompt_in_force() -> None:
    assert set(versions_of(Settings()).values()) <= set(prompt.names())
    assert tuple(versions_of(Settings())) == STAGES


def test_inputs_are_exactly_those_declared() -> None:
    made = prompt.load("map_points@v1")
    inputs = {key: INPUTS[key] for key in made.front.inputs}
    with pytest.raises(BadPrompt, match="wish"):
        made.render(**inputs, wish="更简洁")
    del inputs["filed"]
    with pytest.raises(BadPrompt, match="filed"):
        made.render(**inputs)


def test_an_unknown_prompt_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="score_points@v1"):
        prompt.load("score_points@v0")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{% block system %}{% endblock %}", "---"),
        ("---\npurpose: x\n---\n{% block system %}", "answers"),
        ("---\npurpose: x\nanswers: A\ninputs: []\nchanged: x\n---\n\n{% block system %}{{ left }", "第 8 行"),
        (
            "---\npurpose: x\nanswers: A\ninputs: []\nchanged: x\n---\n"
            "{% block system %}{{ left }}{% endblock %}{% block user %}{% endblock %}",
            "left",
        ),
        (
            "---\npurpose: x\nanswers: A\ninputs: [left]\nchanged: x\n---\n"
            "{% block system %}{% endblock %}{% block user %}{% endblock %}",
            "left",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_place(
    source: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "v1.jinja2").write_text(source, "utf-8")
    monkeypatch.setattr(prompt, "FOLDER", tmp_path)
    for cache in (prompt.names, prompt._load, prompt._environment):
        cache.cache_clear()
    try:
        with pytest.raises(BadPrompt, match=told):
            prompt.load("odd@v1")
    finally:
        monkeypatch.undo()
        for cache in (prompt.names, prompt._load, prompt._environment):
            cache.cache_clear()


def test_the_digest_covers_what_is_included(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def digest(shared: str) -> str:
        (tmp_path / "odd").mkdir(exist_ok=True)
        (tmp_path / "_shared").mkdir(exist_ok=True)
        (tmp_path / "_shared" / "front.jinja2").write_text(shared, "utf-8")
        head = "---\npurpose: x\nanswers: A\ninputs: []\nchanged: x\n---\n"
        body = '{% block system %}{% include "_shared/front.jinja2" %}{% endblock %}{% block user %}{% endblock %}'
        (tmp_path / "odd" / "v1.jinja2").write_text(head + body, "utf-8")
        prompt.names.cache_clear()
        prompt._load.cache_clear()
        return prompt.load("odd@v1").sha

    monkeypatch.setattr(prompt, "FOLDER", tmp_path)
    assert digest("一") != digest("二")
    monkeypatch.undo()
    for cache in (prompt.names, prompt._load, prompt._environment):
        cache.cache_clear()


def test_stages_that_show_the_whole_report_share_their_front() -> None:
    """The system message of these two is the same to the letter, so a provider's prefix cache holds it."""
    inputs = {**INPUTS, "material": "S1 一句话。\n" * 60}
    fronts = []
    for name in ("score_points@v1", "link_points@v1"):
        made = prompt.load(name)
        system, user = made.render(**{key: inputs[key] for key in made.front.inputs})
        fronts.append(system.content)
        assert count(user.content) < 1200
    assert fronts[0] == fronts[1]
