"""``talks new``: a commented file to start from."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.config import ScenarioConfig

app = typer.Typer(
    help="Write a scenario or an experiment to start from, every part explained.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

SCENARIOS = Path("configs/scenarios")
EXPERIMENTS = Path("configs/experiments")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

NewName = Annotated[str, typer.Argument(help="A short name, such as river_talks.")]


@app.command()
def scenario(
    name: NewName,
    out: Annotated[
        Path | None,
        typer.Option(help=f"The file to write [default: {SCENARIOS.as_posix()}/NAME.yaml]."),
    ] = None,
) -> None:
    """Write a small scenario that runs as it is: another pair of countries is such a file.

    It names a list of sources: sources.yaml beside it or, if its folder is called "scenarios",
    in the folder above. Where there is none, one with an example is written.
    """
    from sim.config import ScenarioConfig
    from sim.config.sources import read_sources

    _check_name("scenario", name, ScenarioConfig.model_json_schema())
    file = out or SCENARIOS / f"{name}.yaml"
    _check_place(file, name)
    folder = file.absolute().parent
    home, sources = folder, "sources.yaml"
    if folder.name == SCENARIOS.name:
        home, sources = folder.parent, "../sources.yaml"
    listed = home / "sources.yaml"
    made_list = not listed.exists()
    if made_list:
        _write(listed, "sources", {})
    else:
        read_sources(listed)  # a list that can't be read is told before anything is written
    _write(
        file,
        "scenario",
        {
            "name": name,
            "title": name.replace("_", " ").capitalize(),
            "sources": sources,
            "editor_line": _editor_line(file, "scenario"),
        },
    )
    place = shlex.quote(str(file))
    elsewhere = "" if file == SCENARIOS / f"{name}.yaml" else f" --scenario {place}"
    _say_written(file)
    if made_list:
        _say_written(file.parent / sources, "the list of sources, with an example")
    _say_next(
        (f"talks validate {place}", "what is wrong, after each change"),
        (f"talks show {place}", "your world in plain words"),
        (f"talks replay {place} --run 1", "one history, day by day"),
        (f"talks new experiment {name}{elsewhere}", "then ask it a question"),
    )


@app.command()
def experiment(
    name: NewName,
    scenario: Annotated[
        str | None,
        typer.Option(
            help="Of which scenario: a file, or the name of a shipped one "
            f"[default: {SCENARIOS.as_posix()}/NAME.yaml]."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help=f"The file to write [default: {EXPERIMENTS.as_posix()}/NAME.yaml]."),
    ] = None,
) -> None:
    """Write an experiment that runs as it is: a scenario, a number of runs, what to vary."""
    from experiments.design import ExperimentConfig

    _check_name("experiment", name, ExperimentConfig.model_json_schema())
    file = out or EXPERIMENTS / f"{name}.yaml"
    _check_place(file, name)
    path, config = _scenario_of(name, scenario)
    _write(
        file,
        "experiment",
        {
            "name": name,
            "scenario": _plain(_from(file.absolute().parent, path)),
            "editor_line": _editor_line(file, "experiment"),
            **_first_question(config),
        },
    )
    place = shlex.quote(str(file))
    _say_written(file)
    _say_next(
        (f"talks validate {place}", "what is wrong, after each change"),
        (f"talks run {place} --runs 50", "a quick look"),
        (f"talks run {place}", "all of it, and a report"),
    )


def _check_name(verb: str, name: str, schema: dict[str, object]) -> None:
    """Raise ConfigError unless the name is one that such a file may carry."""
    from sim.config import ConfigError, Fault

    pattern = schema["properties"]["name"]["pattern"]  # type: ignore[index]
    if re.fullmatch(pattern.removeprefix("^").removesuffix("$"), name):
        return
    tried = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")[:40]
    raise ConfigError(
        Fault(
            f"talks new {verb}",
            "",
            f"'{name}' can't be a name",
            f"a small letter, then small letters, digits and _, at most 40 in all ({pattern})",
            tried if re.fullmatch(pattern, tried) else "",
        )
    )


def _check_place(file: Path, name: str) -> None:
    """Raise ConfigError if there is something already: nothing is ever overwritten."""
    from sim.config import ConfigError, Fault

    if file.is_dir():
        raise ConfigError(
            Fault(str(file), "", "is a folder", "a file to write", f"{file / name}.yaml")
        )
    if file.exists() or file.is_symlink():
        raise ConfigError(
            Fault(
                str(file),
                "",
                "is there already and is left as it is",
                "a new file",
                "another name, or --out FILE",
            )
        )


def _scenario_of(name: str, asked: str | None) -> tuple[Path, ScenarioConfig]:
    """Return a scenario and its file, found by path or among the shipped ones."""
    from sim.config import ConfigError, Fault
    from sim.scenario import CONFIGS, find_scenario

    own = SCENARIOS / f"{name}.yaml"
    if asked is None:
        if not own.exists():
            raise ConfigError(
                Fault(
                    str(own),
                    "",
                    "there is no such scenario",
                    "--scenario with a file, or the name of a shipped scenario",
                    f"talks new experiment {name} --scenario bare",
                )
            )
        asked = str(own)
    config = find_scenario(asked).config
    path = Path(asked)
    return (path if path.exists() else CONFIGS / "scenarios" / f"{asked}.yaml"), config


def _first_question(config: ScenarioConfig) -> dict[str, str]:
    """Return a question that the scenario can answer: how firm a deadline, if it has one."""
    from sim.wording import day_month

    if config.deadlines:
        name = min(config.deadlines, key=lambda word: config.deadlines[word].date.date)
        date = day_month(config.deadlines[name].date.date)
        return {
            "question": f"Does it matter whether the deadline of {date} is firm or soft?",
            "factor": "softness",
            "label": f"Chance that {date} is put off",
            "key": f"deadlines.{name}.softness",
            "values": "[0.1, 0.5, 0.9]",
        }
    return {
        "question": "Does it matter how often the two sides speak in a sitting?",
        "factor": "exchanges",
        "label": "Offers that each side makes in a sitting",
        "key": "talks.exchanges",
        "values": "[2, 4, 8]",
    }


def _from(folder: Path, file: Path) -> str:
    """Return the path of a file as seen from a folder (whole, if they share no drive)."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.as_posix()


