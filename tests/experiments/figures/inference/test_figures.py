"""The figures of an inference: nothing leaves the sheet, and the words say what is drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.figures import canvas
from experiments.figures.inference import prior_posterior, ranks
from experiments.speech import speaking

CHANCE = np.random.default_rng(2)


def panel(label: str, draws, values, *, high: float = 1.0, logarithmic: bool = False):
    weights = np.full(len(values), 1 / len(values))
    before, after = (tuple(np.quantile(one, (0.05, 0.5, 0.95))) for one in (draws, values))
    low = 0.01 if logarithmic else 0.0
    return prior_posterior.Panel(
        label, "share", draws, values, weights, low, high, logarithmic, before, after
    )


LONG = "how readily the Chancellor of some distant country strikes down whatever ministers agree"
PANELS = (
    panel(LONG, CHANCE.random(800), 0.4 + 0.2 * CHANCE.random(90)),
    panel("how early it gives ground", CHANCE.random(800), CHANCE.random(90), logarithmic=True),
    panel("what it cares for", CHANCE.gamma(2, size=800), CHANCE.gamma(2, size=90), high=math.inf),
)
RANKED = (
    ranks.Panel(LONG, np.array([30, 28, 31, 33, 29, 27, 30, 32, 30, 30]), 16, 45, 99),
    ranks.Panel(
        "what it cares for", np.array([70, 40, 20, 15, 10, 10, 15, 20, 40, 60]), 16, 45, 99
    ),
)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("width", ["page", "column"])
@pytest.mark.parametrize(
    ("figure", "panels"),
    [(prior_posterior.FIGURE, PANELS), (ranks.FIGURE, RANKED)],
    ids=["prior_posterior", "ranks"],
)
def test_nothing_is_cut_off(figure, panels, width, lang):
    with speaking(lang):
        sheet = canvas(figure, panels, width)
        inside = sheet.get_tightbbox()
    assert inside.x0 >= -0.01 and inside.x1 <= sheet.get_figwidth() + 0.01
    assert inside.y0 >= -0.01 and inside.y1 <= sheet.get_figheight() + 0.01


def test_the_heading_names_what_is_learnt_most_of():
    assert prior_posterior.heading(PANELS) == f"Most is learnt of {LONG}"
    assert "say little" in prior_posterior.heading(PANELS[1:2])


def test_the_heading_names_what_is_not_found_as_claimed():
    assert ranks.heading(RANKED[:1]).endswith("as often as the posteriors claim")
    assert ranks.heading(RANKED).endswith("not found as claimed: what it cares for")


def test_the_words_for_those_who_can_not_see_it_hold_the_numbers():
    told = prior_posterior.alt(PANELS)
    assert told.count(" before, ") == 3 and LONG in told
    assert "70, 40, 20, 15, 10, 10, 15, 20, 40 and 60 (expected 16 to 45)" in ranks.alt(RANKED)
