from __future__ import annotations

import numba
import pytest

from agents.rules import concession, pressure, utility
from agents.rules.compile import rule


def test_a_rule_stays_the_function_it_was():
    def plain(x: float) -> float:
        return x + 1.0

    assert rule(plain) is plain


def test_compiled_code_may_call_rules_and_gets_the_same_bits():
    @numba.njit
    def compiled(table, starts, links, positions, beta):
        share = concession.conceded_share(pressure.clock(3.0, 4.0), beta)
        return concession.demand(0.1, 0.9, share) + utility.value_of_regime(
            table, starts, links, positions
        )

    # Two issues and a link between them, three levels by two.
    table = (0.0, 0.3, 0.7, 0.0, -0.1, 0.0, 0.0, 0.01, 0.02, 0.03, 0.05)
    starts, links, positions = (0, 3, 5, 11), (0, 1, 2), (-0.4, 0.9)
    for beta in (0.1, 0.7, 1.0, 3.3):
        share = concession.conceded_share(pressure.clock(3.0, 4.0), beta)
        plain = concession.demand(0.1, 0.9, share)
        plain += utility.value_of_regime(table, starts, links, positions)
        assert compiled(table, starts, links, positions, beta) == plain


@pytest.mark.skipif(numba.config.DISABLE_JIT, reason="nothing is compiled")
def test_what_is_not_marked_cannot_be_called_from_compiled_code():
    def unmarked(x):
        return x + 1.0

    @numba.njit
    def compiled(x):
        return unmarked(x)

    with pytest.raises(numba.core.errors.TypingError):
        compiled(1.0)
