"""The `answer` of an experiment file: what theory says, what to compare, and what stays open.

Texts are written by people. Whether a claim holds is never written down: it is computed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import Formatter
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


class Little(_Strict):
    """When a change is too small to matter, whatever its sign."""

    under: float = Field(gt=0, description="in the unit of the change: its whole interval is below")
    says: Phrase = Field(description="what is said then; `{under}` is filled in, too")


class Plainly(_Strict):
    """What a change means for the question, in words for each way in which it may come out.

    Which of the texts stands on the page is computed.
    """

    more: Phrase = Field(
        description="if there is more of it in the second arm; filled in, here and below: "
        "`{first}` and `{second}`, the means in the two arms, and `{size}`, that of the change"
    )
    less: Phrase = Field(description="if there is less")
    unclear: Phrase = Field(description="if the interval holds 0")
    little: Little | None = Field(
        default=None, description="before all of these: if the change is too small to matter"
    )

    def texts(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Each text, with its place in the block."""
        found: list[tuple[tuple[str, ...], str]] = [
            (("more",), self.more),
            (("less",), self.less),
            (("unclear",), self.unclear),
        ]
        if self.little is not None:
            found.append((("little", "says"), self.little.says))
        return tuple(found)


class Claim(_Strict):
    """What is expected of a change from one arm to another."""

    says: Phrase = Field(description="the claim, as a clause that can follow “that”")
    arms: tuple[str, str] = Field(description="labels of two arms: from the first to the second")
    measure: str = Field(
        min_length=1, description="an outcome column, or a measure of `talks compare`"
    )
    per: str | None = Field(
        default=None,
        description="the measure by whose change from the first arm that of `measure` is divided; "
        "the claim is then about the two arms' quotients (default: by none)",
    )
    expect: Expectation = Field(
        description="more of it, less of it, or `open` where theory leaves the sign open"
    )
    sources: Sources = Field(default=(), description="keys of the bibliography, who says so")
    says_more: Sources = Field(
        default=(), description="where theories part: who would have more of it"
    )
    says_less: Sources = Field(default=(), description="and who would have less")
    plainly: Plainly | None = Field(
        default=None, description="what its change means for the question, for the page's opening"
    )


class Opening(_Strict):
    """A short answer that stands first if several claims come out alike."""

    claims: tuple[int, ...] = Field(
        min_length=1, description="which of them, by their numbers from 1"
    )
    come_out: Literal["more", "less", "unclear"] = Field(
        description="all of them rise, all fall, or the interval of each holds 0"
    )
    says: Phrase = Field(description="what is said then")


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
    unit: Phrase | None = Field(
        default=None,
        description="the quotient with its unit, for people; `{value}` is filled in",
    )
    says: Phrase = Field(
        description="the answer with `{best}` in it, as a clause: “most relief is bought by "
        "{best}”; several stand there if they cannot be told apart"
    )
    names: dict[str, Phrase] = Field(
        default_factory=dict,
        description="what arms are called in that answer, by label (default: their titles in "
        "quotes)",
    )


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
        default=(), max_length=12, description="what is judged; the first ones matter most"
    )
    opening: tuple[Opening, ...] = Field(
        default=(), max_length=6, description="the first that fits opens the answer"
    )
    caution: Paragraph | None = Field(
        default=None,
        description="what to bear in mind where the claims are compared with theory; it stands "
        "before them",
    )
    against: dict[str, str] = Field(
        default_factory=dict,
        description="for an arm, by label, the arm from which its change is told in table and "
        "figure (default: the first)",
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
        asked += [claim.per for claim in self.claims if claim.per is not None]
        if self.ranking is not None:
            asked += [self.ranking.measure, *([self.ranking.per] if self.ranking.per else [])]
        return tuple(dict.fromkeys(asked))


FILLED = ("first", "second", "size", "under")
"""What a text of `plainly` may leave to be filled in; `under` in that of `little` only."""


def check_arms(answer: Answer, labels: Collection[str]) -> None:
    """Refuse claims about arms that the experiment does not have.

    Raises:
        FaultAt: with the place inside the block, and the labels there are.
    """
    if not answer.claims and answer.ranking is None:
        raise FaultAt((), "claims nothing and ranks nothing", "claims, or a ranking")
    if len(labels) < 2:
        raise FaultAt((), "the experiment has one arm", "two arms or more to compare")
    _check_texts(answer)
    for place, label in _arms_named(answer):
        if label not in labels:
            raise FaultAt(
                place,
                f"found '{label}', no such arm",
                ", ".join(labels),
                nearest(label, labels),
            )
    for index, claim in enumerate(answer.claims):
        if claim.arms[0] == claim.arms[1]:
            raise FaultAt(("claims", index, "arms"), "names one arm twice", "two arms")
    first = next(iter(labels))
    for label, base in answer.against.items():
        if label in (base, first):
            allowed = "an arm other than the first, and another one that it is set against"
            raise FaultAt(("against", label), f"found '{base}'", allowed)
    for index, opening in enumerate(answer.opening):
        for at, number in enumerate(opening.claims):
            if not 1 <= number <= len(answer.claims):
                place = ("opening", index, "claims", at)
                raise FaultAt(place, f"found {number}, no such claim", f"1 to {len(answer.claims)}")


def _arms_named(answer: Answer) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every arm that the block names, with its place."""
    for index, claim in enumerate(answer.claims):
        for at, label in enumerate(claim.arms):
            yield ("claims", index, "arms", at), label
    for label, base in answer.against.items():
        yield ("against", label), label
        yield ("against", label), base
    for label in answer.ranking.names if answer.ranking is not None else ():
        yield ("ranking", "names", label), label


def _check_texts(answer: Answer) -> None:
    """Refuse texts with names in braces that nothing fills in."""
    for index, claim in enumerate(answer.claims):
        for place, text in claim.plainly.texts() if claim.plainly else ():
            known = FILLED if place[0] == "little" else FILLED[:-1]
            _check_braces(("claims", index, "plainly", *place), text, known)
    if answer.ranking is not None:
        _check_braces(("ranking", "says"), answer.ranking.says, ("best",))
        _check_braces(("ranking", "unit"), answer.ranking.unit or "", ("value",))


def _check_braces(place: tuple[str | int, ...], text: str, known: Collection[str]) -> None:
    allowed = f"names in braces: {', '.join(known)}"
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as fault:
        raise FaultAt(place, str(fault), allowed) from None
    for name in names:
        if name not in known:
            raise FaultAt(place, f"found '{{{name}}}'", allowed, nearest(name, known))
