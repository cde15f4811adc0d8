"""The figure of the patterns: nothing leaves the sheet, and names keep clear of each other."""

from __future__ import annotations

import itertools
import json

import pytest

from experiments.figures import canvas
from experiments.figures.patterns.effects import FIGURE, Claim, Panel
from experiments.speech import speaking
from sim.scenario import CONFIGS

ROWS = json.loads((CONFIGS.parent / "docs" / "patterns.json").read_text(encoding="utf-8"))
PANEL = Panel(
    "Terms and scores",
    "difference in points, of 100",
    tuple(
        Claim(
            int(row["id"].split("-")[0]),
            *(row[key] for key in ("name", "effect", "low", "high", "holds")),
        )
        for row in ROWS
        if row["unit"] == "points" and row["holds"] is not None
    ),
)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("width", ["page", "column"])
def test_nothing_is_cut_off_and_no_name_touches_another(width, lang):
    with speaking(lang):
        sheet = canvas(FIGURE, [PANEL], width)
        inside = sheet.get_tightbbox()
        assert inside.x0 >= -0.01 and inside.x1 <= sheet.get_figwidth() + 0.01
        assert inside.y0 >= -0.01 and inside.y1 <= sheet.get_figheight() + 0.01
        names = [name.get_window_extent() for name in sheet.axes[0].get_yticklabels()]
        assert all(above.y0 >= below.y1 - 1 for above, below in itertools.pairwise(names))


def test_what_fails_is_told_in_the_tongue_of_the_moment():
    assert FIGURE.heading([PANEL]).endswith(f"of the {len(PANEL.claims)} claims drawn hold")
    assert "Not holding: Higher bar in Tokyo: a higher expected score" in FIGURE.alt([PANEL])
    with speaking("ja"):
        assert FIGURE.heading([PANEL]).startswith(f"図にある{len(PANEL.claims)}の主張のうち")
        assert "日本側の期待スコアが上がる；" in FIGURE.alt([PANEL])
    held = PANEL._replace(claims=tuple(one for one in PANEL.claims if one.holds))
    assert FIGURE.alt([held]).endswith("Not holding: none.")
