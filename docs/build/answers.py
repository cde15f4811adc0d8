"""Write docs/experiments/: a page for each experiment that has an `answer`, and their list.

python docs/build/answers.py [NAME …]     run what is missing, write all pages, or those named
python docs/build/answers.py --check      exit 1 if a page is stale

A page is stale if its experiment file, or the scenario it leads to, says something else than when
the page was made, or if the model gives other histories. Histories are not played for the check,
but for the first few of the baseline.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import generated
import picture
from experiments.answers.answered import Answered, answered
from experiments.answers.figure import draw
from experiments.answers.page import page as written
from experiments.design import Experiment, load_experiment
from pages import ROOT
from sim.config.sources import read_sources

EXPERIMENTS = ROOT / "configs" / "experiments"
FOLDER = ROOT / "docs" / "experiments"
INDEX = "README.md"

ORDER = (
    "tied_hands",
    "deadlines",
    "election",
    "contribution",
    "interim",
    "override",
    "brinkmanship",
    "market_stress",
    "concessions",
)
"""How the list is read; experiments that are not named come last, by name."""

_MARK = re.compile(r"<!-- experiment (\w+), model (\w+) -->")
_ANSWER = re.compile(r"^\*\*Answer\.\*\* (.+)$", re.MULTILINE)

PREAMBLE = """\
# Experiments

<!-- Written by docs/build/answers.py: run that instead. -->

Nine questions to the model, each asked by one file in `configs/experiments/` and answered on one
page: the question, a plain answer, what theory would have one expect and who says so, the design,
the result with intervals from paired runs, what it does not show, and the command that makes the
page. Texts stand in the file's `answer`, for every way in which a change may come out; which of
them are the answer is computed, as all numbers are. Below it stands how many claims of theory come
out as expected, against theory, and undecided.

Every answer is about the model and conditional on its scenario and priors. None is a forecast.
"""

CLOSING = """\
A question of your own: copy a file, change its `name`, `arms` and `answer`
([every key](../reference/configuration.md#experiment)), and run

```sh
talks answer configs/experiments/tied_hands.yaml --page tied_hands.md
```

`--lang ja` tells it in Japanese, in the terminal and on a page `tied_hands.ja.md`.
"""


def experiments() -> Mapping[str, Path]:
    """The experiment files that have an answer, by name, in the order of the list."""
    found = [path for path in sorted(EXPERIMENTS.glob("*.yaml")) if _answers(path)]
    found.sort(key=lambda path: (_place(path.stem), path.stem))
    return {path.stem: path for path in found}


def _answers(path: Path) -> bool:
    return any(line.startswith("answer:") for line in path.read_text("utf-8").splitlines())


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def stamp(experiment: Experiment) -> str:
    """A digest (hex) of all that a page is made from, but for the rules."""
    content = {
        "config": experiment.config.model_dump(mode="json"),
        "arms": [[arm.label, arm.scenario_hash] for arm in experiment.arms],
    }
    text = json.dumps(content, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def model_mark() -> str:
    """A digest (hex) of how the first histories of the baseline end."""
    baseline = load_experiment(picture.EXPERIMENT)
    return picture.fingerprint(baseline.arms[0].scenario(), baseline.seed)


def make(path: Path, mark: str, folder: Path = FOLDER) -> None:
    """Run what is missing of one experiment and write its page and figure."""
    experiment = load_experiment(path)
    found = answered(experiment, picture.result_of(experiment))
    page = folder / f"{path.stem}.md"
    folder.mkdir(parents=True, exist_ok=True)
    note = (
        f"<!-- Written by docs/build/answers.py from configs/experiments/{path.name}: edit that. "
        "-->",
        f"<!-- experiment {stamp(experiment)}, model {mark} -->",
    )
    command = f"talks answer configs/experiments/{path.name} --page docs/experiments/{page.name}"
    text = written(found, draw(found, page), command, _cite, note)
    generated.replace(page, _linked(text, found))


def _cite(key: str) -> str:
    """A source by who says so and when, as a link to the bibliography."""
    entry = sources()[key]
    who = [name.split(",")[0] for name in re.split(r" and |(?<=\.), ", entry.get("author", ""))]
    if not who[0]:
        who = [re.split(r"[,;]", entry["publisher"])[0]]
    named = f"{who[0]} et al." if len(who) > 2 else " and ".join(who)
    return f"[{named} {entry['date'][:4]}](../reference/bibliography.md#{key})"


@functools.cache
def sources() -> Mapping[str, Mapping[str, str]]:
    """The bibliography, by key."""
    return read_sources(ROOT / "configs" / "sources.yaml")


def _linked(text: str, found: Answered) -> str:
    """The page's text with paths of documents and of the experiment as links."""
    text = re.sub(r"\(docs/([\w./-]+\.md)", r"([\1](../\1)", text)
    scenario = Path(found.experiment.config.scenario).stem
    link = f"[`{scenario}`](../../configs/scenarios/{scenario}.yaml)"
    return text.replace(f"The scenario is `{scenario}`", f"The scenario is {link}")


def index(folder: Path = FOLDER) -> str:
    """Return the list of pages, each with its question and its answer."""
    rows = []
    for name, path in experiments().items():
        text = (folder / f"{name}.md").read_text("utf-8")
        title = text.splitlines()[0].removeprefix("# ")
        told = _ANSWER.search(text)
        question = load_experiment(path).question
        rows.append((f"[{title}]({name}.md)", question, told[1] if told else ""))
    return f"{PREAMBLE}\n{generated.table(('page', 'question', 'answer'), rows)}\n\n{CLOSING}"


def stale(folder: Path = FOLDER) -> Sequence[Path]:
    """The pages that are missing or were made from something else."""
    mark = model_mark()
    found = []
    for name, path in experiments().items():
        page = folder / f"{name}.md"
        made = _MARK.search(page.read_text("utf-8")) if page.exists() else None
        drawn = (folder / "figures" / f"{name}.png").exists()
        if made is None or not drawn or made.groups() != (stamp(load_experiment(path)), mark):
            found.append(page)
    if not found:
        listed = folder / INDEX
        if not listed.exists() or listed.read_text("utf-8") != index(folder):
            found.append(listed)
    return found


def main(arguments: Sequence[str] | None = None, *, folder: Path = FOLDER) -> int:
    """Write the pages, or with ``--check`` name the stale ones; return the exit code."""
    parser = argparse.ArgumentParser(description="Write docs/experiments/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("names", nargs="*", metavar="NAME", help="these pages only")
    options = parser.parse_args(arguments)
    if options.check:
        missing = stale(folder)
        for page in missing:
            print(f"{page}: is stale; run: python docs/build/answers.py", file=sys.stderr)
        return 1 if missing else 0
    known, mark = experiments(), model_mark()
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"no experiment with an answer: {', '.join(sorted(unknown))}")
    for name, path in known.items():
        if not options.names or name in options.names:
            print(os.path.relpath(folder / f"{name}.md", ROOT))
            make(path, mark, folder)
    if all((folder / f"{name}.md").exists() for name in known):
        generated.replace(folder / INDEX, index(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
