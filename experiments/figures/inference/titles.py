"""The title of a panel about one parameter, in as many lines as it takes."""

from __future__ import annotations

from matplotlib.axes import Axes

from experiments.analysis.wording import sentence
from experiments.figures import style
from experiments.figures.lettering import wrapped

BOLD = 1.15
"""How much wider bold letters are than others."""

MARGIN = 0.09
"""Share of a figure's width that is left of the axes."""


def entitle(ax: Axes, label: str) -> None:
    """Write half a sentence above the axes, as a title."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    room = (1 - MARGIN) * figure.get_figwidth()
    ax.set_title(wrapped(sentence(label)[:-1], 72 * room / (BOLD * style.points(9.5))))
