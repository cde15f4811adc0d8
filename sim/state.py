"""Everything that changes in one history.

The same names serve twice: as attributes of this class (the glass door) and as fields of a
NumPy record (for compiled code), so rules are written once as ``state.day`` or
``state.offer[seat][issue]``.
"""

from __future__ import annotations

from agents.rules.notebook import NOTES, NOTES_AN_ISSUE
from sim.world import World

# Phases of a day, in order (State.phase).
DAWN, ROUND, TABLE, LEADERS, HOME, INTERIM_ACCORD, THREATS, DUSK, ENDED = range(9)

# What has become of a threat (State.threat_on).
WAITING, ON, DONE = range(3)

# How a history ends (State.ending), and why without agreement (State.reason).
ENDINGS = ("agreement", "interim", "talking", "snap_back", "broken_off")
AGREEMENT, INTERIM_ONLY, TALKING, SNAP_BACK, BROKEN_OFF = range(5)
REASONS = ("", "no_zopa", "no_text", "mandate", "override", "ratification", "time")
NO_REASON, NO_ZOPA, NO_TEXT, MANDATE, OVERRIDE, RATIFICATION, TIME = range(7)

# What happened in the last phase (State.happened, added up).
ROUND_OPENED = 1
SUMMIT_HELD = 2
CAMPAIGN_OPENED = 4
POLLING_DAY = 8
HIKE_ANNOUNCED = 16
HIKE_IMPOSED = 32
EXTENDED = 64
SNAPPED_BACK = 128
TEXT_AGREED = 256
TEXT_BELOW_MANDATE = 512
TEXT_OVERRIDDEN = 1024
TEXT_SIGNED = 2048
RATIFIED = 4096
REFUSED_AT_HOME = 8192
INTERIM_SIGNED = 16384
INTERIM_FAILED = 32768
SESSION_OPENED = 65536
CONSENT_WITHHELD = 131072
COURT_STRUCK = 262144
COURT_UPHELD = 524288
OTHERS_AGREED = 1048576
TALKS_BROKEN_OFF = 2097152
TALKS_RESUMED = 4194304
MAJORITY_LOST = 8388608

# Terms of the mandate (rows of State.terms).
REFERENCE, THREAT, LOSSES, STRESS, MAJORITY, OUTSIDE = range(6)
TERMS = ("reference", "threat", "losses", "stress", "majority", "outside")

# How a tariff issue may be counted (rows of State.shape), and what a give is worth to whom.
RATE, DUTY, IMPORTS, LOSS, GAIN, PAIN = range(6)
MEASURES = ("rate", "duty", "imports", "loss")


class State:
    """One history at one moment. Vectors have the shapes of :data:`SHAPES`."""

    # Where we are
    run: int
    day: int
    phase: int
    happened: int
    by_side: int  # which sides caused it, added up (1: side 0, 2: side 1)
    ending: int
    reason: int
    asked: int  # seat that must answer, -1: none
    occasion: int

    # What was drawn before the first day
    number: list[float]
    shape: list[list[float]]
    table: list[list[float]]
    felt: list[list[float]]
    belief_table: list[list[float]]
    home: list[list[float]]
    softness: list[float]
    belief: list[list[float]]
    held: list[int]

    # The world outside
    stress: float
    decision_day: int
    struck: int
    other_deals: int
    others_hazard: float
    broken: int
    break_hazard: list[float]
    breaks: int

    # Home, by side
    approval: list[float]
    seats: list[float]
    majority_lost: list[int]
    vote_needed: list[int]

    # Pressure, by side
    reference_at: list[list[float]]
    trial: list[float]
    regime: list[float]
    salience: list[float]
    worth_stale: int  # 1: the regime, or what a threat would make of it, has changed
    worth_now: list[float]
    worth_struck: list[float]  # without the tariff that is before a court
    worth_threat: list[float]  # with the threat of that number carried out
    worth_threat_of: int
    flow: list[float]
    threatened: list[float]
    shortfall: list[float]
    terms: list[list[float]]
    mandate: list[float]
    home_now: list[float]
    home_bar: list[float]
    best: list[float]
    worst: list[float]
    peak: list[float]

    # Threats
    threat_on: list[int]
    threat_day: list[int]
    threat_set: list[int]
    threat_to: list[float]
    hike_hazard: list[float]
    next_threat: int
    deadline_day: int
    deadline_set: int
    review_day: int
    review_set: int
    lever_day: int  # last day on which a deadline's holder was asked
    extensions: int
    snap_back_day: int
    hike_day: int
    interim_day: int
    interim_tried: int
    interim_asked: int

    # Rounds and the table
    next_round: int
    resume_day: int
    at_summit: int
    in_round: int
    pair: int
    turn: int
    speaker: int
    offered: list[int]
    offer: list[list[int]]
    shown: list[list[int]]  # what lies before a seat: the other's offer or the standing text
    draft: list[list[int]]
    stuck: list[list[int]]
    memory: list[list[float]]
    leader_word: list[int]
    ladder: list[list[int]]
    ladder_length: list[int]
    rungs: list[list[float]]
    first_gap: list[float]
    gap: list[float]
    block_issue: list[int]
    block_steps: list[int]
    block_cost: list[float]
    block_gain: list[float]
    hull_table: list[list[float]]
    hull_length: int
    hull_own: list[float]
    hull_other: list[float]

    # The text
    standing: int
    text: list[int]
    consent: list[int]
    sat: list[int]
    returned: int
    returned_text: list[int]
    pending: int
    ratify_day: int
    signed_day: int
    signed_salience: list[float]
    agreement_day: int
    effect_day: int

    # Counts
    rounds: int
    sessions: int
    texts: int
    mandate_refusals: int
    overrides: int
    refusals: int
    zopa_rounds: int
    last_failure: int

    # Accounts
    weight_sum: float
    flow_sum: list[float]
    score: list[float]
    exports: float
    duty: float
    exporter_loss: float
    importer_burden: float
    daily: list[float]


