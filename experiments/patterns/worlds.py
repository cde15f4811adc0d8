"""Settings that more than one pattern plays."""

from __future__ import annotations

from experiments.patterns.ensembles import BASELINE, number, written

Settings = dict[str, object]

GIVES = ("corn_soy", "shipbuilding", "auto_standards", "supply_chains", "auto_contribution")
"""The issues on which Japan gives."""

SEATS = {
    "japan": ("sides.japan.ministers.negotiator",),
    "us": ("sides.us.ministers.commerce", "sides.us.ministers.treasury"),
}
"""The keys of both sides' ministers."""

PLACE = {"japan": "Tokyo", "us": "Washington"}
"""What each side is called in a claim."""

FIRM = 0.95
"""A belief that a date is real: nearly sure."""

NO_VETO: Settings = {
    "sides.japan.leader.override": 0,
    "sides.us.leader.override": 0,
    "sides.japan.ratification": None,
    "sides.us.ratification": None,
}
"""Nobody behind the ministers who could say no."""

WIDE: Settings = NO_VETO | {
    "sides.us.cost_ratio": 0.5,
    "sides.us.reference.auto_tariff": 17.5,
    "sides.us.reference.reciprocal_tariff": 10,
    "sides.japan.reference.auto_tariff": 22.5,
    **{f"sides.us.reference.{give}": number(0.2, "share") for give in GIVES},
    **{f"sides.japan.reference.{give}": number(0.8, "share") for give in GIVES},
}
"""Modest wants on both sides, and no veto."""

FIRM_DATE: Settings = {"deadlines.pause_end.softness": 0}
"""The pause really ends on its date."""


def pause(belief: float, softness: float, insight: float = 0.0) -> Settings:
    """Return what the date of 9 July is (``softness``), and what it is taken to be (``belief``)."""
    said = written(BASELINE, "deadlines.pause_end") | {
        "softness": number(softness, "probability"),
        "belief": number(belief, "probability"),
        "insight": number(insight, "share"),
    }
    return {"deadlines.pause_end": said}
