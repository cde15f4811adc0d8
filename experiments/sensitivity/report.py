"""A study as one page, its figures, and its numbers as JSON, in the study's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from experiments.analysis.tables import Table
from experiments.durable import explained, replacing
from experiments.figures import Figure, style
from experiments.figures.lettering import families
from experiments.figures.sensitivity import SHARES, effects_figure
from experiments.gallery import hang
from experiments.pages import page_file, pages
from experiments.provenance import environment
from experiments.sensitivity.findings import Found, plain
from experiments.sensitivity.in_words import in_words
from experiments.sensitivity.narrative import NOT_SHOWN, answer
from experiments.sensitivity.runner import Played
from experiments.sensitivity.tables import effects_tables, factors_table, shares_table
from experiments.sensitivity.wording import value_in_words
from experiments.shown import Shown, figures_folder, show
from experiments.speech import ENGLISH, listing, say, speaking, spoken

FINDINGS = "findings.json"


def write_study(played: Played, everything: Sequence[Found], *, lang: str = "en") -> Path:
    """Write figures, numbers and the page into a study's folder; return the page's path.

    Args:
        played: the study with its outcomes.
        everything: what ``findings.found`` made of them.
        lang: the code of the language; a page in another than English is called by it. The
            numbers are a file for programs, and the same in every language.

    Raises:
        ResultError: no such language, or a font that isn't installed.
        FolderUnwritable: the folder can't be written.
    """
    folder = played.folder
    numbers = json.dumps(plain(played, everything), indent=1, ensure_ascii=False)
    with speaking(lang):
        families(lang)  # a font that is missing is told before anything is done
        played, everything = in_words(played, everything)
        path = folder / page_file("report")
        with explained(folder):
            shown = _drawn(played, everything)
            with replacing(folder / FINDINGS) as file:
                file.write(f"{numbers}\n".encode())
            with replacing(path) as file:
                file.write(_page(played, everything, shown).encode())
    return path


def write_figures(
    played: Played, everything: Sequence[Found], *, theme: str, lang: str = "en"
) -> Path:
    """Draw a study's figures in a theme, with their captions beside them; return the folder.

    Args:
        played: the study with its outcomes.
        everything: what ``findings.found`` made of them.
        theme: ``report``, ``paper`` or ``slides``.
        lang: the code of the language; it has a folder of its own, as a theme has.

    Raises:
        ResultError: no such theme or language, or a font that isn't installed.
        FolderUnwritable: the folder can't be written.
    """
    with style.themed(theme), speaking(lang):
        families(lang)
        into = played.folder / figures_folder()
        hang(_figures(*in_words(played, everything)), into)
    return into


def _figures(played: Played, everything: Sequence[Found]) -> Iterator[tuple[Figure, Any]]:
    """All figures of a study, each with what it is drawn from."""
    yield SHARES, everything
    for found in everything:
        yield effects_figure(played.study.config.method, found.measure.name), found


def _drawn(played: Played, everything: Sequence[Found]) -> dict[str, Shown]:
    """Draw all figures and save them; return those that have something to show, by name."""
    drawn = (show(*figure, played.folder) for figure in _figures(played, everything))
    return {one.name: one for one in drawn if one is not None}


def _page(played: Played, everything: Sequence[Found], shown: dict[str, Shown]) -> str:
    study, method = played.study, played.study.config.method
    template = pages().get_template("sensitivity.html.j2")
    content: dict[str, Any] = {
        "study": study.config,
        "scenario": study.centre,
        "answer": answer(played, everything),
        "shown": shown,
        "figures": [effects_figure(method, one.measure.name).name for one in everything],
        "shares": shares_table(everything, study.config.runs),
        "varied": None if method == "tornado" else factors_table(study.factors),
        "tables": [table for one in everything for table in effects_tables(method, one)],
        "keys": _keys(played),
        "left_out": _left_out(played),
        "not_shown": say(NOT_SHOWN[method]),
        "command": _command(played),
        "facts": _facts(played),
        "folder": played.folder.name,
        "version": environment()["packages"].get("tariff-talks", ""),
    }
    return template.render(**content)


def _keys(played: Played) -> dict[str, str]:
    """Return the key behind the name of each factor; groups have none."""
    if played.study.config.by == "group":
        return {}
    keys: dict[str, list[str]] = {}
    for factor in played.study.factors:
        keys.setdefault(factor.label, []).append(factor.key)
    return {label: listing(named) for label, named in keys.items()}


def _left_out(played: Played) -> Table | None:
    """Return the ends of judgments that the scenario can't take; None if it takes all."""
    ends = played.study.left_out
    if not ends:
        return None
    return Table(
        say("Ends that were not tried, because the scenario can’t take them by themselves"),
        (say("key"), say("value"), say("why")),
        tuple((one.key, value_in_words(one.value, ""), one.why) for one in ends),
    )


def _command(played: Played) -> str:
    """Return the command that gives the same rows; a file that isn't shipped is a placeholder."""
    config = played.study.config
    file = f"configs/sensitivity/{config.name}.yaml"
    if not (Path(__file__).parents[2] / file).exists():
        file = f"{config.name.upper()}.yaml"
    size = "" if config.size is None else f" --size {config.size}"
    tongue = "" if spoken() is ENGLISH else f" --lang {spoken().code}"
    return f"talks sensitivity {file} --runs {config.runs}{size}{tongue}"


def _facts(played: Played) -> Sequence[tuple[str, str]]:
    """Return what the rows follow from and where they were made."""
    place = environment()
    git = place["git"]
    revision = say("not under version control")
    if git:
        revision = git["revision"]
        if git["dirty"]:
            revision = say("{revision} with uncommitted changes", revision=revision)
    packages = ", ".join(f"{name} {version}" for name, version in place["packages"].items())
    if played.study.config.method != "tornado":
        packages += f", SALib {metadata.version('SALib')}"
    config = played.study.config
    return (
        (say("Study"), say("{name}, seed {seed}", name=config.name, seed=config.seed)),
        (say("Content hash"), played.content_hash),
        (say("Digest of the rows"), played.digest()),
        (say("Scenario hash"), played.study.centre.hash),
        (say("Rules"), played.study.model_revision),
        (say("Git revision"), revision),
        (say("Packages"), f"Python {place['python']}, {packages}"),
    )
