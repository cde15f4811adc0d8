"""Where the Nash point would be, as one side sees it."""

from __future__ import annotations

from agents.rules.compile import rule
from agents.rules.linked import change
from agents.rules.utility import extreme_value
from agents.views import View


@rule
def nash_value(view: View) -> float:
    """Return the own utility of the ladder's package with the greatest product of gains.

    The ladder's packages are the efficient ones, as far as its owner knows. Gains count from
    each side's worst package, as the other's mandate isn't known (nash1950 counts from what each
    has without an agreement).
    """
    side = view.side
    mine = view.best
    theirs = extreme_value(view.other, view.starts, view.links, view.giver, side)
    my_worst = extreme_value(view.own, view.starts, view.links, view.giver, 1 - side)
    their_worst = theirs
    draft = view.draft
    for issue in range(len(view.giver)):
        last = view.starts[issue + 1] - view.starts[issue] - 1
        draft[issue] = 0 if view.giver[issue] == side else last
    found = mine
    greatest = 0.0
    for step in range(view.ladder_length):
        issue = view.ladder[step]
        here = view.starts[issue] + draft[issue]
        move = 1 if view.giver[issue] == side else -1
        mine += view.own[here + move] - view.own[here]
        mine += change(view.own, view.starts, view.links, draft, issue, move)
        theirs += view.other[here + move] - view.other[here]
        theirs += change(view.other, view.starts, view.links, draft, issue, move)
        draft[issue] += move
        product = (mine - my_worst) * (theirs - their_worst)
        if product > greatest:
            greatest = product
            found = mine
    return found
