"""The page of a study: in one file, with words, figures and every number."""

from __future__ import annotations

import json
import re

import pytest

from experiments.sensitivity.findings import found
from experiments.sensitivity.report import write_study
from experiments.sensitivity.runner import play

pytestmark = pytest.mark.usefixtures("machine_code")


@pytest.fixture
def page(load, tmp_path):
    """Write the page of a study on one outcome; return its text and the findings."""

    def page(**changes):
        study = load(outcomes=["agreement"], **changes)
        played = play(study, tmp_path / "study")
        path = write_study(played, found(played))
        return path, path.read_text(), json.loads((path.parent / "findings.json").read_text())

    return page


def test_a_page_stands_alone_and_tells_the_question_the_answer_and_its_limits(page):
    path, text, findings = page()
    assert "What matters?" in text
    assert "Agreement turns most on" in text or "No factor stands out" in text
    assert not re.search(r'(href|src|srcset)="(?!#|data:)', text)
    assert "<script" not in text and "nan%" not in text
    assert "What this does not show" in text
    assert findings["digest"] in text and findings["content_hash"] in text
    assert "talks sensitivity TRIAL.yaml --runs 8 --size 4" in text
    for width in ("", "-column"):
        for kind in ("png", "svg"):
            for name in ("shares", "screening-agreement"):
                assert (path.parent / "figures" / f"{name}{width}.{kind}").stat().st_size > 3000


def test_ends_that_were_not_tried_are_listed_with_the_reason(page):
    _, text, findings = page(
        method="tornado",
        size=None,
        chance_points=None,
        factors=[{"key": "all assumptions"}],
        settings={},
    )
    key = "sides.east.motives.timber.benefits.values.timber"
    assert "Ends that were not tried" in text
    assert key in text
    assert [one["key"] for one in findings["left_out"]].count(key) == 1


def test_a_world_in_which_nothing_varies_is_told_as_such(page):
    """Everybody agrees: no factor does anything, and there is nothing to draw."""
    path, text, _ = page(settings={"sides.east.reference.timber": 0.1}, size=4)
    assert "It is the same in every history" in text
    assert "No factor stands out from luck" in text
    assert not (path.parent / "figures" / "screening-agreement.png").exists()
