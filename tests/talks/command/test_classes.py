"""``talks class``: what classes there are, their data, their purge."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra `classroom` is not installed")

from typer.testing import CliRunner, Result

from classroom.hall import Hall
from classroom.log import Log
from classroom.people import People
from classroom.school import School
from experiments.errors import FolderRefused, ResultError
from talks import load
from talks.app import app
from tests.classroom.playing import finished_class

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def debriefed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one class in its debrief."""
    path = tmp_path_factory.mktemp("database") / "class.db"
    school = School(Hall(Log(f"sqlite:///{path}")))
    finished_class(school)
    school.hall.log.engine.dispose()
    return path


@pytest.fixture
def database(debriefed: Path, tmp_path: Path) -> str:
    """A copy of it, to be changed."""
    return f"sqlite:///{shutil.copy(debriefed, tmp_path / 'class.db')}"


@pytest.fixture
def talks(database: str) -> Command:
    """The command, with that database."""

    def command(*words: str) -> Result:
        return CliRunner().invoke(app, ["class", *words, "--db", database], catch_exceptions=False)

    return command


def test_list_shows_every_class(talks: Command) -> None:
    shown = talks("list").output
    assert "first_deal" in shown
    assert "debrief" in shown


def test_export_writes_files_and_a_result(talks: Command, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert talks("export", "--out", str(folder)).exit_code == 0
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "actions.csv",
        "actions.json",
        "actions.parquet",
        "outcomes.csv",
        "outcomes.parquet",
        "tables.zip",
        "result",
    }
    assert load(folder / "result").complete
    assert b"anna" not in (folder / "actions.csv").read_bytes()
    with pytest.raises(FolderRefused):
        talks("export", "--out", str(folder))
    talks("export", "--out", str(tmp_path / "words"), "--words")
    assert b"anna" in (tmp_path / "words" / "actions.csv").read_bytes()


def test_purge_asks_first_and_then_forgets(talks: Command, database: str) -> None:
    log = Log(database)
    name = School(Hall(log)).lessons()[0].id
    asked = CliRunner().invoke(app, ["class", "purge", "--db", database], input="n\n")
    assert asked.exit_code == 1
    assert len(People(log).of(name)) == 5
    log.engine.dispose()
    assert "5 people and 6 texts are gone" in talks("purge", "--yes").output
    assert People(Log(database)).of(name) == {}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("export", "--lesson", "nowhere"), "no class 'nowhere'"),
        (("purge", "--all", "--lesson", "x", "--yes"), "don't go together"),
    ],
)
def test_what_can_be_mended_is_told(talks: Command, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(ResultError, match=says):
        talks(*words)


def test_no_database_is_made_by_looking_for_one(tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    with pytest.raises(ResultError, match="there is no database"):
        CliRunner().invoke(
            app, ["class", "list", "--db", f"sqlite:///{path}"], catch_exceptions=False
        )
    assert not path.exists()
    with pytest.raises(ResultError, match="allowed: sqlite:///FILE"):
        CliRunner().invoke(app, ["class", "list", "--db", "class.db"], catch_exceptions=False)


def test_without_the_extra_one_sentence_says_what_brings_it(
    talks: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    plain = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("sqlalchemy"):
            raise ModuleNotFoundError("No module named 'sqlalchemy'", name="sqlalchemy")
        return plain(name, *rest)  # type: ignore[arg-type]

    assert importlib.util.find_spec("sqlalchemy") is not None
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ResultError, match=r"\.\[classroom\]"):
        talks("list")
