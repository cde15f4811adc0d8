"""Who is who: tokens instead of passwords for students, one password for the teacher.

A join code lets somebody in; it is no identity. Identity is a random token of 128 bits that only
the student's browser holds; the database has its SHA-256. Nicknames stand here and nowhere else:
the log knows pseudonyms, and what is purged here is gone.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from typing import NamedTuple

from sqlalchemy import Column, Float, String, Table, delete, insert, select, update

from classroom.log import METADATA, WORDS, Log

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("lesson", String(40), nullable=False, index=True),
    Column("nickname", String(60), nullable=False),
    Column("tongue", String(8), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("code", String(64), nullable=True, unique=True),
    Column("code_until", Float, nullable=False),
    Column("created", Float, nullable=False),
)
KEYS = Table(
    "keys",
    METADATA,
    Column("name", String(80), primary_key=True),
    Column("value", String(200), nullable=False),
    Column("until", Float, nullable=False),
)

CODE_SECONDS = 600.0
TEACHER_SECONDS = 12 * 3600.0
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike on a projector."""

_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


class Person(NamedTuple):
    """A student, or somebody who plays alone (``lesson`` is then empty)."""

    id: str
    lesson: str
    nickname: str
    tongue: str


def code(length: int = 6) -> str:
    """Return a code that people type."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def digest(token: str) -> str:
    """Return what the database keeps of a token or a code."""
    return hashlib.sha256(token.strip().encode()).hexdigest()


class People:
    """The people of all classes."""

    def __init__(self, log: Log) -> None:
        """Use the log's database."""
        self.engine = log.engine
        METADATA.create_all(self.engine)

    def join(self, lesson: str, nickname: str, tongue: str) -> tuple[Person, str]:
        """Let somebody in; return who it is and the token for the browser."""
        token = secrets.token_urlsafe(16)
        person = Person(secrets.token_hex(6), lesson, nickname, tongue)
        with self.engine.begin() as connection:
            connection.execute(
                insert(PEOPLE).values(
                    **person._asdict(),
                    token=digest(token),
                    code=None,
                    code_until=0.0,
                    created=time.time(),
                )
            )
        return person, token

    def by_token(self, token: str) -> Person | None:
        """Return whose token it is."""
        return self._one(PEOPLE.c.token == digest(token)) if token else None

    def by_id(self, person: str) -> Person | None:
        """Return a person by pseudonym."""
        return self._one(PEOPLE.c.id == person)

    def of(self, lesson: str) -> dict[str, Person]:
        """Return the people of a class by pseudonym."""
        question = select(PEOPLE).where(PEOPLE.c.lesson == lesson).order_by(PEOPLE.c.created)
        with self.engine.connect() as connection:
            return {row.id: _person(row) for row in connection.execute(question)}

    def speak(self, person: str, tongue: str) -> None:
        """Note the language that somebody reads."""
        with self.engine.begin() as connection:
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(tongue=tongue))

    def rejoin_code(self, person: str) -> str:
        """Return a one-time code with which somebody goes on at another device."""
        made = code(8)
        with self.engine.begin() as connection:
            connection.execute(
                update(PEOPLE)
                .where(PEOPLE.c.id == person)
                .values(code=digest(made), code_until=time.time() + CODE_SECONDS)
            )
        return made

    def rejoin(self, typed: str) -> tuple[Person, str] | None:
        """Take a one-time code: the person, with a new token; the old device is out."""
        token = secrets.token_urlsafe(16)
        with self.engine.begin() as connection:
            changed = connection.execute(
                update(PEOPLE)
                .where(PEOPLE.c.code == digest(typed.upper()), PEOPLE.c.code_until > time.time())
                .values(token=digest(token), code=None, code_until=0.0)
            )
            if changed.rowcount != 1:
                return None
        person = self.by_token(token)
        return None if person is None else (person, token)

    def forget(self, lesson: str | None = None) -> tuple[int, int]:
        """Purge nicknames, tokens and people's own words, of one class or of all.

        Returns:
            people and texts that are gone. The log, which knows pseudonyms only, stays whole.
        """
        with self.engine.begin() as connection:
            chosen = select(PEOPLE.c.id)
            if lesson is not None:
                chosen = chosen.where(PEOPLE.c.lesson == lesson)
                gone = list(connection.scalars(chosen))
                texts = connection.execute(delete(WORDS).where(WORDS.c.who.in_(gone)))
                people = connection.execute(delete(PEOPLE).where(PEOPLE.c.id.in_(gone)))
            else:
                texts = connection.execute(delete(WORDS))
                people = connection.execute(delete(PEOPLE))
            return people.rowcount, texts.rowcount

    def secret(self) -> str:
        """Return the server's secret, made once, with which the marks of forms are made."""
        if self._key("secret") is None:
            self._keep("secret", secrets.token_urlsafe(32), 0.0)
        kept = self._key("secret")
        assert kept is not None
        return kept

    # -- the teacher -----------------------------------------------------------------------

    def has_password(self) -> bool:
        """Whether a teacher's password was made already."""
        return self._key("password") is not None

    def set_password(self, password: str) -> None:
        """Keep the teacher's password, salted and hashed, in place of an earlier one."""
        salt = secrets.token_bytes(16)
        hashed = hashlib.scrypt(password.encode(), salt=salt, **_SCRYPT)
        self._keep("password", f"{salt.hex()}:{hashed.hex()}", 0.0)

    def is_password(self, password: str) -> bool:
        """Whether this is the teacher's password."""
        kept = self._key("password")
        if kept is None:
            return False
        salt, hashed = (bytes.fromhex(part) for part in kept.split(":"))
        return hmac.compare_digest(hashlib.scrypt(password.encode(), salt=salt, **_SCRYPT), hashed)

    def teacher_token(self) -> str:
        """Return a new token for a teacher's browser, good for a school day."""
        token = secrets.token_urlsafe(16)
        self._keep(f"teacher/{digest(token)}", "1", time.time() + TEACHER_SECONDS)
        return token

    def is_teacher(self, token: str) -> bool:
        """Whether a token is a teacher's."""
        return bool(token) and self._key(f"teacher/{digest(token)}") is not None

    def leave(self, token: str) -> None:
        """Make a teacher's token worthless."""
        with self.engine.begin() as connection:
            connection.execute(delete(KEYS).where(KEYS.c.name == f"teacher/{digest(token)}"))

    def _key(self, name: str) -> str | None:
        with self.engine.connect() as connection:
            row = connection.execute(select(KEYS).where(KEYS.c.name == name)).one_or_none()
        if row is None or (row.until and row.until < time.time()):
            return None
        return str(row.value)

    def _keep(self, name: str, value: str, until: float) -> None:
        with self.engine.begin() as connection:
            connection.execute(delete(KEYS).where(KEYS.c.name == name))
            connection.execute(insert(KEYS).values(name=name, value=value, until=until))

    def _one(self, condition: object) -> Person | None:
        with self.engine.connect() as connection:
            row = connection.execute(select(PEOPLE).where(condition)).one_or_none()  # type: ignore[arg-type]
        return None if row is None else _person(row)


def _person(row: object) -> Person:
    return Person(row.id, row.lesson, row.nickname, row.tongue)  # type: ignore[attr-defined]
