"""The shape of an exercise file: roles, a clock, questions, and names for invented countries."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.config.reader import FaultAt

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Line = Annotated[str, Field(min_length=1, max_length=300)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Leg(_Strict):
    """A stretch of the calendar and the minutes that a class has for it."""

    until: datetime.date = Field(description="last day of the stretch")
    minutes: float = Field(gt=0, le=600, description="minutes of the lesson for it")


class Role(_Strict):
    """What one side's students read before they negotiate; the other side never sees it."""

    name: Line = Field(description="the chair, such as `Tokyo's negotiator`")
    brief: Text = Field(description="who you are, what presses you; paragraphs by blank lines")
    aims: tuple[Line, ...] = Field(min_length=1, description="what your leader wants of you")


class Question(_Strict):
    """A question to a student, before (predict) or after (reflect)."""

    id: Slug = Field(description="short name, the column of the export")
    ask: Line = Field(description="the question")
    kind: Literal["choice", "number", "scale", "text"] = Field(description="how it is answered")
    options: tuple[Line, ...] = Field(default=(), description="choices, in order")
    low: float | None = Field(default=None, description="least number")
    high: float | None = Field(default=None, description="greatest number")
    unit: str = Field(default="", max_length=40, description="unit of the number")

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Question:
        if (self.kind == "choice") != bool(self.options):
            raise FaultAt(("options",), "choices go with kind `choice`, and only with it")
        ends = (self.low, self.high)
        if (self.kind == "number") != (None not in ends):
            raise FaultAt(("low",), "`low` and `high` go with kind `number`, and only with it")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise FaultAt(("high",), f"found {self.high:g}", f"more than {self.low:g}")
        return self


Names = dict[str, Text | tuple[Line, ...]]
"""Dotted scenario key of a label, or of a list of labels -> what stands there instead."""


class NamesFile(_Strict):
    """Invented names that several exercises of one scenario share."""

    schema_version: Literal[1]
    names: Names = Field(min_length=1, description="dotted scenario key of a label, and its name")


class Invented(_Strict):
    """The same exercise with invented countries: names for everything that people see."""

    title: Line = Field(description="the exercise in a few words, with invented names")
    summary: Text = Field(description="what it is about, with invented names")
    names_from: str | None = Field(
        default=None, min_length=1, description="path of a file of names, from this file"
    )
    names: Names = Field(
        default_factory=dict, description="dotted scenario key of a label, and its invented name"
    )
    roles: dict[str, Role] = Field(description="by side: its sheet with invented names")

    @model_validator(mode="after")
    def _names_something(self) -> Invented:
        if not self.names and self.names_from is None:
            raise FaultAt((), "names nothing", "'names', 'names_from' or both")
        return self


class ExerciseConfig(_Strict):
    """An exercise file, as written."""

    schema_version: Literal[1]
    name: Slug = Field(description="names the exercise in addresses and files")
    title: Line = Field(description="the exercise in a few words")
    summary: Text = Field(description="what it is about, for students and teacher")
    scenario: str = Field(min_length=1, description="path of the scenario, from this file")
    settings: dict[str, Any] = Field(default_factory=dict, description="scenario keys set for it")
    seed: int = Field(ge=0, lt=2**63, description="number from which all chance follows")
    run: int = Field(default=0, ge=0, lt=2**31, description="the history that all tables share")
    tapes: Literal["shared", "own"] = Field(
        default="shared", description="`shared`: the same news at every table; `own`: run, run+1, …"
    )
    clock: tuple[Leg, ...] = Field(min_length=1, description="minutes for stretches of calendar")
    turn_seconds: int = Field(
        default=180, ge=10, le=3600, description="seconds for an answer before the turn passes"
    )
    students_a_chair: int = Field(default=1, ge=1, le=6, description="students to a side")
    absent: Literal["wait", "bot"] = Field(
        default="bot", description="what is done about a student who is gone"
    )
    absent_seconds: int = Field(
        default=120, ge=15, le=3600, description="seconds without a sign before that"
    )
    chat: bool = Field(default=True, description="whether the two sides can write to each other")
    character: Slug = Field(
        default="as_configured", description="what plays a seat without student"
    )
    roles: dict[str, Role] = Field(description="by side: its sheet")
    invented: Invented | None = Field(default=None, description="names for invented countries")
    before: tuple[Question, ...] = Field(default=(), description="questions before: predict")
    after: tuple[Question, ...] = Field(default=(), description="questions after: reflect")

    @model_validator(mode="after")
    def _in_order(self) -> ExerciseConfig:
        for index, (earlier, later) in enumerate(zip(self.clock, self.clock[1:], strict=False)):
            if not earlier.until < later.until:
                raise FaultAt(
                    ("clock", index + 1, "until"), f"found {later.until}", f"after {earlier.until}"
                )
        seen: set[str] = set()
        for part in ("before", "after"):
            for index, question in enumerate(getattr(self, part)):
                if question.id in seen:
                    raise FaultAt((part, index, "id"), f"'{question.id}' stands twice")
                seen.add(question.id)
        return self
