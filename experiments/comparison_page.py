"""A comparison as a folder: one self-contained page, its figures, and its numbers as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.addresses import ResultArm
from experiments.analysis.tables import Table
from experiments.compare import Comparison
from experiments.comparison_data import (
    DIFFERENCES,
    INCIDENCE,
    as_csv,
    as_data,
    as_json,
    curves,
    differences,
)
from experiments.comparison_named import named_comparison
from experiments.comparison_tables import (
    by_date,
    outcome_tables,
    table,
    what_differs,
    why_tables,
)
from experiments.comparison_words import answer, title
from experiments.durable import explained, replacing
from experiments.ends import Timing
from experiments.errors import ResultError
from experiments.figures import style
from experiments.figures.comparison import comparison_figures
from experiments.figures.comparison.material import Sides
from experiments.figures.lettering import families
from experiments.gallery import hang
from experiments.manifest import MANIFEST
from experiments.pages import page_file, pages
from experiments.pressures import Eve
from experiments.provenance import package_versions
from experiments.shown import figures_folder, show
from experiments.speech import say, speaking

PAGE = "comparison"


def check_folder(folder: Path) -> None:
    """Refuse a folder whose files the page's own would take the place of.

    Raises:
        ResultError: it is a result folder, or no folder.
    """
    if (folder / MANIFEST).exists():
        raise ResultError(
            f"--out: {folder} is a result folder, and has figures of its own. Name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise ResultError(f"--out: {folder} is a file; name a folder.")


def write_comparison(
    folder: Path,
    found: Comparison,
    timing: Timing | None = None,
    eves: Sequence[Eve] = (),
    command: str = "",
    *,
    lang: str = "en",
) -> Path:
    """Write page, figures and numbers of a comparison into a folder; return the page's path.

    The numbers are the same files with the same English names in them, whatever the language.

    Args:
        folder: is made if it isn't there.
        found: the comparison.
        timing: when histories end, if it was looked at.
        eves: the leaders' mandates, if they were looked at.
        command: what makes the page again, shown on it.
        lang: the code of the language; a page in another than English is called by it.

    Raises:
        ResultError: the folder is a result's own, there is no such language, or a font isn't
            installed.
        FolderUnwritable: the folder can't be written.
    """
    check_folder(folder)
    files = {
        "comparison.csv": as_csv(DIFFERENCES, differences(found, eves)),
        "comparison.json": as_json(as_data(found, timing, eves)),
    }
    if timing is not None:
        files["incidence.csv"] = as_csv(INCIDENCE, curves(timing, found))
    with speaking(lang), explained(folder):
        families(lang)  # a font that is missing is told before anything is done
        folder.mkdir(parents=True, exist_ok=True)
        material = Sides(*named_comparison(found, timing, eves))
        name = page_file(PAGE)
        for file_name, text in {**files, name: _page(material, folder, command)}.items():
            with replacing(folder / file_name) as file:
                file.write(text.encode())
    return folder / name


def write_figures(
    folder: Path,
    found: Comparison,
    timing: Timing | None = None,
    eves: Sequence[Eve] = (),
    *,
    theme: str,
    lang: str = "en",
) -> Path:
    """Draw the figures of a comparison in a theme, with their captions; return their folder.

    Args:
        folder: they go below it, into a folder named by language and theme.
        found: the comparison.
        timing: when histories end, if it was looked at.
        eves: the leaders' mandates, if they were looked at.
        theme: ``report``, ``paper`` or ``slides``.
        lang: the code of the language.

    Raises:
        ResultError: the folder is a result's own, there is no such theme or language, or a font
            isn't installed.
        FolderUnwritable: the folder can't be written.
    """
    check_folder(folder)
    with style.themed(theme), speaking(lang):
        families(lang)
        material = Sides(*named_comparison(found, timing, eves))
        into = folder / figures_folder()
        hang(((figure, material) for figure in comparison_figures()), into)
    return into


def _page(material: Sides, folder: Path, command: str) -> str:
    """Draw the figures into the folder and write the page around them."""
    found, timing = material.comparison, material.timing
    drawn = ((figure.name, show(figure, material, folder)) for figure in comparison_figures())
    return (
        pages()
        .get_template("comparison.html.j2")
        .render(
            title=title(found.arms),
            scenario=found.arms[0].scenario(),
            answer=answer(found),
            differs=[what_differs(found, other) for other in range(1, len(found.arms))],
            pairings=[
                (arm.label, pairing.words)
                for arm, pairing in zip(found.arms[1:], found.pairings, strict=True)
            ],
            paired=any(pairing.paired for pairing in found.pairings),
            shown={name: figure for name, figure in drawn if figure is not None},
            left_out=timing.left_out if timing is not None else "",
            tables=_tables(found, timing, material.eves),
            several=len(found.arms) > 2,
            command=command,
            arms=[(arm.label, _facts(arm)) for arm in found.arms],
            version=package_versions().get("tariff-talks", ""),
        )
    )


def _tables(
    found: Comparison, timing: Timing | None, eves: Sequence[Eve]
) -> Sequence[tuple[str, Sequence[Table]]]:
    """For each arm but the first its label and its tables."""
    scenario = found.arms[0].scenario()
    sections = []
    for other, arm in enumerate(found.arms[1:], start=1):
        built = [
            *outcome_tables(found, other, scenario),
            table(found, say("How histories end"), found.endings, other, scenario),
            by_date(timing, found, other) if timing is not None else None,
            *why_tables(found, eves, other, scenario),
            table(
                found,
                say("What happened on the way, times a history"),
                found.times,
                other,
                scenario,
            ),
        ]
        sections.append((arm.label, [one for one in built if one is not None]))
    return sections


def _facts(arm: ResultArm) -> Sequence[tuple[str, str]]:
    manifest = arm.result.manifest
    settings = manifest["arms"][arm.arm]["settings"]
    told = ", ".join(f"{key} = {value}" for key, value in settings.items())
    result = Path(arm.address).name
    return (
        (say("Result"), result),
        (say("Settings"), told or say("as configured")),
        (say("Runs"), say("{runs}, seed {seed}", runs=f"{arm.result.runs:,}", seed=arm.seed)),
        (say("Scenario hash"), manifest["arms"][arm.arm]["scenario_hash"]),
        (say("Digest of the rows"), arm.result.digest()),
        (say("Rules"), manifest["model_revision"]),
    )