SHAPES: dict[str, tuple[str, ...]] = {
    "number": ("numbers",),
    "shape": ("measures", "levels"),
    "table": ("actors", "levels"),
    "felt": ("actors", "levels"),
    "belief_table": ("seats", "levels"),
    "home": ("sides", "levels"),
    "softness": ("threats",),
    "belief": ("sides", "threats"),
    "held": ("summits",),
    "break_hazard": ("sides",),
    "approval": ("sides",),
    "seats": ("sides",),
    "majority_lost": ("sides",),
    "vote_needed": ("sides",),
    "reference_at": ("sides", "issues"),
    "regime": ("issues",),
    "trial": ("issues",),
    "salience": ("sides",),
    "worth_now": ("sides",),
    "worth_struck": ("sides",),
    "worth_threat": ("sides",),
    "flow": ("sides",),
    "threatened": ("sides",),
    "shortfall": ("sides",),
    "terms": ("sides", "terms"),
    "mandate": ("sides",),
    "home_now": ("sides",),
    "home_bar": ("sides",),
    "best": ("sides",),
    "worst": ("sides",),
    "peak": ("seats",),
    "threat_on": ("threats",),
    "threat_day": ("threats",),
    "threat_set": ("threats",),
    "threat_to": ("threats",),
    "hike_hazard": ("threats",),
    "offered": ("seats",),
    "offer": ("seats", "slots"),
    "shown": ("seats", "slots"),
    "draft": ("seats", "slots"),
    "stuck": ("seats", "issues"),
    "memory": ("notebooks", "notes"),
    "leader_word": ("seats",),
    "ladder": ("seats", "levels"),
    "ladder_length": ("seats",),
    "rungs": ("seats", "levels"),
    "first_gap": ("pairs",),
    "gap": ("pairs",),
    "block_issue": ("levels",),
    "block_steps": ("levels",),
    "block_cost": ("levels",),
    "block_gain": ("levels",),
    "hull_table": ("sides", "levels"),
    "hull_own": ("levels",),
    "hull_other": ("levels",),
    "text": ("slots",),
    "consent": ("seats",),
    "sat": ("seats",),
    "returned_text": ("slots",),
    "signed_salience": ("sides",),
    "flow_sum": ("sides",),
    "score": ("sides",),
    "daily": ("ledger",),
}
"""The axes of each vector; all else is a single number. A package has a slot for each issue,
and behind them one for each link."""


def sizes(world: World) -> dict[str, int]:
    """Return the length of each axis in ``world`` (at least 1, so that no vector is empty)."""
    seats = len(world.seat_side)
    return {
        "sides": 2,
        "numbers": len(world.priors.law),
        "issues": len(world.giver),
        "slots": len(world.starts) - 1,
        "levels": world.starts[-1] + 1,
        "measures": 6,
        "seats": seats,
        "actors": 2 + seats,
        "threats": max(1, len(world.threat_issue)),
        "summits": max(1, len(world.summit_day)),
        "pairs": len(world.pair_first),
        "terms": len(TERMS),
        "notebooks": 2 * len(world.pair_first),
        "notes": NOTES + NOTES_AN_ISSUE * len(world.giver),
        "ledger": 4,
    }


def new_state(world: World) -> State:
    """Return an empty state with vectors of the right lengths."""
    length = sizes(world)
    state = State()
    for name, kind in State.__annotations__.items():
        zero: float = 0.0 if "float" in kind else 0
        axes = [length[axis] for axis in SHAPES.get(name, ())]
        if not axes:
            setattr(state, name, zero)
        elif len(axes) == 1:
            setattr(state, name, [zero] * axes[0])
        else:
            setattr(state, name, [[zero] * axes[1] for _ in range(axes[0])])
    return state
