"""An exercise: a scenario made ready for a class, with roles, a clock and questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classroom.characters import characters
from classroom.exercise_file import (
    ExerciseConfig,
    Invented,
    Leg,
    Names,
    NamesFile,
    Question,
    Role,
)
from experiments.tongue import tongue
from sim.config import ConfigError, Fault, load_scenario
from sim.config.errors import nearest, shorten
from sim.config.reader import Document, Path_, read_yaml, validate
from sim.scenario import CONFIGS, Scenario, build

__all__ = [
    "Exercise",
    "ExerciseConfig",
    "Invented",
    "Leg",
    "Names",
    "NamesFile",
    "Question",
    "Role",
    "load_exercise",
    "paragraphs",
    "shipped_exercises",
]

Place = tuple[Document, Path_]
"""Where a scenario key was set: a file, and the key in it."""


@dataclass(frozen=True)
class Exercise:
    """An exercise with its scenario."""

    config: ExerciseConfig
    scenario: Scenario
    fictional: bool

    @property
    def name(self) -> str:
        """Short name."""
        return self.config.name

    @property
    def title(self) -> str:
        """The title, with invented names if those are in use."""
        return self._invented.title if self.fictional else self.config.title

    @property
    def summary(self) -> str:
        """The summary, with invented names if those are in use."""
        return self._invented.summary if self.fictional else self.config.summary

    @property
    def roles(self) -> Mapping[str, Role]:
        """Side -> role sheet."""
        return self._invented.roles if self.fictional else self.config.roles

    @property
    def minutes(self) -> float:
        """Minutes from the first day to the last."""
        return sum(leg.minutes for leg in self.config.clock)

    @property
    def _invented(self) -> Invented:
        assert self.config.invented is not None
        return self.config.invented


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text (also of a translated one).

    A folded text of YAML (``>-``) keeps one line for each; other texts have blank lines between.
    """
    gap = "\n\n" if "\n\n" in text else "\n"
    return tuple(part.strip() for part in text.split(gap) if part.strip())


def load_exercise(
    path: Path | str, fictional: bool = False, settings: Mapping[str, Any] | None = None
) -> Exercise:
    """Read an exercise file and build its scenario.

    Args:
        path: the exercise file, or the name of a shipped exercise.
        fictional: whether the countries get their invented names.
        settings: scenario keys set beside the file's own.

    Raises:
        ConfigError: with every fault found, in the exercise, its names or its scenario.
    """
    path = _found(path)
    document = read_yaml(path)
    config = validate(ExerciseConfig, document)
    places: dict[str, Place] = {key: (document, ("settings", key)) for key in config.settings}
    chosen = {**config.settings, **(settings or {})}
    if fictional:
        if config.invented is None:
            raise ConfigError(
                document.fault(("invented",), "this exercise has no names for invented countries")
            )
        for key, (name, place) in _names(config.invented, document).items():
            chosen[key], places[key] = name, place
    scenario = _scenario(config, document, chosen, places)
    faults = _disagreements(config, scenario, document)
    if faults:
        raise ConfigError(faults)
    return Exercise(config, scenario, fictional)


def _names(invented: Invented, document: Document) -> dict[str, tuple[Any, Place]]:
    """Return every invented name with its place; the exercise's own come after the shared ones."""
    found: dict[str, tuple[Any, Place]] = {}
    if invented.names_from is not None:
        path = document.path.parent / invented.names_from
        if not path.exists():
            raise ConfigError(
                document.fault(
                    ("invented", "names_from"),
                    f"found {shorten(invented.names_from)}, no such file",
                )
            )
        shared = read_yaml(path)
        for key, name in validate(NamesFile, shared).names.items():
            found[key] = (name, (shared, ("names", key)))
    for key, name in invented.names.items():
        found[key] = (name, (document, ("invented", "names", key)))
    return found


def _scenario(
    config: ExerciseConfig, document: Document, chosen: dict[str, Any], places: dict[str, Place]
) -> Scenario:
    path = document.path.parent / config.scenario
    if not path.exists():
        raise ConfigError(
            document.fault(("scenario",), f"found {shorten(config.scenario)}, no such file")
        )
    try:
        return build(load_scenario(path, chosen, str(document.path)))
    except ConfigError as error:
        raise ConfigError([_placed(fault, places) for fault in error.faults]) from None


def _placed(fault: Fault, places: dict[str, Place]) -> Fault:
    """Return a fault of the scenario at the line that set the key, if one did."""
    for key, (document, at) in places.items():
        if f"{fault.key}.".startswith(f"{key}.") or f"{key}.".startswith(f"{fault.key}."):
            return document.fault(at, fault.found, fault.allowed, fault.suggestion)
    return fault


def _disagreements(config: ExerciseConfig, scenario: Scenario, document: Document) -> list[Fault]:
    """Return where an exercise doesn't fit its scenario, or names what there isn't."""
    faults = []
    for place, roles in (
        (("roles",), config.roles),
        (("invented", "roles"), config.invented.roles if config.invented else config.roles),
    ):
        if set(roles) != set(scenario.sides):
            faults.append(
                document.fault(place, f"found {', '.join(roles)}", ", ".join(scenario.sides))
            )
    last = config.clock[-1].until
    if scenario.day_of(last) < scenario.horizon:
        end = scenario.date_of(scenario.horizon)
        faults.append(
            document.fault(
                ("clock", len(config.clock) - 1, "until"),
                f"found {last}, before the last day",
                f"{end} or later",
            )
        )
    if config.clock[0].until <= scenario.start:
        faults.append(
            document.fault(
                ("clock", 0, "until"), f"found {config.clock[0].until}", f"after {scenario.start}"
            )
        )
    known = [character.name for character in characters(tongue("en"))]
    if config.character not in known:
        faults.append(
            document.fault(
                ("character",),
                f"found '{config.character}'",
                ", ".join(known),
                nearest(config.character, known),
            )
        )
    return faults


def shipped_exercises() -> tuple[str, ...]:
    """Return the names of the exercises in ``configs/classroom``."""
    return tuple(sorted(path.stem for path in (CONFIGS / "classroom").glob("*.yaml")))


def _found(name: Path | str) -> Path:
    path = Path(name)
    inside = CONFIGS / "classroom" / f"{name}.yaml"
    if path.suffix == "" and not path.exists():
        if inside.exists():
            return inside
        names = shipped_exercises()
        raise ConfigError(
            Fault(
                str(name),
                "",
                "is neither a file nor a shipped exercise",
                f"a path, or {', '.join(names)}",
                nearest(str(name), names),
            )
        )
    return path
