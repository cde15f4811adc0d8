"""Pattern 5: a campaign in which what hurts is felt more puts deals off to after the vote.

Elections make failed ratification likelier (Milner and Rosendorff, milner1997); and before a
vote a government gives less of what hurts, or gives it later. Where the salience m is 1
throughout, there is none of it.
"""

from __future__ import annotations

import functools

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
from experiments.patterns.ensembles import agreed, over_own_deals, paired_mean, scaled
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
    case, campaign = "Hot campaign", "it"
    cool, hot = (
        by_run(arm, signed_in(AFTER)) - by_run(arm, signed_in(DURING))
        for arm in both(FARMING, factor)
    )
    return (
        *texts_signed("", case, campaign, FARMING, factor),
        row(
            "moved",
            f"{case}: signings move to after the vote",
            paired_mean(hot - cool),
            len(cool),
            criterion=above(0),
            note="Signed after the campaign less signed in it.",
        ),
        *agreements_signed("", case, campaign, FARMING, factor),
    )


def no_way_around(factor: float = 1.0) -> tuple[Finding, ...]:
    """With all that Japan gives sensitive there is no way around."""
    case, campaign = "All gives sensitive", "the campaign"
    return (
        *texts_signed("all-", case, campaign, ALL_GIVES, factor),
        *agreements_signed("all-", case, campaign, ALL_GIVES, factor),
    )


def texts_signed(
    prefix: str, case: str, campaign: str, sensitive: tuple[str, ...], factor: float
) -> tuple[Finding, ...]:
    """In a hot campaign fewer texts are signed, and after it more; ``campaign`` in words."""
    made = functools.partial(row, runs=scaled(FOLLOWED[sensitive], factor), sensitive=sensitive)
    return (
        made(
            f"{prefix}signed-during",
            f"{case}: fewer texts signed in {campaign}",
            more_runs(sensitive, factor, signed_in(DURING)),
            criterion=below(0),
        ),
        made(
            f"{prefix}signed-after",
            f"{case}: more texts signed after it",
            more_runs(sensitive, factor, signed_in(AFTER)),
            criterion=above(0),
        ),
    )


def agreements_signed(
    prefix: str, case: str, campaign: str, sensitive: tuple[str, ...], factor: float
) -> tuple[Finding, ...]:
    """The same of texts that take effect, and how many there are in all."""
    made = functools.partial(row, runs=scaled(RUNS, factor), sensitive=sensitive)
    return (
        made(
            f"{prefix}agreed-during",
            f"{case}: fewer agreements signed in {campaign}",
            more_agreements(sensitive, factor, DURING),
            criterion=below(0),
        ),
        made(
            f"{prefix}agreed-after",
            f"{case}: more agreements signed after it",
            more_agreements(sensitive, factor, AFTER),
            criterion=above(0),
        ),
        made(
            f"{prefix}agreed",
            f"{case}: agreements in all",
            more_agreements(sensitive, factor, (0, AFTER[1])),
        ),
    )


def less_farming(factor: float = 1.0) -> tuple[Finding, ...]:
    """Less is given on farming in the campaign, and as much after it. Levels of 0 to 4."""
    own, texts = more_a_text(factor, signed_in(DURING), farming)
    later, late_texts = more_a_text(factor, signed_in(AFTER), farming)
    pairs = changes_a_pair(factor, signed_in(DURING), farming)
    hot, cool = (played(during, FARMING, factor) for during in (HOT, COOL))
    followed = scaled(FOLLOWED[FARMING], factor)
    made = functools.partial(row, unit="levels of corn and soy, 0 to 4")
    return (
        made(
            "farming-texts",
            "Hot campaign: less on farming in texts signed in it",
            own,
            followed,
            pairs=texts,
            criterion=below(0),
        ),
        made(
            "farming-pairs",
            "Hot campaign: less on farming, where both arms sign in it",
            paired_mean(pairs),
            followed,
            pairs=len(pairs),
            criterion=below(0),
        ),
        made(
            "farming-agreed",
            "Hot campaign: less on farming in agreements",
            over_own_deals(hot, cool, "level_corn_soy"),
            scaled(RUNS, factor),
            pairs=int(agreed(hot).sum()),
            criterion=below(0),
        ),
        made(
            "farming-after",
            "Hot campaign: farming in texts signed after it",
            later,
            followed,
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
