"""Pattern 5: a campaign in which what hurts is felt more puts deals off to after the vote.

Elections make failed ratification likelier (Milner and Rosendorff, milner1997); and before a
vote a government gives less of what hurts, or gives it later. Where the salience m is 1
throughout, there is none of it.
"""

from __future__ import annotations

import numpy as np

from experiments.patterns.campaign_effects import (
    FOLLOWED,
    RUNS,
    both,
    changes_a_pair,
    farming,
    more_a_text,
    more_agreements,
    more_runs,
    played,
    refusal,
    row,
    signed_in,
)
from experiments.patterns.campaign_texts import (
    AFTER,
    ALL_GIVES,
    BEFORE,
    COOL,
    DURING,
    FARMING,
    HOT,
    OPENS,
    POLLING,
    by_run,
    in_span,
)
from experiments.patterns.cool_campaign import no_campaign
from experiments.patterns.ensembles import agreed, bootstrap, paired_mean, scaled
from experiments.patterns.finding import Finding, above, below


def findings(factor: float = 1.0) -> tuple[Finding, ...]:
    """Return all that the pattern claims, on ``factor`` times the usual number of histories."""
    return (
        *waiting(factor),
        *no_way_around(factor),
        *less_farming(factor),
        *unforeseen(factor),
        *foreseen(factor),
        *no_campaign(factor),
    )


def waiting(factor: float = 1.0) -> tuple[Finding, ...]:
    """Agreements wait for the vote, and few do where only farming is sensitive.

    One give of five is sensitive, so ministers leave it out and sign with the others.
    """
    cool, hot = (
        by_run(arm, signed_in(AFTER)) - by_run(arm, signed_in(DURING))
        for arm in both(FARMING, factor)
    )
    followed, runs = len(cool), scaled(RUNS, factor)
    never = (0, AFTER[1])
    return (
        row(
            "signed-during",
            "Hot campaign: fewer texts signed in it",
            more_runs(FARMING, factor, signed_in(DURING)),
            followed,
            criterion=below(0),
        ),
        row(
            "signed-after",
            "Hot campaign: more texts signed after it",
            more_runs(FARMING, factor, signed_in(AFTER)),
            followed,
            criterion=above(0),
        ),
        row(
            "moved",
            "Hot campaign: signings move to after the vote",
            paired_mean(hot - cool),
            followed,
            criterion=above(0),
            note="Signed after the campaign less signed in it.",
        ),
        row(
            "agreed-during",
            "Hot campaign: fewer agreements signed in it",
            more_agreements(FARMING, factor, DURING),
            runs,
            criterion=below(0),
        ),
        row(
            "agreed-after",
            "Hot campaign: more agreements signed after it",
            more_agreements(FARMING, factor, AFTER),
            runs,
            criterion=above(0),
        ),
        row(
            "agreed",
            "Hot campaign: agreements in all",
            more_agreements(FARMING, factor, never),
            runs,
        ),
    )


def no_way_around(factor: float = 1.0) -> tuple[Finding, ...]:
    """With all that Japan gives sensitive there is no way around."""
    followed, runs = scaled(FOLLOWED[ALL_GIVES], factor), scaled(RUNS, factor)
    return (
        row(
            "all-signed-during",
            "All gives sensitive: fewer texts signed in the campaign",
            more_runs(ALL_GIVES, factor, signed_in(DURING)),
            followed,
            sensitive=ALL_GIVES,
            criterion=below(0),
        ),
        row(
            "all-signed-after",
            "All gives sensitive: more texts signed after it",
            more_runs(ALL_GIVES, factor, signed_in(AFTER)),
            followed,
            sensitive=ALL_GIVES,
            criterion=above(0),
        ),
        row(
            "all-agreed-during",
            "All gives sensitive: fewer agreements signed in the campaign",
            more_agreements(ALL_GIVES, factor, DURING),
            runs,
            sensitive=ALL_GIVES,
            criterion=below(0),
        ),
        row(
            "all-agreed-after",
            "All gives sensitive: more agreements signed after it",
            more_agreements(ALL_GIVES, factor, AFTER),
            runs,
            sensitive=ALL_GIVES,
            criterion=above(0),
        ),
        row(
            "all-agreed",
            "All gives sensitive: agreements in all",
            more_agreements(ALL_GIVES, factor, (0, AFTER[1])),
            runs,
            sensitive=ALL_GIVES,
        ),
    )


