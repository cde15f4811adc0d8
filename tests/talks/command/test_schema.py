"""The shipped JSON Schemas are those of the models, and each shipped config names its own."""

from __future__ import annotations

import pytest

from sim.scenario import CONFIGS
from talks.command.schema import schema_text

SHIPPED = [
    *((path, "scenario") for path in sorted((CONFIGS / "scenarios").glob("*.yaml"))),
    *((path, "experiment") for path in sorted((CONFIGS / "experiments").glob("*.yaml"))),
    *((path, "outcomes") for path in sorted((CONFIGS / "outcomes").glob("*.yaml"))),
    *((path, "inference") for path in sorted((CONFIGS / "inference").glob("*.yaml"))),
    *((path, "sensitivity") for path in sorted((CONFIGS / "sensitivity").glob("*.yaml"))),
    *((path, "exercise") for path in sorted((CONFIGS / "classroom").glob("*.yaml"))),
    *((path, "names") for path in sorted((CONFIGS / "classroom" / "names").glob("*.yaml"))),
]


@pytest.mark.parametrize(
    "kind", ["scenario", "experiment", "exercise", "names", "outcomes", "inference", "sensitivity"]
)
def test_a_shipped_schema_is_the_models_own(kind):
    shipped = CONFIGS / "schema" / f"{kind}.schema.json"
    assert shipped.read_text("utf-8") == schema_text(kind), (
        f"stale; run: talks schema {kind} --out configs/schema/{kind}.schema.json"
    )


@pytest.mark.parametrize(("path", "kind"), SHIPPED, ids=lambda value: getattr(value, "stem", value))
def test_a_shipped_config_names_its_schema_for_editors(path, kind):
    named = path.read_text("utf-8").splitlines()[0].rpartition("$schema=")[2]
    assert (path.parent / named).resolve() == CONFIGS / "schema" / f"{kind}.schema.json"
