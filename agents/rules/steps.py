"""Going down a view's step ladder: to a demand, or one step at a time."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.linked import change
from agents.rules.offering import climb
from agents.views import View


@rule
def climb_to(view: View, demanded: float) -> float:
    """Write the view's offer worth ``demanded`` into its draft; return its own utility."""
    return climb(
        view.own,
        view.starts,
        view.links,
        view.giver,
        view.side,
        view.ladder,
        view.ladder_length,
        view.rungs,
        view.best,
        demanded,
        view.stuck,
        view.draft,
    )


@rule
def descend(view: View, steps: int) -> tuple[float, int]:
    """Take ``steps`` of the ladder, or as many as the mandate allows; return utility and number.

    What is too large for the mandate is passed over, and with it the rest of its issue, as in
    ``agents.rules.offering.climb``: climbing at the utility returned comes to the same package.
    """
    for issue in range(len(view.giver)):
        last = view.starts[issue + 1] - view.starts[issue] - 1
        view.stuck[issue] = 0
        view.draft[issue] = 0 if view.giver[issue] == view.side else last
    value = view.best
    taken = 0
    for step in range(view.ladder_length):
        if taken >= steps:
            break
        issue = view.ladder[step]
        if view.stuck[issue]:
            continue
        after = _after_step(view, issue, value)
        if after >= view.floor:
            value = after
            view.draft[issue] += 1 if view.giver[issue] == view.side else -1
            taken += 1
        else:
            view.stuck[issue] = 1
    return value, taken


@rule
def one_step_down(view: View, demanded: float) -> float:
    """Return the highest demand below ``demanded`` at which one would offer something else.

    Where no step is left within the mandate, ``demanded`` comes back.
    """
    value = climb_to(view, demanded)
    found = demanded
    for step in range(view.ladder_length):
        issue = view.ladder[step]
        if view.stuck[issue] == 1:
            view.stuck[issue] = 2  # an issue's steps are taken in turn: look at its next one only
            after = _after_step(view, issue, value)
            if after >= view.floor and (after > found or found == demanded):
                found = after
    return found


@rule
def _after_step(view: View, issue: int, value: float) -> float:
    here = view.starts[issue] + view.draft[issue]
    move = 1 if view.giver[issue] == view.side else -1
    # In the order in which climb adds up, to the bit.
    after = value - (view.own[here] - view.own[here + move])
    return after + change(view.own, view.starts, view.links, view.draft, issue, move)
