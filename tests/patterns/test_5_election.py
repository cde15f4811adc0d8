"""Pattern 5: a campaign in which what hurts is felt more puts deals off to after the vote.

Elections make failed ratification likelier (Milner and Rosendorff, milner1997); and before a
vote a government gives less of what hurts, or gives it later. In the campaign the salience m
counts what Japan gives on sensitive issues m times over, for those who negotiate as for those
who vote on it at home. Where m is 1 throughout, there is none of it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from experiments.analysis.intervals import Interval
from sim import home, politics
from sim.model import TalksModel
from sim.scenario import Scenario
from sim.state import AGREEMENT, RATIFIED, REFUSED_AT_HOME, TEXT_SIGNED
from tests.patterns.ensembles import (
    BASELINE,
    SEED,
    Column,
    bootstrap,
    ensemble,
    number,
    told,
    variant,
    written,
)

OPENS, POLLING = 16, 33
"""Days of 3 and 20 July."""
BEFORE, DURING, AFTER = (0, OPENS - 1), (OPENS, POLLING), (POLLING + 1, 200)
HOT = 2.5
"""The most that the baseline's prior holds possible for m in the campaign."""
FARMING = ("corn_soy",)
GIVES = ("corn_soy", "shipbuilding", "auto_standards", "supply_chains", "auto_contribution")
RUNS = {FARMING: 240, GIVES: 120}


def settings_of(during: float, sensitive: tuple[str, ...]) -> dict[str, object]:
    """The baseline to six weeks after the vote, with m during the campaign and 1 after it.

    The date of 9 July, in the campaign, is real and believed; with the baseline's soft one next
    to nobody signs before the vote, and there is nothing to move. No vote in parliament, so that
    home has spoken on what is signed within three weeks.
    """
    pause = written(BASELINE, "deadlines.pause_end") | {
        "softness": number(0, "probability"),
        "belief": number(0.95, "probability"),
        "insight": number(0, "share"),
    }
    return {
        "end.date": datetime.date(2025, 8, 31),
        "escalations": {},
        "deadlines.pause_end": pause,
        "sides.japan.ratification.vote": None,
        "sides.japan.sensitive": sensitive,
        "sides.japan.election.salience_campaign": during,
        "sides.japan.election.salience_after": 1,
    }


def talks(during: float, sensitive: tuple[str, ...]) -> Scenario:
    return variant(BASELINE, settings_of(during, sensitive))


class Text(NamedTuple):
    """A text that both leaders signed, and what Japan's home made of it."""

    signed: int
    farming: int
    """Level of what is given on corn and soy."""
    voted: int = -1
    refusal: float = 0.0
    """Probability, on the day of the vote, that it is refused in Japan."""
    agreed: bool = False


def follow(scenario: Scenario, run: int) -> list[Text]:
    model = TalksModel(scenario, run, SEED, collect=False)
    corn = [issue.id for issue in scenario.issues].index("corn_soy")
    texts: list[Text] = []

    def note(model: TalksModel) -> None:
        state, world = model.state, scenario.world
        if state.happened & TEXT_SIGNED:
            texts.append(Text(state.day, state.text[corn]))
        if state.happened & (REFUSED_AT_HOME | RATIFIED):
            passing = politics.ratification_probability(
                home.support(world, state, 0),
                state.home_bar[0],
                state.number[world.ratification_scale[0]],
            )
            texts[-1] = texts[-1]._replace(
                voted=state.day, refusal=1.0 - passing, agreed=state.ending == AGREEMENT
            )

    model.listeners.append(note)
    model.play_out()
    return texts


@functools.cache
def histories(during: float, sensitive: tuple[str, ...]) -> list[list[Text]]:
    scenario = talks(during, sensitive)
    return [follow(scenario, run) for run in range(RUNS[sensitive])]


def in_span(text: Text, span: tuple[int, int]) -> bool:
    return span[0] <= text.signed <= span[1]


def by_run(arm: list[list[Text]], counts: Callable[[Text], bool]) -> Column:
    """Which histories have such a text, as 0 and 1."""
    return np.array([float(any(counts(text) for text in texts)) for texts in arm])


