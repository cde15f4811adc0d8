"""What each strategy does, move by move, against a scripted opponent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.strategies import REGISTRY
from agents.views import ACCEPT, AT_A_DEADLINE, OFFER, WAIT
from tests.agents.strategies.table import (
    LAST,
    default_parameters,
    offers,
    play,
    receiver_view,
    view,
)

CLOCKS = (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)
TIME_DEPENDENT = ("time_dependent", "boulware", "linear", "conceder")

# ----------------------------------------------------------- how much, and when (faratin1998)


@pytest.mark.parametrize(
    ("name", "beta", "levels"),
    [
        ("boulware", 0.2, [0, 0, 3, 23, 59, 100]),  # 100 * clock ** 5
        ("boulware", 0.5, [0, 6, 25, 56, 81, 100]),  # 100 * clock ** 2
        ("linear", None, [0, 25, 50, 75, 90, 100]),
        ("conceder", 2.0, [0, 50, 70, 86, 94, 100]),  # 100 * clock ** 0.5
        ("time_dependent", 0.2, [0, 0, 3, 23, 59, 100]),
        ("time_dependent", 1.0, [0, 25, 50, 75, 90, 100]),
        ("time_dependent", 2.0, [0, 50, 70, 86, 94, 100]),
    ],
)
def test_offers_at_known_clocks(name, beta, levels):
    parameters = () if beta is None else (beta,)
    assert offers(name, CLOCKS, parameters=parameters) == levels


def test_hardliner_never_moves():
    assert offers("hardliner", CLOCKS) == [0] * len(CLOCKS)
    assert play("hardliner", [(clock, 1) for clock in CLOCKS]) == [(OFFER, 0)] * len(CLOCKS)


def test_hardliner_takes_what_it_asked_for():
    assert play("hardliner", [(0.0, 1), (0.5, 0)]) == [(OFFER, 0), (ACCEPT, 0)]


@given(st.floats(0.0, 1.0), st.floats(0.05, 20.0))
def test_the_share_offered_is_the_formula_to_one_level(clock, beta):
    (level,) = offers("time_dependent", [clock], parameters=(beta,))
    share = clock ** (1.0 / beta)
    assert level <= LAST * share + 1e-6
    assert level > LAST * share - 1.0 - 1e-6


@given(st.floats(0.05, 0.95))
def test_below_one_beta_holds_out_and_above_it_gives_early(clock):
    """β < 1 is Boulware, here and everywhere in this project."""
    held, even, given_early = (
        offers("time_dependent", [clock], parameters=(beta,))[0] for beta in (0.3, 1.0, 3.0)
    )
    assert held <= even <= given_early
    assert held < given_early
    boulware, conceder = REGISTRY["boulware"].parameters[0], REGISTRY["conceder"].parameters[0]
    assert boulware.high < 1 < conceder.low


@pytest.mark.parametrize("name", TIME_DEPENDENT)
def test_the_mandate_is_where_it_ends(name):
    assert offers(name, [1.0], floor=0.4) == [60]
    assert offers(name, [0.0, 1.0], floor=1.0) == [0, 0]


@pytest.mark.parametrize("name", [*TIME_DEPENDENT, "hardliner"])
def test_a_mandate_out_of_reach_is_no_reason_to_give(name):
    assert offers(name, [0.0, 0.5, 1.0], floor=1.5) == [0, 0, 0]


# ---------------------------------------------------------------------------- the ratchet


@pytest.mark.parametrize("name", TIME_DEPENDENT)
def test_an_extension_takes_no_concession_back(name):
    """The clock grows younger when a deadline moves; what was given stays given."""
    before, after = offers(name, [0.9, 0.4])
    assert after == before
    assert offers(name, [0.4]) < [before]


@pytest.mark.parametrize("name", TIME_DEPENDENT)
def test_after_the_ratchet_it_moves_on_when_the_clock_is_as_far_again(name):
    first, held, further = offers(name, [0.8, 0.5, 0.95])
    assert first == held < further


def test_a_mandate_that_rises_asks_more_back():
    """The ratchet holds the share, not the package: what leaders stiffen, ministers stiffen."""
    notebook = [0.0] * 32
    decide = REGISTRY["linear"].decide
    loose = decide(view(0.5, memory=notebook)).levels[0]
    firm = decide(view(0.5, memory=notebook, floor=0.5)).levels[0]
    assert (loose, firm) == (50, 25)


# ------------------------------------------------------------------------ taking (AC_next)


@pytest.mark.parametrize(
    ("asked", "move"),
    [
        (60, (OFFER, 50)),  # worth 0.40; its own next offer is worth 0.50
        (51, (OFFER, 50)),
        (50, (ACCEPT, 50)),  # as good as its own next offer
        (30, (ACCEPT, 30)),
        (0, (ACCEPT, 0)),
    ],
)
def test_linear_accepts_exactly_what_is_as_good_as_its_next_offer(asked, move):
    assert play("linear", [(0.5, asked)]) == [move]


@pytest.mark.parametrize("name", TIME_DEPENDENT)
@given(clock=st.floats(0.0, 1.0), asked=st.integers(0, LAST))
def test_accepts_if_and_only_if_its_own_offer_would_be_no_better(name, clock, asked):
    ((_, own),) = play(name, [(clock, None)])
    expected = (ACCEPT, asked) if asked <= own else (OFFER, own)
    assert play(name, [(clock, asked)]) == [expected]


def test_a_whole_session_against_a_script():
    """The other asks 90, 70, 50, 40; a linear negotiator meets it half-way and takes it."""
    script = [(0.1, None), (0.2, 90), (0.3, 70), (0.4, 50), (0.45, 40)]
    assert play("linear", script) == [
        (OFFER, 10),
        (OFFER, 20),
        (OFFER, 30),
        (OFFER, 40),
        (ACCEPT, 40),
    ]


def test_nothing_below_the_mandate_is_taken_even_if_ones_own_offer_would_be():
    """At share 1 its own next offer is worth the mandate; a worse one is not taken."""
    assert play("linear", [(1.0, 61)], floor=0.4) == [(OFFER, 60)]
    assert play("linear", [(1.0, 60)], floor=0.4) == [(ACCEPT, 60)]


@pytest.mark.parametrize("name", TIME_DEPENDENT)
def test_the_other_chair_plays_alike(name):
    """A receiver asks for what a giver in its place would keep."""
    parameters = default_parameters(name)
    for clock in CLOCKS:
        (given_level,) = offers(name, [clock])
        seen = receiver_view(clock, parameters=parameters + (0.0,) * (4 - len(parameters)))
        assert REGISTRY[name].decide(seen).levels[0] == LAST - given_level


# -------------------------------------------------------------------------------- at home


def test_it_prefers_what_home_would_ratify():
    """Each hundredth costs support 0.01; home asks for no less than -0.3."""
    home = [-level / 100 for level in range(LAST + 1)]
    assert offers("linear", [0.2, 0.5, 1.0], home=home, home_bar=-0.3) == [20, 30, 30]


def test_at_a_deadline_the_built_in_strategies_leave_the_lever_alone():
    for name in (*TIME_DEPENDENT, "hardliner"):
        assert play(name, [(1.0, None)], occasion=AT_A_DEADLINE)[0][0] == WAIT
