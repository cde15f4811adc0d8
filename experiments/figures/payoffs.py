"""What agreements are worth to both sides, against what the best possible packages are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import NDArray

from experiments.analysis.columns import agreed
from experiments.analysis.wording import percent, the
from experiments.figures import style
from experiments.figures.material import Material
from experiments.figures.spec import Figure, Width
from experiments.speech import joined, say
from sim.solutions import Point, kalai_smorodinsky, nash

CLOUD = LinearSegmentedColormap.from_list("cloud", ["#dbe6ef", "#8fb3d1", "#2f6ea3", "#0b3c62"])
CELL = 2.5  # points, the side of the squares in which agreements are gathered
NEAR = 5.0  # points that both sides would have to gain for an agreement to count as wasteful


@dataclass(frozen=True)
class Data:
    """Points (0 to 100 a side) in the mean world: agreements, frontier, solutions, marks.

    `agreements` has shape (agreements, 2), `frontier` (packages, 2), the first side's rising.
    `nash` and `kalai_smorodinsky` are None where no package beats both reservation values.
    """

    labels: tuple[str, str]
    agreements: NDArray[np.float64]
    frontier: NDArray[np.float64]
    nash: tuple[float, float] | None
    kalai_smorodinsky: tuple[float, float] | None
    reservation: tuple[float, float]
    today: tuple[float, float]

    @property
    def near(self) -> float:
        """Share of agreements that no package betters by NEAR points for both sides at once."""
        bettered = np.zeros(len(self.agreements), dtype=np.bool_)
        for best in self.frontier:
            bettered |= (best >= self.agreements + NEAR).all(axis=1)
        return float(1 - bettered.mean())


def prepare(material: Material) -> tuple[Data] | None:
    """Every agreed package valued at the priors' means, so that all share one frontier.

    None without agreements.
    """
    columns, scenario = material.arm.columns, material.scenario
    reached = agreed(columns)
    if not reached.any():
        return None
    levels = np.column_stack(
        [np.asarray(columns[f"level_{issue.id}"])[reached] for issue in scenario.issues]
    )
    packages, which = np.unique(levels.astype(np.int64), axis=0, return_inverse=True)
    worth = [scenario.mean_points(scenario.mean_worth(package)) for package in packages.tolist()]
    best, floor = scenario.mean_frontier, scenario.mean_reservation

    def placed(point: Point | None) -> tuple[float, float] | None:
        return None if point is None else scenario.mean_points(point.values)

    one, two = scenario.side_labels
    return (
        Data(
            labels=(one, two),
            agreements=np.array(worth)[which.reshape(-1)],
            frontier=np.array([scenario.mean_points(values) for values in best.values.tolist()]),
            nash=placed(nash(best, floor)),
            kalai_smorodinsky=placed(kalai_smorodinsky(best, floor)),
            reservation=scenario.mean_points(floor),
            today=scenario.mean_points(scenario.mean_today),
        ),
    )


def draw(data: Data, ax: Axes) -> None:
    """Agreements as circles by their number, the frontier as a line, marks beside."""
    low, high = _limits(data)
    ax.set_xlim(low, high)
    ax.set_ylim(low, high)
    ax.set_box_aspect(1)
    is_narrow = style.narrow(ax)
    where, shares = _clusters(data.agreements)
    largest = style.lines(11 if is_narrow else 16) ** 2
    ax.scatter(
        where[:, 0],
        where[:, 1],
        s=largest * shares / shares.max(),
        c=shares,
        cmap=CLOUD,
        vmin=0,
        edgecolors=style.PAPER,
        linewidths=style.lines(0.4),
        zorder=2,
    )
    # Between two packages of the frontier the better of them is as good as it gets: a staircase.
    best = data.frontier
    ax.step(
        best[:, 0],
        best[:, 1],
        where="pre",
        color=style.INK,
        linewidth=style.lines(1.3),
        label=say("best possible"),
    )
    for side, at in enumerate(data.reservation):
        line = ax.axvline if side == 0 else ax.axhline
        line(
            at,
            color=style.SIDES[side],
            linestyle=style.SIDE_LINES[side],
            linewidth=style.lines(1.1),
            label=say("least for {side}", side=the(data.labels[side])),
        )
    # The diamond is hollow and the larger, so that both show where the two fall together.
    kalai_smorodinsky = say("Kalai–Smorodinsky")
    _point(ax, data.kalai_smorodinsky, "D", "none", style.PURPLE, 10, kalai_smorodinsky)
    _point(ax, data.nash, "*", style.ORANGE, style.INK, 10, say("Nash"))
    _point(ax, data.today, "X", style.VERMILLION, style.PAPER, 9, say("first day’s world"))
    most = percent(float(shares.max()))
    _legend_circle(ax, 7.5 if is_narrow else 11, say("{share} of agreements", share=most))
    ax.set_xlabel(say("Points for {side}", side=the(data.labels[0])))
    ax.set_ylabel(say("Points for {side}", side=the(data.labels[1])))
    if is_narrow:
        ax.legend(
            loc="upper center",
            bbox_to_anchor=(0.45, -0.16),
            ncols=2,
            fontsize=style.points(7.5),
        )
    else:
        ax.legend(loc="upper left", bbox_to_anchor=(1.04, 1.02))


def _clusters(
    agreements: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Agreements gathered in squares of CELL points: their middles (squares, 2) and shares."""
    squares, member, counts = np.unique(
        np.floor(agreements / CELL), axis=0, return_inverse=True, return_counts=True
    )
    member = member.reshape(-1)
    middles = [
        np.bincount(member, weights=agreements[:, side], minlength=len(squares)) / counts
        for side in (0, 1)
    ]
    return np.column_stack(middles), counts / len(agreements)


