"""One history in a browser, day by day: the Mesa model in Mesa's SolaraViz.

solara run docs/examples/solara_view.py

See docs/how-to/watch-it-in-a-browser.md for what it needs and shows.
"""

from __future__ import annotations

from typing import NamedTuple

import solara
from matplotlib.figure import Figure
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from agents.rules.utility import value_of
from agents.views import OFFER
from sim.model import TalksModel
from sim.scenario import find_scenario
from sim.state import ENDINGS

SCENARIO = "japan_us_2025"
SOFTNESS = "deadlines.pause_end.softness"
BETA = "sides.japan.ministers.negotiator.strategy.parameters.beta"
COLOURS = ("#0072b2", "#d55e00")


class Offer(NamedTuple):
    """An offer: its day, the side that made it, and what it is worth to each leader (points)."""

    day: int
    side: int
    points: tuple[float, float]


class Watched(TalksModel):
    """The talks with two settings to move, and a record of offers and mandates.

    Args:
        run: which history.
        softness: the chance that the deadline of 9 July is put off.
        beta: Tokyo's concession exponent; below 1 it holds out.
        rng: the experiment's seed.
    """

    def __init__(
        self, run: int = 7, softness: float = 0.7, beta: float = 0.5, rng: int = 20250617
    ) -> None:
        """Build the world with these settings and begin the history."""
        scenario = find_scenario(SCENARIO, {SOFTNESS: softness, BETA: beta})
        super().__init__(scenario, run=run, rng=rng)
        self.offers: list[Offer] = []
        self.mandates: list[tuple[float, float]] = []
        self.listeners.append(self._note_offer)

    def step(self) -> None:
        """Run a day, and note what each leader would have signed on it."""
        if self.running:
            super().step()
            japan, us = (self.points(side, self.state.mandate[side]) for side in range(2))
            self.mandates.append((japan, us))

    def _note_offer(self, _: TalksModel) -> None:
        if self.last_move is None or self.last_move[1].kind != OFFER:
            return
        seat = self.seat_number(self.last_move[0])
        world, state = self.scenario.world, self.state
        first, second = (
            self.points(side, value_of(state.table[side], world.starts, state.offer[seat]))
            for side in range(2)
        )
        self.offers.append(Offer(self.day, world.seat_side[seat], (first, second)))


def draw_table(model: Watched) -> Figure:
    """Draw what is on the table as each side sees it: all offers, and its own mandate."""
    figure = Figure(figsize=(5.4, 4.6), layout="constrained")
    labels = model.scenario.side_labels
    marked = [mark for mark in model.scenario.landmarks if mark.kind in ("deadline", "election")]
    for side, ax in enumerate(figure.subplots(nrows=2, sharex=True)):
        ax.set_title(f"What offers are worth: {labels[side]}", loc="left", fontsize=10, pad=26)
        for row, mark in enumerate(reversed(marked)):
            ax.axvline(mark.day, color="#9aa0a6", linewidth=1)
            words = f"{model.scenario.date_of(mark.day):%d %b}: {mark.label}"
            place = {"xytext": (2, 3 + 11 * row), "textcoords": "offset points"}
            ax.annotate(words, (mark.day, 100), fontsize=8, annotation_clip=False, **place)
        for maker in range(2):
            made = [offer for offer in model.offers if offer.side == maker]
            ax.plot(
                [offer.day for offer in made],
                [offer.points[side] for offer in made],
                linestyle="none",
                marker="os"[maker],
                markersize=5,
                color=COLOURS[maker],
                label=f"offers of {labels[maker]}",
            )
        mandate = [points[side] for points in model.mandates]
        ax.step(range(len(mandate)), mandate, where="post", color="#1a1a1a", label="its mandate")
        ax.set(xlim=(0, model.scenario.horizon), ylim=(0, 100), ylabel="points")
        ax.spines[["top", "right"]].set_visible(False)
    ax.set_xlabel(f"days from {model.scenario.start:%d %B %Y} on")
    figure.suptitle(today(model), fontsize=11, fontweight="bold")
    figure.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8)
    return figure


def today(model: Watched) -> str:
    """Return the date, and how things stand."""
    ending = ENDINGS[model.state.ending].replace("_", " ")
    told = "the talks go on" if model.running else f"the history ends: {ending}"
    return f"{model.scenario.date_of(model.day):%d %B %Y}, {told}"


@solara.component
def Table(model: Watched) -> None:
    """Draw the table anew after every step."""
    update_counter.get()
    solara.FigureMatplotlib(draw_table(model), format="png", bbox_inches="tight")


page = SolaraViz(
    Watched(),
    components=[
        Table,
        make_plot_component([f"{term}_japan" for term in ("reference", "outside", "mandate")]),
        make_plot_component(["in_force_auto_tariff", "in_force_reciprocal_tariff"]),
        make_plot_component(["daily_loss_usd_m", "daily_duty_usd_m"]),
    ],
    model_params={
        "run": Slider("Run", 7, 0, 100, 1),
        "softness": Slider("Chance that 9 July is put off", 0.7, 0.0, 1.0, 0.05),
        "beta": Slider("Tokyo's exponent (low: holds out)", 0.5, 0.1, 2.0, 0.1),
        "rng": 20250617,
    },
    name="Tariff talks, day by day",
)
