"""What a result says, in words and tables: the report without its figures, for a notebook."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.analysis.drivers import drivers
from experiments.analysis.narrative import Answer, answer
from experiments.analysis.standoff import standoff
from experiments.analysis.tables import Table, tables
from experiments.gathering import gather
from experiments.speech import speaking

if TYPE_CHECKING:
    from experiments.store import Result

LINE = 88
"""Letters of a line in a terminal."""


@dataclass(frozen=True)
class Findings:
    """The answer in words, and the report's tables by name.

    Names of tables: ``settings`` (of a grid), ``windows``, ``endings``, ``reasons``, ``stages``,
    ``terms``, ``mechanisms``, ``unknowns``, ``scores``, ``ledger``, ``dollars``; one that has
    nothing to say isn't there.
    """

    answer: Answer
    tables: Mapping[str, Table]

    def __str__(self) -> str:
        """The answer as it reads in a terminal."""
        told = [self.answer.headline, self.answer.lead]
        for passage in self.answer.passages:
            told += [f"{passage.heading}: {passage.text}", *passage.points, passage.after]
        told.append(self.answer.caveat)
        return "\n".join(textwrap.fill(text, LINE) for text in told if text)

    def _repr_html_(self) -> str:
        """The answer as a notebook shows it."""
        parts = [_element("h3", self.answer.headline), _element("p", self.answer.lead)]
        for passage in self.answer.passages:
            points = "".join(_element("li", point) for point in passage.points)
            text = f"<b>{html.escape(passage.heading)}.</b> {html.escape(passage.text)}"
            parts.append(f"<p>{text}</p>" + (f"<ul>{points}</ul>" if points else ""))
            if passage.after:
                parts.append(_element("p", passage.after))
        return "".join([*parts, f"<p><small>{html.escape(self.answer.caveat)}</small></p>"])


def find(result: Result, arm: int = 0, *, lang: str = "en") -> Findings:
    """What a result says of one arm.

    Args:
        result: a result with at least one finished run in each arm.
        arm: the arm.
        lang: the code of the language, ``en`` or ``ja``.

    Raises:
        ResultError: no such arm or language, an arm without a finished run, or a damaged part.
    """
    with speaking(lang):
        material = gather(result, arm, needs=["replayed"])
        shown, scenario = material.arm, material.scenario
        found = drivers(shown.columns)
        stand = standoff(shown.columns, material.replayed)
        return Findings(
            answer=answer(shown.summary, scenario, found, stand),
            tables=tables(shown.summary, scenario, found, material.arms, material.replayed),
        )


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{html.escape(text)}</{tag}>"
