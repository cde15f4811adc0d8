"""Write what the model shows into the teacher's guides, from paired ensembles.

python docs/build/teaching.py            play the ensembles, and fill the marked blocks
python docs/build/teaching.py --check    exit 1 if the model, or an exercise, has changed

Each guide in docs/teaching and its Japanese sister have one block between two marks. Arms share
tapes, so their differences are paired. The check plays only the first histories again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import generated
from classroom.exercise import Exercise, load_exercise
from experiments.analysis.columns import Columns
from lessons import LESSONS, Arm, Scene
from pages import ROOT
from sim import engine

TEACHING = ROOT / "docs" / "teaching"
FOLDERS = {"en": TEACHING, "ja": TEACHING / "ja"}
RUNS = 2_000
FIRST = 20
"""Histories of each arm that the check plays again."""

BEGIN = "<!-- begin: made by docs/build/teaching.py -->"
END = "<!-- end: made by docs/build/teaching.py -->"
_BLOCK = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_MARK = re.compile(r"<!-- the first \d+ histories: (\w+) -->")


def exercise_of(name: str, arm: Arm) -> Exercise:
    """Return an exercise with an arm's settings beside its own."""
    return load_exercise(name, settings=arm.settings)


def play(name: str, arm: Arm, runs: int) -> Columns:
    """Return the outcomes of strategies in all seats."""
    exercise = exercise_of(name, arm)
    return engine.simulate(exercise.scenario, exercise.config.seed, 0, runs)


def on_the_tape(name: str, arm: Arm) -> Mapping[str, Any]:
    """Return the outcome on the tape that the class has."""
    exercise = exercise_of(name, arm)
    run = exercise.config.run
    columns = engine.simulate(exercise.scenario, exercise.config.seed, run, run + 1)
    return {key: values[0] for key, values in columns.items()}


def fingerprint(name: str) -> str:
    """Return a digest (hex) of an exercise's worlds, its tape, and how their histories end."""
    parts: list[Any] = [load_exercise(name).config.run]
    for arm in LESSONS[name].arms:
        columns = play(name, arm, FIRST)
        kept = [key for key in columns if key.startswith("level_")]
        parts.append(exercise_of(name, arm).scenario.hash)
        parts.append([columns[key].tolist() for key in ("ending", "agreement_day", *kept)])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def rendered(name: str, runs: int = RUNS) -> dict[str, str]:
    """Return an exercise's block in each language."""
    lesson = LESSONS[name]
    outcomes = {arm.name: play(name, arm, runs) for arm in lesson.arms}
    tapes = {arm.name: on_the_tape(name, arm) for arm in lesson.arms}
    found = {}
    for place, code in enumerate(FOLDERS):
        scene = Scene(load_exercise(name), lesson, outcomes, tapes, place, runs)
        found[code] = lesson.tell(scene)
    return found


def blocks(text: str) -> list[str]:
    """Return the marked blocks of a page."""
    return _BLOCK.findall(text)


def main(
    arguments: Sequence[str] | None = None,
    *,
    folders: Mapping[str, Path] | None = None,
    names: Sequence[str] = tuple(LESSONS),
    runs: int = RUNS,
) -> int:
    """Run the command line; return the exit code: 0, or 1 for a stale or unmarked guide."""
    parser = argparse.ArgumentParser(description="Fill the teacher's guides.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    checking = parser.parse_args(arguments).check
    wrong = 0
    for name in names:
        mark = fingerprint(name)
        told = {} if checking else rendered(name, runs)
        for code, folder in (folders or FOLDERS).items():
            page = folder / f"{name}.md"
            text = page.read_text("utf-8")
            found = blocks(text)
            if len(found) != 1:
                print(f"{page}: has {len(found)} marked blocks instead of one", file=sys.stderr)
                wrong += 1
            elif not checking:
                head = f"{BEGIN}\n<!-- the first {FIRST} histories: {mark} -->"
                made = f"{head}\n\n{told[code]}\n\n{END}"
                generated.replace(page, text.replace(found[0], made))
            elif (known := _MARK.search(found[0])) is None or known[1] != mark:
                print(f"{page}: is stale; run: python docs/build/teaching.py", file=sys.stderr)
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
