"""English figures of the report come out byte for byte, whatever else figures learn to do.

Digests of SVG files, drawn from made-up outcomes. After a change that is meant:

    .venv/bin/python -m pytest tests/golden --regenerate-golden -k figures
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import matplotlib
import pytest

from experiments.analysis.arms import ArmOutcomes, Setting
from experiments.analysis.summary import summarise
from experiments.figures import canvas, figures, render
from experiments.figures.material import Material
from tests.experiments.made_up import outcomes, replayed, told

GOLDEN = Path(__file__).with_name("figures.json")


def digests(world):
    """A digest of each figure at both widths, all drawn from the same two arms."""
    arms = []
    for number, bar in enumerate((0.0, 0.2)):
        rows = outcomes(world, 200, share=0.6 - bar)
        settings = (Setting("bar", "The bar", bar),)
        arms.append(ArmOutcomes(number, settings, summarise(rows, world), rows))
    material = Material(world, arms[0], arms, told(world), replayed(world))
    found = {}
    for figure in figures():
        panels = figure.prepare(material)
        for width in ("page", "column"):
            drawn = render(canvas(figure, panels, width), "svg")
            found[f"{figure.name}, {width}"] = hashlib.sha256(drawn).hexdigest()
    return found


def test_figures_are_as_they_were(japan_us, regenerate):
    found = digests(japan_us())
    if regenerate:
        kept = {"matplotlib": matplotlib.__version__, "svg": found}
        GOLDEN.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    if golden["matplotlib"] != matplotlib.__version__:
        pytest.skip(f"drawn with matplotlib {golden['matplotlib']}, the one in constraints.txt")
    assert found == golden["svg"]
