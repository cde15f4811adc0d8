"""A scenario as frozen numbers: all that the kernel knows of the world.

Numbers of the configuration are referred to by their place in the list of priors (a point is
a law too), so that any of them may be drawn. ``-1`` stands for a part the scenario lacks.
Sides are 0 and 1 in the order of their names; actors are the two leaders, then the ministers
by seat; tables over levels are flat, with issue ``i`` at ``starts[i] .. starts[i + 1] - 1``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sim.laws import Priors

Ints = Sequence[int]
Floats = Sequence[float]


class World(NamedTuple):
    """What never changes in a scenario. Shapes name I issues, L levels, S seats and so on."""

    priors: Priors

    # Streams: the prior of number p reads stream p; the others stand here, by what they serve
    speaker_stream: Ints  # (pairs,)
    slack_stream: Ints  # (S * M,)
    insight_stream: Ints  # (K,)
    announcement_stream: Ints  # (K,)
    resolution_stream: Ints  # (K,)
    extension_stream: Ints  # (K,)
    review_stream: Ints  # (K,)
    summit_stream: Ints  # (N,)
    override_stream: Ints  # (2,)
    ratification_stream: Ints  # (2,)
    interim_stream: int

    # Issues: (I + 1,), (I,), (L,), (I,)
    starts: Ints
    giver: Ints
    quantity: Floats
    in_force: Ints  # number of the value in force, -1: level 0
    gain_shape: Ints  # numbers of exponents, -1 for tariffs
    pain_shape: Ints
    tariff: Ints
    # Links between issues: (3 * K,) as in agents.rules.linked, and (K,); `starts` has their
    # blocks behind those of the issues
    links: Ints
    link_side: Ints
    link_strength: Ints

    # Motives: (M,) and spreads (M * I,)
    motive_side: Ints
    motive_weight: Ints
    motive_measure: Ints
    benefit: Floats
    cost: Floats
    tilt: Floats  # (actors * M,)

    # Sides: (2,) and references (2 * I,)
    cost_ratio: Ints
    reference: Ints
    reference_is_share: Ints
    limit_factor: Ints  # (2 * I,), -1: no limit
    threat_pull: Ints
    loss_pull: Ints
    override: Ints
    sensitive: Ints  # (I,)
    campaign: Ints  # day, or far away
    polling: Ints
    salience_campaign: Ints
    salience_after: Ints
    threshold: Ints  # -1: no ratification
    ratification_scale: Ints

    # Constituencies: (C,) and stakes (C * I,)
    group_side: Ints
    group_power: Ints
    stake: Floats

    # Seats: (S,)
    seat_side: Ints
    slack: Ints
    strategy: Ints
    strategy_parameter: Ints  # (S * PARAMETERS,)
    knowledge: Ints
    levers: Ints
    acceptance: Ints  # number of the rule
    acceptance_share: Ints  # numbers of its shares, -1: it takes none
    acceptance_after: Ints
    draws: Ints  # 1 where the seat's strategy uses its chance
    notebook: Ints  # (2 * pairs,): which notebook the first and the second of a pair write in
    chance_stream: Ints  # (S,)

    # Talks
    pair_first: Ints
    pair_second: Ints
    exchanges: int
    pace: int  # -1: a session a day
    shortest: int
    longest: int
    return_factor: int
    objection_factor: int
    ratification_days: int
    effect_days: int
    cooling_off: int

    # Economy: (lines,)
    line_issue: Ints
    line_trade: Ints
    line_mfn: Ints
    line_pass: Ints
    elasticity: int
    margin: int
    burden_weight: int

    # Threats: deadlines first, then escalations, (K,)
    deadlines: int
    threat_issue: Ints
    threat_holder: Ints
    threat_day: Ints  # deadlines: the date; escalations: the date of `by`
    threat_set: Ints
    threat_size: Ints  # deadlines: the rate it brings; escalations: the rise
    softness: Ints  # escalations: -1, never put off
    belief: Ints  # prior of the belief that it is real, -1: drawn from the softness
    insight: Ints
    extension: Ints
    mean_extension: Floats
    stretch: Ints
    progress_pull: Ints
    review: Ints
    learning: Ints
    hike_probability: Ints
    notice: Ints

    # Summits: (N,)
    summit_day: Ints
    summit_held: Ints
    summit_factor: Ints

    # Interim accord
    interim: int  # 1 if the scenario knows one
    interim_window: int
    interim_occasion: int
    interim_price: int
    interim_duration: int

    # The world outside: market stress, a court, other countries' deals, break-offs
    stress_reversion: int  # -1: no markets
    stress_threat: int
    stress_carried: int
    stress_stream: int
    court_issue: int  # -1: no litigation
    court_day: int
    court_delay: int
    court_probability: int
    court_stream: int
    others_issue: int  # -1: no other deals
    others_monthly: int
    others_value: int
    others_pull: int
    others_stream: int
    others_terms_stream: int
    break_off: Ints  # (2,)
    break_stream: Ints  # (2,)
    break_days: int

    # Home, by side: (2,); -1 where a side has none
    stress_pull: Ints
    majority_pull: Ints
    approval_start: Ints
    approval_noise: Ints
    approval_losses: Ints
    approval_concession: Ints
    approval_deal: Ints
    approval_on_bar: Ints
    approval_stream: Ints
    seats_expected: Ints
    seats_slope: Ints
    seats_noise: Ints
    seats_needed: Ints
    bar_after_loss: Ints
    polling_stream: Ints
    vote_probability: Ints
    vote_bar: Ints
    vote_days: Ints
    vote_stream: Ints

    # Score and span
    window: int
    discount: int
    weights: Floats  # of each day in the score, (days + 1,); empty if the discount is drawn
    political_cost: int
    days: int  # last day, counted from 0

    # What a side believes of the other: prior-mean tables and straight ones, (2 * L,)
    mean_table: Floats
    linear_table: Floats


STRATEGY_PARAMETERS = 4
"""Numbers a strategy may have."""
NEVER = 1_000_000
"""A day that no history reaches."""
