"""A small experiment on the bare scenario, for the tests of how experiments are run and kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.design import Experiment, load_experiment
from experiments.runner import run
from experiments.store import open_result

BARE = Path(__file__).resolve().parents[2] / "configs" / "scenarios" / "bare.yaml"

KEY = "sides.east.reference.grain"
OTHER_KEY = "sides.west.reference.grain"

Write = Callable[..., Path]
Load = Callable[..., Experiment]


def write_experiment(folder: Path, **changes: Any) -> Path:
    """Write an experiment of two arms of 40 runs into ``folder``; None leaves a key out."""
    content = {
        "name": "trial",
        "question": "What happens?",
        "scenario": str(BARE),
        "runs": 40,
        "seed": 7,
        "engine": "mesa",  # whether or not machine code is ready
        "vary": [{"name": "factor", "label": "A factor", "key": KEY, "values": [0.2, 0.7]}],
        **changes,
    }
    path = folder / "trial.yaml"
    # JSON is YAML; nothing else is needed here.
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}))
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a writer of experiment files."""
    return lambda **changes: write_experiment(tmp_path, **changes)


@pytest.fixture(scope="session")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    """Return a loader of such experiments; each is read once, for they never change."""
    loaded: dict[str, Experiment] = {}

    def load(**changes: Any) -> Experiment:
        key = json.dumps(changes)
        if key not in loaded:
            folder = tmp_path_factory.mktemp("experiment")
            loaded[key] = load_experiment(write_experiment(folder, **changes))
        return loaded[key]

    return load


@pytest.fixture(scope="session")
def _result_of_all(load: Load, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(load(), tmp_path_factory.mktemp("whole") / "result", block=10).path


@pytest.fixture
def folder(_result_of_all: Path, tmp_path: Path) -> Path:
    """Return a folder with the result of ``load()`` in blocks of 10 (a copy of its own)."""
    return Path(shutil.copytree(_result_of_all, tmp_path / "result"))


@pytest.fixture(scope="session")
def digest(_result_of_all: Path) -> str:
    """Return the digest of that result."""
    return open_result(_result_of_all).digest()


@pytest.fixture
def key() -> str:
    """Return the key that the experiment varies."""
    return KEY


@pytest.fixture
def other_key() -> str:
    """Return a key of the same kind that it doesn't vary."""
    return OTHER_KEY


@pytest.fixture
def wrong_key() -> str:
    """Return the key with a slip of the pen."""
    return KEY[:-2] + KEY[-1]


@pytest.fixture
def bare() -> Path:
    """Return the bare scenario's file."""
    return BARE


@pytest.fixture(scope="session")
def machine_code() -> None:
    """Have machine code ready, in the user's own cache: compiled once, not once a test."""
    from sim import engine

    engine.RUNS.prepare()
