"""What has to be said with every score of a single case."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.scoring.questions import Figure, Level, Timing
from experiments.scoring.score import Answer
from experiments.speech import say


def cautions(answers: Sequence[Answer], runs: int) -> tuple[str, ...]:
    """Return the sentences that belong beneath some scores, most general first."""
    found = [
        say(
            "This is one case. What had a chance of one in ten and happened doesn’t make a "
            "forecast wrong, nor does what had nine in ten make it right: whether its chances hold "
            "on average (calibration) shows over many cases only. On one case, scores compare "
            "forecasts."
        ),
        say(
            "The forecast is conditional on its scenario: its priors are judgments. A low score "
            "may be luck, a wrong prior or a wrong model, and one case can’t tell them apart."
        ),
        say(
            "The questions hang together (a late agreement moves terms and dollars, too), so they "
            "are no sample: don’t add the scores up, and don’t count who wins how often."
        ),
        say(
            "Ranges are 95% intervals for the luck of {runs:,} histories, and for nothing else.",
            runs=runs,
        ),
    ]
    if any(isinstance(a.question, Figure) for a in answers):
        found.append(
            say(
                "The CRPS is that of the histories as they are; the fair one takes off what their "
                "limited number costs, and is the one to compare ensembles of different size by."
            )
        )
    binned = [a for a in answers if isinstance(a.question, Timing | Level)]
    if binned:
        found.append(
            say(
                "Log scores: one history is added to the {runs:,} and spread evenly over the bins, "
                "so that a bin without a history is unlikely and not impossible. A reference that "
                "is certain gets no such help: where it is wrong, its log score is infinite.",
                runs=runs,
            )
        )
    empty = [
        a.question.called
        for a in binned
        if isinstance(a.question, Timing | Level) and not a.question.counts[a.question.observed]
    ]
    if empty:
        found.append(
            say(
                "No history did what came true: {questions}. The log score there is set by the "
                "number of histories; more of them would tell more.",
                questions=say(", ").join(empty),
            )
        )
    return tuple(found)
