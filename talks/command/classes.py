"""``talks class``: the classes of a database: what there is, their data, and their purge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from classroom.lesson import Lesson
    from classroom.school import School

app = typer.Typer(
    help="Classes: list them, export their data, purge personal data.",
    no_args_is_help=True,
)

Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        help="The classroom's database: sqlite:///FILE, or postgresql+psycopg://…",
    ),
]
DATABASE = "sqlite:///talks-classroom.db"
Which = Annotated[
    str | None, typer.Option("--lesson", metavar="ID", help="Which class; `talks class list`.")
]


@app.command("list")
def list_(db: Database = DATABASE) -> None:
    """List the classes of a database, the latest first."""
    import datetime

    from rich.table import Table

    from talks.command.telling import console

    school = _school(db)
    shown = Table(box=None, pad_edge=False)
    for heading in ("class", "made on", "exercise", "phase"):
        shown.add_column(heading)
    for heading in ("students", "tables"):
        shown.add_column(heading, justify="right")
    found = school.lessons()
    for lesson in found:
        made = datetime.datetime.fromtimestamp(min(lesson.since.values()))
        shown.add_row(
            lesson.id,
            f"{made:%Y-%m-%d %H:%M}",
            lesson.config.name,
            lesson.phase,
            str(len(lesson.students)),
            str(len(lesson.tables)),
        )
    if found:
        console.print(shown)
    else:
        console.print("No class was held with this database.")


@app.command()
def export(
    lesson: Which = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write [default: class-ID].")
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Include what people wrote, which may name somebody.")
    ] = False,
    db: Database = DATABASE,
) -> None:
    """Write a class's data: actions, outcomes, tables, and a result that analyses take.

    People appear under pseudonyms.
    """
    school = _school(db)
    from classroom.export.ensemble import write_result
    from classroom.export.files import FILES
    from classroom.export.tables import tables
    from experiments.durable import explained, replacing
    from experiments.errors import FolderRefused
    from talks.command.telling import console

    chosen = _chosen(school, lesson)
    folder = out or Path(f"class-{chosen.id}")
    if folder.exists() and any(folder.iterdir()):
        raise FolderRefused(f"{folder} is not empty; choose a new folder with --out.")
    hall = school.hall
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, (_, make) in FILES.items():
            with replacing(folder / name) as file:
                file.write(make(hall, chosen, words))
    over = len(tables(hall, chosen))
    console.print(f"{len(FILES)} files in {folder}", highlight=False, soft_wrap=True)
    if over:
        write_result(hall, chosen, folder / "result")
        told = f"{over} tables as a result: talks report {folder / 'result'}"
        console.print(told, highlight=False, soft_wrap=True)
    else:
        console.print("No table has come to its end, so there is no result.")


@app.command()
def purge(
    lesson: Which = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All classes, and everybody who played alone.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    db: Database = DATABASE,
) -> None:
    """Delete nicknames, tokens and everything that was written; moves and numbers stay.

    It can't be undone.
    """
    school = _school(db)
    from classroom.purge import purge as forget
    from experiments.errors import ResultError
    from talks.command.telling import console

    if everything and lesson is not None:
        raise ResultError("--all and --lesson don't go together: one class, or all of them.")
    chosen = None if everything else _chosen(school, lesson).id
    what = "all classes and everybody who played alone" if everything else f"class {chosen}"
    if not yes:
        typer.confirm(f"Delete the personal data of {what} for good?", abort=True)
    gone = forget(school.hall.log, chosen)
    console.print(f"{gone.people:,} people and {gone.texts:,} texts are gone.", highlight=False)
    if not gone.clean:
        console.print(
            "Another process has the database open, and its files may hold traces: stop the "
            "classroom, then run this once more."
        )


def _school(db: str) -> School:
    """Open the classes of a database that is there.

    Raises:
        ResultError: the classroom isn't installed, or there is no such database.
    """
    from experiments.errors import ResultError
    from talks.command.serve import ABSENT

    try:
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        from classroom.hall import Hall
        from classroom.log import Log
        from classroom.school import School
    except ModuleNotFoundError as error:
        raise ResultError(f"{ABSENT}\n(What is missing: {error.name}.)") from None
    try:
        url = make_url(db)
    except ArgumentError:
        raise ResultError(
            f"--db: found '{db}'; allowed: sqlite:///FILE, or postgresql+psycopg://…"
        ) from None
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise ResultError(f"--db: there is no database {url.database or db}")
    return School(Hall(Log(db)))


def _chosen(school: School, name: str | None) -> Lesson:
    """Return the class that is meant; without a name, the only one there is."""
    from experiments.errors import ResultError
    from sim.config.errors import nearest

    lessons = {lesson.id: lesson for lesson in school.lessons()}
    if name is None and len(lessons) == 1:
        return next(iter(lessons.values()))
    if not lessons:
        raise ResultError("No class was held with this database.")
    told = f"there are {', '.join(lessons)}"
    if name is None:
        raise ResultError(f"--lesson: say which class; {told}")
    if name not in lessons:
        hint = nearest(name, lessons)
        raise ResultError(f"--lesson: no class '{name}'; {hint or told}")
    return lessons[name]
