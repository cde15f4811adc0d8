"""The `answer` of an experiment file: what theory says, what to compare, and what stays open.

Texts are written by people. Whether a claim holds is never written down: it is computed.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from experiments.expressions import LONGEST
from sim.config.errors import nearest
from sim.config.reader import FaultAt

Expectation = Literal["more", "less", "open"]

Phrase = Annotated[str, Field(min_length=1, max_length=400)]
Paragraph = Annotated[str, Field(min_length=1, max_length=2000)]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sources = tuple[str, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Theory(_Strict):
    """A paragraph of theory."""

    text: Paragraph = Field(description="what is said, in plain words")
    sources: Sources = Field(
        default=(), description="keys of the bibliography (`configs/sources.yaml`)"
    )


class Claim(_Strict):
    """What is expected of a change from one arm to another."""

    says: Phrase = Field(description="the claim, as a clause that can follow “that”")
    arms: tuple[str, str] = Field(description="labels of two arms: from the first to the second")
    measure: str = Field(
        min_length=1, description="an outcome column, or a measure of `talks compare`"
    )
    expect: Expectation = Field(
        description="more of it, less of it, or `open` where theory leaves the sign open"
    )
    sources: Sources = Field(default=(), description="keys of the bibliography, who says so")


class Defined(_Strict):
    """A measure of one's own."""

    label: Phrase = Field(description="what it is, for people")
    unit: Phrase = Field(description="its unit, for people")
    says: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        description="what it is of one history: an expression over outcome columns"
    )


class Ranking(_Strict):
    """Arms in the order of what they change, against the first arm."""

    measure: str = Field(min_length=1, description="what they are ranked by")
    per: str | None = Field(
        default=None, description="the measure whose change it is divided by (default: by none)"
    )
    best: Literal["more", "less"] = Field(
        description="whether more or less of it (for each unit of `per`) comes first"
    )
    unit: Phrase | None = Field(default=None, description="unit of the quotient, for people")
    says: Phrase = Field(description="what the first of them does, as in “buys most relief”")


class Answer(_Strict):
    """How the experiment's question is answered, for its page."""

    title: Phrase = Field(description="heading of the page")
    theory: tuple[Theory, ...] = Field(
        min_length=1, max_length=6, description="what one would expect, and why"
    )
    design: Paragraph = Field(description="what differs between the arms, and why so")
    defines: dict[Word, Defined] = Field(
        default_factory=dict, max_length=6, description="measures of one's own, by name"
    )
    measures: tuple[str, ...] = Field(
        min_length=1,
        max_length=14,
        description="what the tables show: outcome columns, or measures of `talks compare`",
    )
    claims: tuple[Claim, ...] = Field(
        default=(), max_length=10, description="what is judged; the first ones matter most"
    )
    ranking: Ranking | None = Field(
        default=None, description="arms in order, where the question is “which”"
    )
    limits: tuple[Paragraph, ...] = Field(
        min_length=1, max_length=8, description="what the answer does not show"
    )

    def wanted(self) -> tuple[str, ...]:
        """Every measure that is asked for, each once."""
        asked = [*self.measures, *(claim.measure for claim in self.claims)]
        if self.ranking is not None:
            asked += [self.ranking.measure, *([self.ranking.per] if self.ranking.per else [])]
        return tuple(dict.fromkeys(asked))


def check_arms(answer: Answer, labels: Collection[str]) -> None:
    """Refuse claims about arms that the experiment does not have.

    Raises:
        FaultAt: with the place inside the block, and the labels there are.
    """
    if not answer.claims and answer.ranking is None:
        raise FaultAt((), "claims nothing and ranks nothing", "claims, or a ranking")
    if len(labels) < 2:
        raise FaultAt((), "the experiment has one arm", "two arms or more to compare")
    for index, claim in enumerate(answer.claims):
        for at, label in enumerate(claim.arms):
            if label not in labels:
                raise FaultAt(
                    ("claims", index, "arms", at),
                    f"found '{label}', no such arm",
                    ", ".join(labels),
                    nearest(label, labels),
                )
        if claim.arms[0] == claim.arms[1]:
            raise FaultAt(("claims", index, "arms"), "names one arm twice", "two arms")
