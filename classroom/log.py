"""What happened, as an append-only log: the only thing the classroom keeps.

Events stand in streams (a class, a table), numbered from 1 without gaps. Everything that a page
shows is worked out again from them. What people wrote in their own words stands beside the log,
so that it can be purged while the log stays whole.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.pool import StaticPool

from experiments.errors import ResultError

METADATA = MetaData()
EVENTS = Table(
    "events",
    METADATA,
    Column(
        "position",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("stream", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("request", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("who", String(40), nullable=False),
    Column("at", Float, nullable=False),
    Column("data", Text, nullable=False),
    UniqueConstraint("stream", "number", name="one_event_a_number"),
    UniqueConstraint("stream", "request", name="one_event_a_request"),
)
WORDS = Table(
    "words",
    METADATA,
    Column("stream", String(80), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("who", String(40), nullable=False),
    Column("text", Text, nullable=False),
)
SCENARIOS = Table(
    "scenarios",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("config", Text, nullable=False),
)


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``at`` is in seconds since 1970, ``text`` somebody's own words."""

    stream: str
    number: int
    request: str
    kind: str
    who: str
    at: float
    data: Mapping[str, Any]
    text: str = ""


class Conflict(Exception):
    """Somebody else has added to the stream meanwhile: read it again."""


class Log:
    """The log in a database.

    Args:
        url: an SQLAlchemy address, such as ``sqlite:///class.db`` or ``postgresql+psycopg://…``.

    Raises:
        ResultError: the database can't be reached or written.
    """

    def __init__(self, url: str) -> None:
        """Connect, and make the tables that are not there yet."""
        try:
            self.engine = connect(url)
            METADATA.create_all(self.engine)
        except OperationalError as error:
            why = str(error.orig).strip().splitlines()[0]
            raise ResultError(f"the database {shown(url)} can't be used: {why}") from None

    def append(
        self,
        stream: str,
        number: int,
        request: str,
        kind: str,
        who: str = "",
        data: Mapping[str, Any] | None = None,
        text: str = "",
    ) -> Event:
        """Add an event and return it; the same request again returns what it made the first time.

        Args:
            stream: ``class/ID``, ``table/ID``.
            number: the event's number, one more than the last that the caller knows.
            request: names the wish; unique in the stream, so that a retry changes nothing.
            kind: what happened.
            who: whose doing, a person's pseudonym.
            data: the rest, plain.
            text: somebody's own words.

        Raises:
            Conflict: the stream has that number already.
        """
        made = Event(stream, number, request, kind, who, time.time(), dict(data or {}), text)
        try:
            with self.engine.begin() as connection:
                connection.execute(
                    insert(EVENTS).values(
                        stream=stream,
                        number=number,
                        request=request,
                        kind=kind,
                        who=who,
                        at=made.at,
                        data=json.dumps(made.data, ensure_ascii=False, separators=(",", ":")),
                    )
                )
                if text:
                    connection.execute(
                        insert(WORDS).values(stream=stream, number=number, who=who, text=text)
                    )
        except IntegrityError:
            earlier = self.by_request(stream, request)
            if earlier is None:
                raise Conflict(f"{stream} has an event {number} already") from None
            return earlier
        return made

    def by_request(self, stream: str, request: str) -> Event | None:
        """Return what a request has made, if anything."""
        if "\0" in stream + request:  # PostgreSQL knows no such text, so nothing can be under it
            return None
        found = self._read((EVENTS.c.stream == stream) & (EVENTS.c.request == request))
        return found[0] if found else None

    def read(self, stream: str, after: int = 0) -> Sequence[Event]:
        """Return the events of a stream that come after a number."""
        if "\0" in stream:
            return []
        return self._read((EVENTS.c.stream == stream) & (EVENTS.c.number > after))

    def streams(self, prefix: str) -> list[str]:
        """Return the names of all streams that begin so, oldest first."""
        question = (
            select(EVENTS.c.stream)
            .where(EVENTS.c.stream.startswith(prefix, autoescape=True), EVENTS.c.number == 1)
            .order_by(EVENTS.c.position)
        )
        with self.engine.connect() as connection:
            return list(connection.scalars(question))

    def _read(self, condition: Any) -> Sequence[Event]:
        question = (
            select(EVENTS, WORDS.c.text)
            .join_from(
                EVENTS,
                WORDS,
                (EVENTS.c.stream == WORDS.c.stream) & (EVENTS.c.number == WORDS.c.number),
                isouter=True,
            )
            .where(condition)
            .order_by(EVENTS.c.stream, EVENTS.c.number)
        )
        with self.engine.connect() as connection:
            return [
                Event(
                    row.stream,
                    row.number,
                    row.request,
                    row.kind,
                    row.who,
                    row.at,
                    json.loads(row.data),
                    row.text or "",
                )
                for row in connection.execute(question)
            ]

    def keep_scenario(self, key: str, config: str) -> None:
        """Keep a resolved scenario (JSON) under its hash, once."""
        with self.engine.connect() as connection:
            if connection.scalar(select(SCENARIOS.c.key).where(SCENARIOS.c.key == key)):
                return
        try:
            with self.engine.begin() as connection:
                connection.execute(insert(SCENARIOS).values(key=key, config=config))
        except IntegrityError:
            pass  # somebody else was quicker, with the same content

    def scenario(self, key: str) -> str:
        """Return a scenario that was kept (JSON).

        Raises:
            KeyError: there is none under that hash.
        """
        with self.engine.connect() as connection:
            found = connection.scalar(select(SCENARIOS.c.config).where(SCENARIOS.c.key == key))
        if found is None:
            raise KeyError(key)
        return str(found)


def connect(url: str) -> Engine:
    """Return an engine; SQLite is set so that what was confirmed survives a crash."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    memory = url in ("sqlite://", "sqlite:///:memory:")
    engine = create_engine(
        url,
        connect_args={"timeout": 30, "check_same_thread": False},
        **({"poolclass": StaticPool} if memory else {"pool_size": 10, "max_overflow": 20}),
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _: Any) -> None:
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA secure_delete=ON")  # what is purged is gone from the file too
        cursor.close()

    @event.listens_for(engine, "begin")
    def _take_turns(connection: Connection) -> None:
        # A reader that turns writer in mid-transaction would fail instead of waiting its turn.
        connection.exec_driver_sql("BEGIN")

    return engine


def shown(url: str) -> str:
    """Return an address without its password."""
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)
