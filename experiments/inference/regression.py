"""Regression adjustment: move accepted draws to where they would lie at the observed summaries.

Near the observed summaries a parameter is taken to depend on them along a straight line. The line
is fitted to the accepted draws, by their weights, and each draw slides along it (beaumont2002).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def adjusted(line: Floats, off: Floats, weights: Floats) -> Floats:
    """Return parameters on the whole line, corrected for what their summaries are off.

    Args:
        line: accepted parameters, shape (accepted, parameters).
        off: simulated less observed summaries, in spreads, shape (accepted, summaries).
        weights: shape (accepted,).
    """
    root = np.sqrt(weights)[:, np.newaxis]
    design = np.hstack([np.ones((len(off), 1)), off])
    # Least squares of least norm: a summary that doesn't vary among the accepted gets slope 0.
    slopes = np.linalg.lstsq(root * design, root * line, rcond=1e-10)[0]
    return np.asarray(line - off @ slopes[1:])
