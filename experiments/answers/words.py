"""Words that a page uses and a reader may not know: only those that stand on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from experiments.answers.block import Answer
from experiments.speech import joined, phrase, say


@dataclass(frozen=True)
class Word:
    """A word with what it means.

    It is told if one of the `stems` begins a word of the file's own (English) texts, or if a
    measure begins with one of `measures`; without either, always.
    """

    says: str
    stems: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


WORDS = (
    Word(
        phrase(
            "An *arm* is one setting of the world, a *history* one play of the talks in it. A "
            "*pair* is the same run, with the same luck, in two arms."
        )
    ),
    Word(
        phrase(
            "“*Both arms agree*” means pairs that end in agreement in both arms, and not that both "
            "countries agree."
        ),
        measures=("points_", "agreed_", "agreement_day"),
    ),
    Word(
        phrase(
            "An agreement’s *worth* is counted in points, from 0, a side’s worst package (a level "
            "for each issue), to 100, its best."
        ),
        measures=("points_",),
    ),
    Word(
        phrase(
            "A *score* counts a whole year in points from 0 to 100: what was in force before an "
            "agreement, or without one, and the agreement from the day it takes effect. The "
            "*expected* score is the mean over all histories, those without agreement too."
        ),
        measures=("score_points_",),
    ),
    Word(
        phrase("A *prior* is what the scenario holds possible for a number, and how likely."),
    ),
    Word(
        phrase("A *mandate* is the least that a leader would sign."),
        stems=("mandate",),
    ),
    Word(
        phrase(
            "A *text* is a draft of an agreement: ministers settle it, leaders confirm it, and "
            "*home*, those whose support it needs, may refuse it."
        ),
        measures=("refusals", "overrides"),
    ),
    Word(
        phrase(
            "An *interim accord* moves issues by a step at most and freezes the threat for a "
            "while; the talks go on."
        ),
        stems=("interim accord",),
        measures=("ending_interim", "fired_interim_day", "interim_day"),
    ),
    Word(
        phrase("“*Agreement*” is always a full one; an interim accord does not count as one."),
        measures=("ending_interim",),
    ),
    Word(
        phrase(
            "“*Interim accord only*”: the talks end with an interim accord in force and no "
            "agreement."
        ),
        measures=("ending_interim",),
    ),
    Word(
        phrase("“*What a deadline threatened took effect*”: a paused tariff came back."),
        measures=("fired_snap_back_day",),
    ),
    Word(
        phrase(
            "“*A further rise took effect*”: a tariff that was announced in addition came into "
            "force."
        ),
        measures=("fired_hike_day",),
    ),
    Word(
        phrase(
            "“*Loss to exporters*”: what tariffs cost the firms on whose goods they fall, from the "
            "first day that is played to the last, not over the year of the score."
        ),
        measures=("exporter_loss_bn",),
    ),
)


def words_in(block: Answer) -> str:
    """What the words mean that a page with this answer uses."""
    texts = " ".join(_texts(block)).lower()
    names = block.wanted()
    return joined(*(say(word.says) for word in WORDS if _used(word, texts, names)))


def _used(word: Word, texts: str, names: tuple[str, ...]) -> bool:
    if not word.stems and not word.measures:
        return True
    told = any(re.search(rf"\b{stem}", texts) for stem in word.stems)
    return told or any(name.startswith(word.measures) for name in names if word.measures)


def _texts(block: Answer) -> list[str]:
    """What a file says before and beneath its tables, in English."""
    claims = [claim.says for claim in block.claims]
    plain = [text for claim in block.claims if claim.plainly for _, text in claim.plainly.texts()]
    return [block.design, *(one.text for one in block.theory), *block.limits, *claims, *plain]
