"""Which patterns there are, by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from experiments.errors import ResultError
from experiments.patterns import (
    burden_and_markets,
    deadline,
    divisible_issue,
    election,
    knowledge,
    ratification,
    relabelling,
    spread,
    toughness,
    zopa,
)
from experiments.patterns.finding import Finding
from experiments.speech import phrase

MISSING = {10: "the same agreement as NegMAS reaches, which needs a bridge to it"}
"""Numbers without a pattern yet, and what it would compare."""


class Pattern(NamedTuple):
    """A pattern: its number, a short title, and what measures it, given a factor on its runs.

    The title is said where it is shown.
    """

    number: int
    title: str
    findings: Callable[[float], tuple[Finding, ...]]


PATTERNS = (
    Pattern(1, phrase("Order and names change nothing"), relabelling.findings),
    Pattern(2, phrase("No zone of agreement, no deal"), zopa.findings),
    Pattern(3, phrase("The deadline effect"), deadline.findings),
    Pattern(4, phrase("Tied hands"), ratification.findings),
    Pattern(5, phrase("A vote in the middle of the talks"), election.findings),
    Pattern(6, phrase("Holding out"), toughness.findings),
    Pattern(7, phrase("Knowing what the other wants"), knowledge.findings),
    Pattern(8, phrase("The burden, and the markets"), burden_and_markets.findings),
    Pattern(9, phrase("One divisible issue"), divisible_issue.findings),
    Pattern(11, phrase("How spread the baseline is"), spread.findings),
)


def chosen(numbers: Sequence[str]) -> tuple[Pattern, ...]:
    """Return the patterns of these numbers, in their own order; all for none.

    Raises:
        ResultError: a number isn't that of a pattern; the message says which are.
    """
    if not numbers:
        return PATTERNS
    known = {str(pattern.number): pattern for pattern in PATTERNS}
    for number in numbers:
        if number not in known:
            later = {str(one): why for one, why in MISSING.items()}
            told = f"--only: found '{number}'; allowed: {', '.join(known)}"
            raise ResultError(
                f"{told}. Pattern {number} is not played yet: {later[number]}."
                if number in later
                else told
            )
    return tuple(pattern for number, pattern in known.items() if number in numbers)
