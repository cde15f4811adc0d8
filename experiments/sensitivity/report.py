"""A study as one page, its figures, and its numbers as JSON, in the study's folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from experiments.analysis.tables import Table
from experiments.durable import explained, replacing
from experiments.figures.sensitivity import SHARES, effects_figure
from experiments.pages import pages
from experiments.provenance import environment
from experiments.sensitivity.findings import Found, plain
from experiments.sensitivity.narrative import NOT_SHOWN, answer
from experiments.sensitivity.runner import Played
from experiments.sensitivity.tables import effects_tables, factors_table, shares_table
from experiments.sensitivity.wording import value_in_words
from experiments.shown import show

REPORT = "report.html"
FINDINGS = "findings.json"


def write_study(played: Played, everything: Sequence[Found]) -> Path:
    """Write figures, numbers and the page into a study's folder; return the page's path.

    Args:
        played: the study with its outcomes.
        everything: what ``findings.found`` made of them.

    Raises:
        FolderUnwritable: the folder can't be written.
    """
    study, folder = played.study, played.folder
    method = study.config.method
    with explained(folder):
        shown = {SHARES.name: show(SHARES, everything, folder)}
        for found in everything:
            figure = effects_figure(method, found.measure.name)
            shown[figure.name] = show(figure, found, folder)
        numbers = json.dumps(plain(played, everything), indent=1, ensure_ascii=False)
        with replacing(folder / FINDINGS) as file:
            file.write(f"{numbers}\n".encode())
        page = (
            pages()
            .get_template("sensitivity.html.j2")
            .render(
                study=study.config,
                scenario=study.centre,
                answer=answer(played, everything),
                shown={name: one for name, one in shown.items() if one is not None},
                figures=[effects_figure(method, one.measure.name).name for one in everything],
                shares=shares_table(everything, study.config.runs),
                varied=None if method == "tornado" else factors_table(study.factors),
                tables=[table for one in everything for table in effects_tables(method, one)],
                left_out=_left_out(played),
                not_shown=NOT_SHOWN[method],
                command=_command(played),
                facts=_facts(played),
                folder=folder.name,
                version=environment()["packages"].get("tariff-talks", ""),
            )
        )
        with replacing(folder / REPORT) as file:
            file.write(page.encode())
    return folder / REPORT


def _left_out(played: Played) -> Table | None:
    """Return the ends of judgments that the scenario can't take; None if it takes all."""
    ends = played.study.left_out
    if not ends:
        return None
    return Table(
        "Ends that were not tried, because the scenario can’t take them by themselves",
        ("key", "value", "why"),
        tuple((one.key, value_in_words(one.value, ""), one.why) for one in ends),
    )


def _command(played: Played) -> str:
    """Return the command that gives the same rows; a file that isn't shipped is a placeholder."""
    config = played.study.config
    file = f"configs/sensitivity/{config.name}.yaml"
    if not (Path(__file__).parents[2] / file).exists():
        file = f"{config.name.upper()}.yaml"
    size = "" if config.size is None else f" --size {config.size}"
    return f"talks sensitivity {file} --runs {config.runs}{size}"


def _facts(played: Played) -> Sequence[tuple[str, str]]:
    """Return what the rows follow from and where they were made."""
    place = environment()
    git = place["git"]
    revision = "not under version control"
    if git:
        revision = f"{git['revision']}{' with uncommitted changes' if git['dirty'] else ''}"
    packages = ", ".join(f"{name} {version}" for name, version in place["packages"].items())
    if played.study.config.method != "tornado":
        packages += f", SALib {metadata.version('SALib')}"
    return (
        ("Study", f"{played.study.config.name}, seed {played.study.config.seed}"),
        ("Content hash", played.content_hash),
        ("Digest of the rows", played.digest()),
        ("Scenario hash", played.study.centre.hash),
        ("Rules", played.study.model_revision),
        ("Git revision", revision),
        ("Packages", f"Python {place['python']}, {packages}"),
    )