def _editor_line(file: Path, kind: str) -> str:
    """Return the line by which an editor finds the JSON Schema, if it stands where ours do."""
    schema = file.absolute().parent.parent / "schema" / f"{kind}.schema.json"
    if not schema.exists():
        return ""
    return f"# yaml-language-server: $schema=../schema/{schema.name}\n#\n"


def _plain(text: str) -> str:
    """Return a text as YAML: in quotes where it needs them."""
    return text if re.fullmatch(r"[\w./][\w./-]*", text) else json.dumps(text, ensure_ascii=False)


def _write(file: Path, template: str, words: dict[str, str]) -> None:
    from experiments.durable import explained, replacing

    text = (TEMPLATES / f"{template}.yaml").read_text(encoding="utf-8")
    with explained(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as stream:
            stream.write(Template(text).substitute(words).encode())


def _say_written(file: Path, what: str = "") -> None:
    from talks.command.telling import console

    told = f"  ({what})" if what else ""
    path = os.path.normpath(file)
    console.print(f"Written  {path}{told}", soft_wrap=True, highlight=False, markup=False)


def _say_next(*steps: tuple[str, str]) -> None:
    from talks.command.telling import console

    console.print("\nNext", highlight=False)
    for command, why in steps:
        console.print(f"  # {why}", style="dim", soft_wrap=True, highlight=False, markup=False)
        console.print(f"  {command}", soft_wrap=True, highlight=False, markup=False)
