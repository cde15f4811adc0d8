"""The words of docs/patterns.md that don't depend on the numbers. ``[key]`` becomes a link."""

from __future__ import annotations

from typing import NamedTuple

PREAMBLE = """\
# Patterns

<!-- Written by docs/build/patterns.py from docs/patterns.json: run that instead. -->

What theory and experiments expect of talks like these, and whether the model shows it. A model that
shows none of it could not be trusted with a question; one that shows all of it has been asked too
little, or bent. **No number of the model was chosen for a row of this page**, and a claim that
fails stays here as failing.

Do it again, in about a minute; the page is made from the file that the first line writes:

```sh
talks patterns --out docs/patterns.json
python docs/build/patterns.py
```

`talks patterns --only 3,5` plays some, `--runs-factor 4` plays four times as many histories,
`--json` prints the rows. It ends with exit code 0 even where a claim fails: that is a finding.
"""

READING = """\
- An *effect* is the mean difference of two worlds over the same tapes: history k of both has the
  same luck, so what differs is what was set. In brackets stands its 95% interval over histories
  (a bootstrap of pairs; for single shares, Wilson's). Where nothing is left to chance, none does.
- *Judged by* says what the interval has to do for the claim to hold. The sign is theory's. Three
  bounds are ours: 97% for "almost always", a step of the grid of prices in pattern 9, and rounding.
  Rows without a verdict (–) are reported because one should know them.
- *Points* measure a package or a score from 0, a side's worst package, to 100, its best. *Over* is
  how many histories, texts or agreements an effect was taken over, of how many histories played.
- Nothing of this was registered beforehand. Worlds were chosen so that there is something to
  measure, as a date that is believed where next to nobody would sign in time otherwise; numbers of
  histories grew, and more can tell from nothing what fewer could not. Among a hundred intervals of
  95%, some few miss.
- Every claim is about this model, and most are about one scenario. That the model shows what
  theory expects says that its parts work as meant. It says nothing about how the talks went.
"""


class Words(NamedTuple):
    """What a pattern is: theory in a sentence, how it is played, what it does not show."""

    theory: str
    design: str
    not_shown: str


