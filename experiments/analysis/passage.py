"""A passage of a page in words, and how few histories are too few for one."""

from __future__ import annotations

from dataclasses import dataclass

FEW = 20
"""Below this many histories the report does not say how likely anything is."""


@dataclass(frozen=True)
class Passage:
    """A short heading, the sentences under it, and perhaps points with more sentences after."""

    heading: str
    text: str
    points: tuple[str, ...] = ()
    after: str = ""