def shifted(arm: list[list[Text]]) -> Column:
    """By history: 1 if it signs after the campaign only, -1 if in it only."""
    after = by_run(arm, lambda text: in_span(text, AFTER))
    difference: Column = after - by_run(arm, lambda text: in_span(text, DURING))
    return difference


def more_runs(label: str, sensitive: tuple[str, ...], counts: Callable[[Text], bool]) -> Interval:
    """Share of histories with such a text in a hot campaign, less that in a cool one."""
    cool, hot = (by_run(histories(m, sensitive), counts) for m in (1.0, HOT))
    found = bootstrap(lambda pick: float((hot - cool)[pick].mean()), len(cool))
    told(f"m = {HOT:g} over 1, {label} (m = 1: {cool.mean():.3f})", found)
    return found


def more_a_text(
    label: str, counts: Callable[[Text], bool], size: Callable[[Text], float]
) -> Interval:
    """Mean over such texts in a hot campaign, less the mean over those of a cool one."""
    sums, numbers = [], []
    for m in (1.0, HOT):
        chosen = [[size(text) for text in texts if counts(text)] for texts in histories(m, FARMING)]
        sums.append(np.array([sum(sizes) for sizes in chosen], dtype=float))
        numbers.append(np.array([len(sizes) for sizes in chosen]))
    found = bootstrap(
        lambda pick: float(
            sums[1][pick].sum() / numbers[1][pick].sum()
            - sums[0][pick].sum() / numbers[0][pick].sum()
        ),
        RUNS[FARMING],
    )
    cool = sums[0].sum() / numbers[0].sum()
    told(f"m = {HOT:g} over 1, {label} (m = 1: {cool:.3f})", found)
    return found


def more_a_pair(
    label: str, counts: Callable[[Text], bool], size: Callable[[Text], float]
) -> tuple[Interval, Column]:
    """Mean change of a history's first such text, where both arms have one; and all changes."""
    changes = []
    for cool, hot in zip(histories(1.0, FARMING), histories(HOT, FARMING), strict=True):
        first = next((size(text) for text in cool if counts(text)), None)
        second = next((size(text) for text in hot if counts(text)), None)
        if first is not None and second is not None:
            changes.append(second - first)
    values = np.array(changes, dtype=float)
    found = bootstrap(lambda pick: float(values[pick].mean()), len(values))
    told(f"m = {HOT:g} over 1, {label}, {len(values)} pairs", found)
    return found, values


def test_agreements_wait_for_the_vote_and_few_do_where_only_farming_is_sensitive():
    """It holds, and it is small: of a hundred histories, four or five move to after the vote.

    One give of five is sensitive, so ministers leave it out and sign with the others.
    """
    during = more_runs("signed in the campaign", FARMING, lambda text: in_span(text, DURING))
    after = more_runs("signed after it", FARMING, lambda text: in_span(text, AFTER))
    more_runs("agreed in the campaign", FARMING, lambda text: text.agreed and in_span(text, DURING))
    more_runs("agreed after it", FARMING, lambda text: text.agreed and in_span(text, AFTER))
    more_runs("agreed at all", FARMING, lambda text: text.agreed)
    cool, hot = (shifted(histories(m, FARMING)) for m in (1.0, HOT))
    moved = bootstrap(lambda pick: float((hot - cool)[pick].mean()), len(cool))
    told(f"m = {HOT:g} over 1: signed after the campaign less signed in it", moved)
    assert moved.low > 0
    assert during.value < 0
    assert after.value > 0
    assert during.low > -0.15  # it is no large effect


def test_where_nothing_can_be_given_in_a_campaign_agreements_wait():
    """With all that Japan gives sensitive there is no way around, and half of the signings go."""
    during = more_runs(
        "all gives sensitive: signed in the campaign", GIVES, lambda text: in_span(text, DURING)
    )
    after = more_runs(
        "all gives sensitive: signed after it", GIVES, lambda text: in_span(text, AFTER)
    )
    more_runs("all gives sensitive: agreed at all", GIVES, lambda text: text.agreed)
    assert during.high < -0.03
    assert after.value > 0


