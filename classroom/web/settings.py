"""What a server is started with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """One server's settings.

    Attributes:
        database: SQLAlchemy address of the log.
        public_url: what students type, such as ``http://192.168.1.20:8000``; empty: as requested.
        setup_token: lets the teacher make the first password; empty: none can be made.
        secure: whether pages come by https only (cookies then say so).
        requests_a_second: what one token may ask for in the long run; short bursts may be four
            times as many.
        ticking: whether this process keeps the clock of its classes.
    """

    database: str = "sqlite://"
    public_url: str = ""
    setup_token: str = ""
    secure: bool = False
    requests_a_second: float = 15.0
    ticking: bool = True