PATTERNS = {
    1: Words(
        "Logic: nothing may depend on what is written first, or on what a side is called.",
        "The bare world and the baseline are read with every mapping of their file in the opposite "
        "order, and played under other names, each stream of chance going "
        "with what it serves and the coin for the first word turned.",
        "That the world itself treats both sides alike: in the baseline it doesn't, by design.",
    ),
    2: Words(
        "Two who want more than there is to have never agree; where both can have more than they "
        "need and nobody may veto, they nearly always do [raiffa1982].",
        "The zone of agreement is looked for outside the run, on every day, by the exact frontier "
        "of both leaders' tables with every term of the mandates counted. *Wants far apart*: what "
        "each could just live with is the other's worst, and no pressure moves either. *Modest "
        "wants*: both ask little, nobody overrides or ratifies.",
        "How wide a zone has to be: only very wide and empty ones are played.",
    ),
    3: Words(
        "Agreements crowd before a firm deadline [roth1988]; where its date may move, they need "
        "not [yildiz2004].",
        "The pause that ends on 9 July is made real or hollow, and believed (with probability "
        "0.95) or doubted (0.3), one apart from the other. The *hazard* of a day is the share of "
        "histories still without an agreement that sign on it the text which later takes effect.",
        "The last-minute rush of the laboratory: ministers meet for the last time on the eve of "
        "the date. Beliefs are set here; how they come about is another question.",
    ),
    4: Words(
        "Who is bound at home gets better terms abroad, and fewer deals [schelling1960] "
        "[putnam1988]; whether it pays is open, the more so where the other side doesn't know of "
        "the bar or is bound too [iida1993] [tarar2001].",
        "The threshold of support that ratification needs is low on both sides, or high on one. "
        "The date is real and believed, so that many sign. A bar is known to the side that has it "
        "alone, and felt in its offers. At last a negotiator plays who takes a high bar for a low "
        "one.",
        "Tied hands that the other side sees. Schelling's strength comes from being known to be "
        "bound; here only the offers tell.",
    ),
    5: Words(
        "With a vote ahead a government gives less of what hurts, or later, and ratifications "
        "fail more often [milner1997].",
        "In a hot campaign the salience m counts what Japan gives on sensitive issues 2.5 times "
        "over, in a cool one once; after it m is 1 in both. The date of 9 July, in the campaign, "
        "is real and believed. Texts are followed day by day, with the probability that home "
        "refuses them; agreements alone are counted over more histories.",
        "The uncertainty that Milner and Rosendorff need: a minister foresees no campaign before "
        "it opens, and is never wrong about home within it. So what is signed in the campaign is "
        "what the hotter home would still pass; what fails more was signed before.",
    ),
    6: Words(
        "Boulware, who concedes late, gets better terms and fewer deals than Conceder, who "
        "concedes early [faratin1998].",
        "Both strategies in Tokyo's chair and in both of Washington's, in all four pairs. Terms "
        "are compared where both ways end in a deal; the score also counts when it comes, and the "
        "histories without one. In the bare world the last day is sure.",
        "Which strategy is best: the score has no sign in theory, and here it depends on who "
        "sits across. Against a Boulware Tokyo loses no deals that could be measured, so that two "
        "Boulwares fail no more often than a Boulware in Washington and a Conceder in Tokyo.",
    ),
    7: Words(
        "The better one knows what the other wants, the less is left on the table [raiffa1982] "
        "[faratin2002]. Whether learning helps is a finding.",
        "All ministers take the other side's values for mean weights on straight lines, for mean "
        "weights on the right curves (the default), or know them. *Waste* is what the other side "
        "could have beyond an offer at no cost to who makes it. Distances are to the exact "
        "frontier. Agreements are compared where the zone is wide and the date firm, so that all "
        "agree. Two strategies learn weights from offers [krimpen2013] [hindriks2008].",
        "That learning is idle in general: from some five sessions there is little to learn, and "
        "such models were made for talks of many more offers [baarslag2016].",
    ),
    8: Words(
        "Who has more to lose from no agreement gets less from one [raiffa1982] [schelling1960]. "
        "That market stress moved Washington was seen in April 2025 [P45].",
        "A tariff on cars of 25% in force instead of 15%; 24% threatened after the pause instead "
        "of 12%; markets that jump as far as their ranges allow, or shrug, with a Washington that "
        "minds as much as its prior allows. Terms are compared where both arms agree.",
        "How much a tariff is worth as a lever: the wants of both sides stay as they are. What "
        "Japan gives moves little, for in the baseline it is cheap to give, by assumption, and "
        "most of it is given anyway; what the burden costs Japan is relief.",
    ),
    9: Words(
        "With one thing to divide and known impatience, who speaks first gets "
        "(1 − d2) / (1 − d1 d2), and the first offer is taken [rubinstein1982].",
        "In the bare world East buys West's timber: worth 1 to East, 0 to West, and the price is "
        "what is divided. Seven pairs of discount factors; prices on a grid of 0.001 about what "
        "theory says, and far from it.",
        "That anyone would find this strategy: the seats are given it. What is shown is that the "
        "model's turns, values and acceptances carry it out.",
    ),
    11: Words(
        "No theory: this is reported, and neither judged nor tuned.",
        "The baseline as it is, 3,000 histories; [the baseline in numbers](reference/baseline.md) "
        "has more of it. The spread of a term runs from the level below which 5% of agreements "
        "stay to that below which 95% do.",
        "How likely anything was. It is what follows from [assumptions](assumptions.md), each of "
        "them with its range.",
    ),
}

TENTH = """\
## 10. The same agreement as another library reaches

Not here yet. With the same utilities and strategies and no calendar, the model should reach the
agreement that [NegMAS](https://negmas.readthedocs.io) reaches; that takes a bridge between the two.
"""

WHY_NOT = {
    "2-wide-movable": "where the date keeps moving, some hold out beyond the horizon; what fails, "
    "fails for want of time",
    "4-japan-score": "deals and time lost weigh more than better terms, which [iida1993] and "
    "[tarar2001] allow for",
    "4-us-score": "as in Tokyo",
    "5-refusal-signed-during": "ministers know how their home feels, and offer what it would still "
    "pass",
    "6-japan-boulware-deals": "with a Washington that holds out few deals are left to lose, and "
    "Tokyo loses none that could be measured",
    "6-fail-most": "the same number: a Boulware in Washington fails as often with a Conceder in "
    "Tokyo",
    "7-japan-curves": "Washington's curves, which Tokyo would have to know, bend half as much as "
    "Tokyo's own",
    "7-trade-off-closer": "five sessions teach next to nothing",
    "7-trade-off-bayes-closer": "it does put a little of the weights right, too little to show",
    "8-threat-given": "a threat moves terms less than a tariff in force does, and what Japan gives "
    "moves little in any case",
}
"""Why a claim fails, as far as the model itself tells; one sentence each."""
