"""A database for each test: SQLite, or with ``--classroom-db=postgresql`` a PostgreSQL of our own.

The PostgreSQL server is started on loopback for the session, in a temporary folder, from the
programs that Debian's package brings; without them the tests are skipped, with the reason.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `classroom` is not installed")

from fastapi.testclient import TestClient

from benchmarks.serving import Server
from classroom.exercise import Exercise, load_exercise
from classroom.hall import Hall
from classroom.log import Log
from classroom.school import School
from classroom.web import solo
from classroom.web.app import create_app
from classroom.web.frame import TEACHER
from classroom.web.settings import Settings
from sim.scenario import Scenario, shipped

NUMBERS = itertools.count(1)


def programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, if there is one."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server without a database's name."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL's server programs are not installed (Debian: postgresql)")
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        import pwd

        try:
            user = pwd.getpwnam("postgres").pw_name
        except KeyError:
            pytest.skip("as root, PostgreSQL needs the user `postgres` that its package brings")
    base = Path("/tmp") / f"talks-postgresql-{os.getpid()}"
    base.mkdir(mode=0o755)
    if user:
        shutil.chown(base, user)
    data = base / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=base, stdout=subprocess.DEVNULL)

    run(str(folder / "initdb"), "-D", str(data), "-A", "trust", "-U", "talks", "--no-sync")
    server = subprocess.Popen(
        [
            folder / "postgres",
            "-D",
            data,
            "-p",
            str(port),
            "-h",
            "127.0.0.1",
            "-k",
            base,
            "-c",
            "max_connections=200",
            "-F",  # the server outlives no test
        ],
        user=user,
        cwd=base,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            ready = subprocess.run(
                [folder / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-q"], check=False
            )
            if ready.returncode == 0:
                break
            time.sleep(0.1)
        yield f"postgresql+psycopg://talks@127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is needed any more
        server.wait(60)
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes empty databases and returns their addresses."""
    if request.config.getoption("--classroom-db") == "sqlite":
        return lambda: f"sqlite:///{tmp_path_factory.mktemp('database')}/class.db"
    server = request.getfixturevalue("postgresql")
    from sqlalchemy import create_engine, text

    def make() -> str:
        name = f"test{os.getpid()}_{next(NUMBERS)}"
        engine = create_engine(f"{server}postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return f"{server}{name}"

    return make


@pytest.fixture
def database(new_database: Callable[[], str]) -> str:
    """The address of an empty database."""
    return new_database()


@pytest.fixture
def hall(database: str) -> Iterator[Hall]:
    """A hall over an empty database."""
    made = Hall(Log(database))
    yield made
    made.log.engine.dispose()


@pytest.fixture
def same_luck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give whoever plays alone the same seed.

    One history in some dozens begins with a break-off, and then asks for another kind of move.
    """
    monkeypatch.setattr(solo, "new_seed", lambda: 20250617)


@pytest.fixture
def client(database: str, same_luck: None) -> Iterator[TestClient]:
    """A browser without a script, at an empty classroom."""
    app = create_app(Settings(database=database, setup_token="setup", requests_a_second=1e6))
    with TestClient(app, base_url="http://talks.test") as browser:
        yield browser


@pytest.fixture
def another(client: TestClient) -> Callable[[], TestClient]:
    """Makes further browsers at the same classroom."""
    return lambda: TestClient(client.app, base_url="http://talks.test")


@pytest.fixture(scope="session")
def bare() -> Scenario:
    """Two sides, two issues, a month: quick to play."""
    return shipped("bare")


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    """The baseline scenario."""
    return shipped("japan_us_2025")


class Clock:
    """A clock that stands until it is set: the log's, the hall's and the school's."""

    def __init__(self) -> None:
        self.at = 1_750_000_000.0

    def __call__(self) -> float:
        return self.at

    def time(self) -> float:
        """Stand in for the module `time`, where the log asks it."""
        return self.at

    def on(self, seconds: float) -> float:
        """Let time go by."""
        self.at += seconds
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of everything in the classroom that keeps time."""
    made = Clock()
    monkeypatch.setattr("classroom.log.time", made)
    return made


@functools.cache
def loaded(name: str, fictional: bool, settings: str) -> Exercise:
    """An exercise, read from its file once for all tests."""
    return load_exercise(name, fictional, json.loads(settings))


@pytest.fixture
def load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let classes be made of exercises that were read before."""
    monkeypatch.setattr(
        "classroom.school.load_exercise",
        lambda name, fictional, settings=None: loaded(name, fictional, json.dumps(settings)),
    )


@pytest.fixture
def school(database: str, clock: Clock, load_once: None) -> Iterator[School]:
    """A school over an empty database."""
    made = School(Hall(Log(database), now=clock))
    yield made
    made.hall.log.engine.dispose()


@pytest.fixture
def elsewhere(school: School, database: str, clock: Clock) -> Iterator[School]:
    """A second server over the same database, or the same one started again."""
    made = School(Hall(Log(database), now=clock))
    yield made
    made.hall.log.engine.dispose()


@pytest.fixture(scope="session")
def standing(
    new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The real server in a process of its own, for all tests that leave it standing."""
    made = Server(new_database(), tmp_path_factory.mktemp("server"))
    yield made
    made.stop()


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[Server]:
    """A server of one's own, to be killed."""
    made = Server(database, tmp_path)
    yield made
    made.stop()


@pytest.fixture
def teacher(client: TestClient, another: Callable[[], TestClient], load_once: None) -> TestClient:
    """A teacher's browser, signed in; `client` stays a student's."""
    browser = another()
    browser.cookies.set(TEACHER, client.app.state.hall.people.teacher_token())  # type: ignore[attr-defined]
    return browser
