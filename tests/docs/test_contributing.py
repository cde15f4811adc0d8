"""The examples of CONTRIBUTING.md work, as a contributor would follow them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

import commands
import pages
from sim.outcomes import simulate
from sim.scenario import Scenario

ROOT = pages.ROOT
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks_under(comment: str) -> list[str]:
    """The fenced blocks right below a comment, their indentation in a list taken off."""
    flat = re.sub(r"^ +(?=(```|<!--))", "", TEXT, flags=re.MULTILINE)
    lines = flat.splitlines()
    return [
        textwrap.dedent("\n".join(fence.body)) + "\n"
        for fence in pages.fences(flat)
        if lines[fence.line - 2] == comment
    ]


def written(path: str) -> str:
    (body,) = blocks_under(f"<!-- run: file {path} -->")
    return body


def merged(base: Any, more: Any) -> Any:
    if not (isinstance(base, dict) and isinstance(more, dict)):
        return more
    return base | {key: merged(base.get(key), value) for key, value in more.items()}


@pytest.fixture
def repository(tmp_path) -> Path:
    return commands.scratch_copy(ROOT, tmp_path / "tariff-talks")


def carried_out(repository: Path, *arguments: str) -> str:
    told = subprocess.run(
        [sys.executable, *arguments],
        cwd=repository,
        env=os.environ | {"PYTHONPATH": str(repository)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_issue_deadline_and_election_are_yaml_only(tmp_path):
    data = yaml.safe_load((ROOT / "configs/scenarios/bare.yaml").read_text(encoding="utf-8"))
    additions = [yaml.safe_load(body) for body in blocks_under("<!-- add to: bare.yaml -->")]
    assert len(additions) == 3
    for addition in additions:
        data = merged(data, addition)
    data |= {"name": "my_bare", "sources": str(ROOT / "configs/sources.yaml")}
    path = tmp_path / "my_bare.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    scenario = Scenario.from_file(path)
    assert [issue.id for issue in scenario.issues] == ["grain", "timber", "toll"]
    assert [mark.kind for mark in scenario.landmarks] == ["campaign", "election", "deadline"]
    rows = simulate(scenario, 1, 0, 40)
    assert sum(rows["extensions"]) > 0
    assert any(day == 19 for day in rows["snap_back_day"])
    assert len(set(rows["ending"])) > 1


@pytest.mark.slow
def test_a_strategy_is_a_file_and_its_name_in_the_registry(repository):
    (repository / "agents/strategies/late.py").write_text(written("agents/strategies/late.py"))
    registry = repository / "agents/strategies/__init__.py"
    text = registry.read_text(encoding="utf-8")
    text, imported = re.subn(
        "(?m)^(from agents.strategies.card )", r"from agents.strategies import late\n\1", text
    )
    text, named = re.subn(
        r"(?s)(_MODULES\b[^=]*= \()(.*?),?(\s*\))", r"\1\2, late\3", text, count=1
    )
    assert imported == named == 1
    registry.write_text(text, encoding="utf-8")
    tried = "-m pytest -q -p no:cacheprovider tests/agents/strategies -k late"
    assert re.search(r"[5-9]|\d\d passed", carried_out(repository, *tried.split()))
    golden = "-m pytest -q -p no:cacheprovider tests/golden --regenerate-golden -k late"
    carried_out(repository, *golden.split())
    assert "late: Hold out until" in (repository / "tests/golden/late.txt").read_text()
    carried_out(repository, "docs/build/strategies.py")
    page = (repository / "docs/reference/strategies.md").read_text(encoding="utf-8")
    assert "| `patience` | 0 to 1 | 0.67 |" in page
    seated = "sides.japan.ministers.negotiator.strategy={name: late}"
    experiment = "configs/experiments/baseline.yaml"
    run = ["-m", "talks", "run", experiment, "--runs", "6", "--no-report", "--workers", "1"]
    assert "agreement" in carried_out(repository, *run, "--set", seated)
    assert seated.split("=")[0] in TEXT.replace("\n", " ")


@pytest.mark.slow
def test_a_figure_is_one_file(repository):
    name = "experiments/figures/extensions.py"
    (repository / name).write_text(written(name), encoding="utf-8")
    tried = "-m pytest -q -p no:cacheprovider tests/experiments/figures/test_figures.py"
    carried_out(repository, *tried.split(), "-k", "extensions")
    run = "-m talks run configs/experiments/baseline.yaml --runs 20 --workers 1 --out results/x"
    carried_out(repository, *run.split())
    assert (repository / "results/x/figures/extensions.svg").exists()
    assert "A deadline is put off in" in (repository / "results/x/report.html").read_text("utf-8")
