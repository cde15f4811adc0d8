"""Pattern 5: a campaign in which what hurts is felt more puts deals off to after the vote."""

from __future__ import annotations

import numpy as np

from experiments.patterns import cool_campaign, election
from experiments.patterns.campaign_texts import (
    COOL,
    DURING,
    FARMING,
    HOT,
    Text,
    histories,
    in_span,
    settings_of,
    talks,
)
from experiments.patterns.ensembles import BASELINE, agreed, ensemble, variant
from tests.patterns.published import checked


def test_the_agreements_of_the_engine_are_texts_that_were_followed():
    runs = 40
    followed = histories(HOT, FARMING, runs)
    outcomes = ensemble(talks(HOT, FARMING), runs)
    days = np.where(agreed(outcomes), outcomes["agreement_day"], -1)
    assert (days >= 0).sum() > 10
    for day, level, texts in zip(days, outcomes["level_corn_soy"], followed, strict=True):
        if day >= 0:
            assert (texts[-1].signed, texts[-1].farming) == (day, level)


def test_agreements_wait_for_the_vote_and_few_do_where_only_farming_is_sensitive():
    """It holds, and it is small: of a hundred histories, three or four move to after the vote.

    One give of five is sensitive, so ministers leave it out and sign with the others.
    """
    found = checked(election.waiting())
    assert found["5-moved"].low > 0
    assert found["5-signed-during"].effect < 0
    assert found["5-signed-after"].effect > 0
    assert found["5-agreed-during"].high < 0
    assert found["5-agreed-after"].low > 0
    assert found["5-agreed-during"].low > -0.1  # it is no large effect


def test_where_nothing_can_be_given_in_a_campaign_agreements_wait():
    """With all that Japan gives sensitive there is no way around, and half of the signings go."""
    found = checked(election.no_way_around())
    assert found["5-all-signed-during"].high < -0.03
    assert found["5-all-agreed-during"].high < -0.03
    assert found["5-all-agreed-after"].low > 0


def test_less_is_given_on_farming_in_the_campaign_and_as_much_after_it():
    """Levels of 0 to 4; by about a third of what is given without a campaign."""
    found = checked(election.less_farming())
    assert found["5-farming-texts"].high < -0.3
    assert found["5-farming-pairs"].high < -0.3
    assert found["5-farming-agreed"].high < 0
    assert found["5-farming-after"].low > found["5-farming-texts"].high


def test_a_campaign_that_was_not_reckoned_with_makes_refusal_likelier():
    """Texts signed before the campaign and voted on in it: the same text, by a hotter home."""
    (row,) = checked(election.unforeseen()).values()
    assert row.pairs >= 10
    assert row.low > 0.05
    assert "100%" in row.note


def test_what_is_signed_in_the_campaign_is_refused_no_more_often():
    """Found otherwise than milner1997 has it, for ministers know how their own home feels.

    Failed ratifications in all rise, by two in a hundred histories: those of older texts.
    """
    found = checked(election.foreseen())
    assert found["5-refusal-signed-during"].holds is False
    assert found["5-refusal-signed-during"].high < 0.1
    assert found["5-failed-ratification"].low > 0
    assert found["5-failed-ratification"].high < 0.1


def test_a_cool_campaign_is_no_campaign_until_the_vote():
    """With m = 1 each day is, to the bit, what it is without an election."""
    found = checked(cool_campaign.no_campaign())
    assert found["5-cool"].effect == 0
    assert found["5-inert"].effect == 0
    plain = variant(BASELINE, settings_of(COOL, FARMING) | cool_campaign.WITHOUT)
    assert cool_campaign.days_that_differ(talks(HOT, FARMING), plain, 1) > 0.3


def test_a_span_has_both_its_ends():
    (first, last) = DURING
    texts = [Text(day, 0) for day in (first - 1, first, last, last + 1)]
    assert [in_span(text, DURING) for text in texts] == [False, True, True, False]
