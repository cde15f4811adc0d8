"""A small study on the bare scenario, and factors that span the unit cube."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.sensitivity.factors import Factor
from experiments.sensitivity.spread import Spread
from experiments.sensitivity.study import Study, load_study
from sim.scenario import CONFIGS

BARE = CONFIGS / "scenarios" / "bare.yaml"

Write = Callable[..., Path]
Load = Callable[..., Study]


def write_study(folder: Path, **changes: Any) -> Path:
    """Write a screening of two factors into ``folder``; None leaves a key out."""
    content = {
        "name": "trial",
        "question": "What matters?",
        "scenario": str(BARE),
        "runs": 8,
        "seed": 7,
        "outcomes": ["agreement", "score_points_east"],
        "settings": {"sides.east.reference.timber": 0.65},  # some agree, some don't
        "method": "morris",
        "size": 4,
        "chance_points": 8,
        "factors": [
            {"key": "sides.east.reference.grain"},
            {"key": "sides.west.cost_ratio", "low": 0.5, "high": 1},
        ],
        **changes,
    }
    path = folder / "trial.yaml"
    # JSON is YAML; nothing else is needed here.
    path.write_text(json.dumps({key: value for key, value in content.items() if value is not None}))
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a writer of study files."""
    return lambda **changes: write_study(tmp_path, **changes)


@pytest.fixture
def load(write: Write) -> Load:
    """Return a loader of such studies."""
    return lambda **changes: load_study(write(**changes))


@pytest.fixture
def cube() -> Callable[..., tuple[Factor, ...]]:
    """Return factors on 0 to 1: ``cube("a", "b", groups=("one", "one"))``."""

    def build(*names: str, groups: Sequence[str] | None = None) -> tuple[Factor, ...]:
        spread = Spread("uniform", (0.0, 1.0))
        return tuple(
            Factor(name, name, name.upper(), group, "", spread)
            for name, group in zip(names, groups or names, strict=True)
        )

    return build


@pytest.fixture
def rng() -> np.random.Generator:
    """Return a generator that is the same every time."""
    return np.random.default_rng(11)