def _legend_circle(ax: Axes, size: float, label: str) -> None:
    ax.plot(
        [],
        [],
        linestyle="none",
        marker="o",
        markersize=style.lines(size),
        color=CLOUD(1.0),
        markeredgecolor=style.PAPER,
        label=label,
    )


def _point(
    ax: Axes,
    at: tuple[float, float] | None,
    marker: str,
    face: str,
    edge: str,
    size: float,
    label: str,
) -> None:
    if at is not None:
        ax.plot(
            [at[0]],
            [at[1]],
            linestyle="none",
            marker=marker,
            markersize=style.lines(size),
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=style.lines(1.6 if face == "none" else 0.7),
            label=label,
            zorder=5,
            clip_on=False,
        )


def _limits(data: Data) -> tuple[float, float]:
    """A square window, in steps of 10 points, that holds everything drawn."""
    shown = [data.agreements.ravel(), data.frontier.ravel(), data.reservation, data.today]
    everything = np.concatenate([np.asarray(part) for part in shown]).round(6)
    low = min(0.0, 10 * float(np.floor(everything.min() / 10)))
    return low, max(100.0, 10 * float(np.ceil(everything.max() / 10)))


def heading(panels: Sequence[Data]) -> str:
    """The finding: how far from the best possible the agreements lie."""
    near = panels[0].near
    if near >= 0.5:
        return say("{share} of agreements leave little on the table", share=percent(near))
    return say("{share} of agreements leave gains for both on the table", share=percent(1 - near))


def caption(panels: Sequence[Data]) -> str:
    """How to read the plane."""
    (data,) = panels
    typical = np.median(data.agreements, axis=0)
    one, two = (the(label) for label in data.labels)
    text = say(
        "Each agreement is placed by what it is worth: further right is better for {one}, "
        "further up for {two} (0 = its worst package, 100 = its best). Larger and darker circles "
        "hold more agreements. No package lies beyond the black line, so below it something was "
        "left on the table: {share} of the agreements could not be bettered by {near} points for "
        "both sides at once. The median agreement is worth {first} points to {one} and {second} "
        "to {two}. The thin lines mark the least that each leader would accept without pressure.",
        one=one,
        two=two,
        share=percent(data.near),
        near=f"{NEAR:g}",
        first=f"{typical[0]:.0f}",
        second=f"{typical[1]:.0f}",
    )
    if data.nash is None:
        return joined(
            text,
            say(
                "With the unknowns at their averages no package lies beyond both lines, so no "
                "fair split is marked: an agreement takes pressure, or unknowns that favour it."
            ),
        )
    return joined(
        text,
        say(
            "The star and the diamond are two textbook ideas of a fair split. Everything here is "
            "valued with the unknowns at their averages, so that all histories share one map."
        ),
    )


def alt(panels: Sequence[Data]) -> str:
    """Where the middle of the cloud lies against the marks."""
    (data,) = panels
    one, two = (the(label) for label in data.labels)
    middle = np.median(data.agreements, axis=0)
    values = {"one": one, "two": two, "middle": _pair(middle), "today": _pair(data.today)}
    if data.nash is None:
        return say(
            "Map of agreements by points for {one} and for {two}: the middle lies at {middle}, "
            "today's world at {today}.",
            **values,
        )
    return say(
        "Map of agreements by points for {one} and for {two}: the middle lies at {middle}, "
        "today's world at {today}, the Nash point at {nash}.",
        **values,
        nash=_pair(data.nash),
    )


def _pair(point: Sequence[float] | NDArray[np.float64]) -> str:
    return say("{first} and {second}", first=f"{point[0]:.0f}", second=f"{point[1]:.0f}")


def height(data: Data, width: Width) -> float:
    """Nearly square axes; in a column the keys go beneath them."""
    return 4.3


FIGURE = Figure(
    name="payoffs",
    place=50,
    prepare=prepare,
    draw=draw,
    heading=heading,
    caption=caption,
    alt=alt,
    height=height,
)
