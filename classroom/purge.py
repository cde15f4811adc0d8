"""Personal data purged for good: nicknames, tokens, and everything that somebody wrote.

Moves, times and numbers stay, under pseudonyms that lead to nobody any more.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Engine, delete, text

from classroom.lesson import STREAM as CLASS
from classroom.log import WORDS, Log
from classroom.people import PEOPLE, People
from classroom.table import STREAM as TABLE


class Purged(NamedTuple):
    """What is gone: people, texts; and whether the database's own leftovers are gone too.

    ``clean`` is False while another process has the database open: SQLite then keeps old pages in
    its ``-wal`` file until that process ends.
    """

    people: int
    texts: int
    clean: bool


def purge(log: Log, lesson: str | None = None) -> Purged:
    """Delete personal data of one class or, without a name, of all classes and of who plays alone.

    What the teacher wrote to a class goes too, for it may name somebody.
    """
    people, texts = People(log).forget(lesson)
    if lesson is not None:
        streams = WORDS.c.stream.startswith(f"{TABLE}{lesson}-", autoescape=True)
        with log.engine.begin() as connection:
            rest = connection.execute(
                delete(WORDS).where(streams | (WORDS.c.stream == CLASS + lesson))
            )
            texts += rest.rowcount
    return Purged(people, texts, _tidied(log.engine))


def _tidied(engine: Engine) -> bool:
    """Overwrite what the database keeps of deleted rows; False if somebody else prevents it."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            for command in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"):
                cursor.execute(command)
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return busy is None or not busy[0]
        finally:
            raw.close()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (PEOPLE, WORDS):
            connection.execute(text(f"VACUUM FULL {table.name}"))
    return True