def test_less_is_given_on_farming_in_the_campaign_and_as_much_after_it():
    """Levels of 0 to 4; by about a third of what is given without a campaign."""
    own = more_a_text(
        "farm level signed in the campaign, each arm's texts",
        lambda text: in_span(text, DURING),
        lambda text: text.farming,
    )
    paired, _ = more_a_pair(
        "farm level signed in the campaign",
        lambda text: in_span(text, DURING),
        lambda text: text.farming,
    )
    agreed = more_a_text(
        "farm level, each arm's agreements", lambda text: text.agreed, lambda text: text.farming
    )
    after = more_a_text(
        "farm level signed after it, each arm's texts",
        lambda text: in_span(text, AFTER),
        lambda text: text.farming,
    )
    assert own.high < -0.3
    assert paired.high < -0.3
    assert agreed.high < 0
    assert after.low > own.high


def test_a_campaign_that_was_not_reckoned_with_makes_refusal_likelier():
    """Texts signed before the campaign and voted on in it: the same text, by a hotter home.

    Milner and Rosendorff's mechanism (milner1997), and the only texts for which it holds here.
    """
    likelier, changes = more_a_pair(
        "probability of refusal, signed before the campaign and voted on in it",
        lambda text: in_span(text, BEFORE) and OPENS <= text.voted <= POLLING,
        lambda text: text.refusal,
    )
    assert len(changes) >= 10
    assert likelier.low > 0.05
    assert (changes > 0).all()


def test_what_is_signed_in_the_campaign_is_refused_no_more_often():
    """Found otherwise than milner1997 has it, for ministers know how their own home feels.

    They offer what the hotter home would still pass, with less on farming, and some of it is
    voted on when the campaign is over. As few texts are older than the campaign, failed
    ratifications in all hardly change. The uncertainty that the theory needs is missing here:
    a minister foresees no campaign before it opens, and is never wrong about home within it.
    """
    signed = more_a_text(
        "probability of refusal, signed in the campaign, each arm's texts",
        lambda text: in_span(text, DURING) and text.voted >= 0,
        lambda text: text.refusal,
    )
    more_a_text(
        "probability of refusal, all texts voted on, each arm's",
        lambda text: text.voted >= 0,
        lambda text: text.refusal,
    )
    refused = more_runs(
        "a text refused by either home", FARMING, lambda text: text.voted >= 0 and not text.agreed
    )
    assert signed.high < 0.1
    assert abs(refused.value) < 0.1


WITHOUT: dict[str, object] = {"sides.japan.election": None, "sides.japan.mandate.majority": None}
FEW = 12


def test_a_cool_campaign_is_no_campaign_until_the_vote():
    """With m = 1 each day is, to the bit, what it is without an election."""
    cool = talks(1.0, FARMING)
    plain = variant(BASELINE, settings_of(1.0, FARMING) | WITHOUT)
    for run in range(FEW):
        one, other = (TalksModel(world, run, SEED, collect=False) for world in (cool, plain))
        while one.running and one.day < POLLING:
            one.step()
            other.step()
            assert without_numbers(one) == without_numbers(other), f"run {run}, day {one.day}"
    hot = TalksModel(talks(HOT, FARMING), 0, SEED, collect=False)
    cold = TalksModel(plain, 0, SEED, collect=False)
    while hot.day <= OPENS:
        hot.step()
        cold.step()
    assert without_numbers(hot) != without_numbers(cold)


def test_a_cool_campaign_whose_result_changes_nothing_is_no_election():
    inert: dict[str, object] = {
        "sides.japan.election.result.bar_after_loss": 0,
        "sides.japan.mandate.majority": 0,
    }
    with_vote = variant(BASELINE, settings_of(1.0, FARMING) | inert)
    without = variant(BASELINE, settings_of(1.0, FARMING) | WITHOUT)
    one, other = ensemble(with_vote, FEW), ensemble(without, FEW)
    for column in set(one) & set(other) - {"majority_lost_japan"}:
        if not column.startswith("drawn_"):
            np.testing.assert_array_equal(one[column], other[column], err_msg=column)


def without_numbers(model: TalksModel) -> dict[str, object]:
    """Everything that a history holds today, but the priors' draws: one world has more of them."""
    return {
        name: value
        for name, value in vars(model.state).items()
        if name not in ("number", "happened")
    }