def less_farming(factor: float = 1.0) -> tuple[Finding, ...]:
    """Less is given on farming in the campaign, and as much after it. Levels of 0 to 4."""
    followed = scaled(FOLLOWED[FARMING], factor)
    own, texts = more_a_text(factor, signed_in(DURING), farming)
    later, late_texts = more_a_text(factor, signed_in(AFTER), farming)
    pairs = changes_a_pair(factor, signed_in(DURING), farming)
    levels = "levels of corn and soy, 0 to 4"
    arms = [played(during, FARMING, factor) for during in (HOT, COOL)]
    given = [np.where(agreed(arm), arm["level_corn_soy"], np.nan) for arm in arms]
    return (
        row(
            "farming-texts",
            "Hot campaign: less on farming in texts signed in it",
            own,
            followed,
            unit=levels,
            pairs=texts,
            criterion=below(0),
        ),
        row(
            "farming-pairs",
            "Hot campaign: less on farming, where both arms sign in it",
            paired_mean(pairs),
            followed,
            unit=levels,
            pairs=len(pairs),
            criterion=below(0),
        ),
        row(
            "farming-agreed",
            "Hot campaign: less on farming in agreements",
            bootstrap(
                lambda pick: float(np.nanmean(given[0][pick]) - np.nanmean(given[1][pick])),
                len(given[0]),
            ),
            len(given[0]),
            unit=levels,
            pairs=int(agreed(arms[0]).sum()),
            criterion=below(0),
        ),
        row(
            "farming-after",
            "Hot campaign: farming in texts signed after it",
            later,
            followed,
            unit=levels,
            pairs=late_texts,
        ),
    )


def unforeseen(factor: float = 1.0) -> tuple[Finding, ...]:
    """Texts signed before the campaign and voted on in it: the same text, by a hotter home.

    Milner and Rosendorff's mechanism (milner1997), and the only texts for which it holds here.
    """
    changes = changes_a_pair(
        factor,
        lambda text: in_span(text, BEFORE) and OPENS <= text.voted <= POLLING,
        refusal,
    )
    return (
        row(
            "refusal-unforeseen",
            "Hot campaign, not foreseen: refusal is likelier",
            paired_mean(changes),
            scaled(FOLLOWED[FARMING], factor),
            unit="probability",
            pairs=len(changes),
            criterion=above(0),
            note=f"Texts signed before the campaign and voted on in it; {(changes > 0).mean():.0%} "
            "of them are likelier to be refused.",
        ),
    )


def foreseen(factor: float = 1.0) -> tuple[Finding, ...]:
    """What is signed in the campaign: found otherwise than milner1997 has it.

    Ministers know how their own home feels. They offer what the hotter home would still pass,
    with less on farming, and some of it is voted on when the campaign is over. The uncertainty
    that the theory needs is missing here: a minister foresees no campaign before it opens, and is
    never wrong about home within it.
    """
    followed = scaled(FOLLOWED[FARMING], factor)
    signed, texts = more_a_text(
        factor, lambda text: in_span(text, DURING) and text.voted >= 0, refusal
    )
    voted, all_texts = more_a_text(factor, lambda text: text.voted >= 0, refusal)
    arms = [played(during, FARMING, factor)["refusals"] > 0 for during in (HOT, COOL)]
    return (
        row(
            "refusal-signed-during",
            "Hot campaign: what is signed in it is likelier to be refused",
            signed,
            followed,
            unit="probability",
            pairs=texts,
            criterion=above(0),
            note="Ministers know how their home feels, and offer what it would still pass.",
        ),
        row(
            "refusal-all",
            "Hot campaign: probability of refusal, all texts voted on",
            voted,
            followed,
            unit="probability",
            pairs=all_texts,
        ),
        row(
            "failed-ratification",
            "Hot campaign: more ratifications fail",
            paired_mean(arms[0].astype(float) - arms[1]),
            len(arms[0]),
            criterion=above(0),
        ),
    )
