"""Where machine code is kept, whether it is there already, and how it gets there.

Compiling takes about a minute and is done once: numba keeps its machine code on disk. It only
looks at the file of the compiled function itself, so an edit of a rule in another file would
go unseen. Here the code is kept under a hash of every source that it is made of.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import os
import platform
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import llvmlite
import numba
from llvmlite.binding import get_host_cpu_name
from numba.core import config, event
from numba.core.sigutils import normalize_signature

from agents.rules.compile import RULES

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
Progress = Callable[[int, int], None]
"""Called with the functions compiled so far and, about, how many there are."""

ROOT = Path(__file__).resolve().parent.parent
KEPT = 6
"""Versions of the sources whose machine code stays on disk."""

SETTING = "TARIFF_TALKS_CACHE"
"""The environment variable that says where machine code is to be kept."""


@functools.cache
def source_hash() -> str:
    """Return the hash of all sources that machine code is made of, and of its compiler."""
    found = hashlib.sha256()
    versions = (numba.__version__, llvmlite.__version__, platform.python_version())
    found.update(repr((versions, sys.platform, get_host_cpu_name())).encode())
    for room in ("agents", "sim"):
        for path in sorted((ROOT / room).rglob("*.py")):
            found.update(path.relative_to(ROOT).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def folder() -> Path:
    """Return where the machine code of these sources is kept.

    ``TARIFF_TALKS_CACHE`` if it is set, else the user's cache; if that can't be written, a
    folder for temporary files.
    """
    for place in _places():
        whole = place / "machine-code" / source_hash()[:16]
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            whole.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(whole, os.W_OK) and (place != _shared() or _is_ours(place)):
            return whole
    return _last_resort()


def setting_ignored() -> bool:
    """Return whether ``TARIFF_TALKS_CACHE`` is set to a place that can't be used."""
    wanted = os.environ.get(SETTING)
    return bool(wanted) and not folder().is_relative_to(_asked(str(wanted)))


def _asked(wanted: str) -> Path:
    return Path(wanted).expanduser().absolute()


def _shared() -> Path:
    """Return a place among everybody's temporary files."""
    user = str(os.getuid()) if sys.platform != "win32" else os.environ.get("USERNAME", "user")
    return Path(tempfile.gettempdir()) / f"tariff-talks-{user}"


def _is_ours(place: Path) -> bool:
    """Return whether nobody else could have put code there: what is loaded is executed."""
    if sys.platform == "win32":
        return True
    about = place.lstat()
    others_may_write = about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not others_may_write


@functools.cache
def _last_resort() -> Path:
    """Return a new temporary folder, the same for the whole process."""
    return Path(tempfile.mkdtemp(prefix="tariff-talks-"))


def _places() -> Iterator[Path]:
    if os.environ.get(SETTING):
        yield _asked(os.environ[SETTING])
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    with suppress(RuntimeError):  # no home directory
        yield (Path(base) if base else Path.home() / ".cache") / "tariff-talks"
    yield _shared()


@contextmanager
def _kept_in(path: Path) -> Iterator[None]:
    """Let numba keep what is decorated here in ``path``."""
    before = config.CACHE_DIR
    config.CACHE_DIR = str(path)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def compiled(function: FunctionT) -> FunctionT:
    """Mark an entry point: compiled when first called, kept on disk, free of Python's lock."""
    with _kept_in(folder()):
        made: FunctionT = numba.njit(nogil=True, cache=True, error_model="numpy")(function)
        return made


def compiling() -> bool:
    """Return whether rules are compiled at all: ``NUMBA_DISABLE_JIT`` leaves them plain Python."""
    return not config.DISABLE_JIT


class Code:
    """The machine code of one entry point with one signature.

    Args:
        entry: a function marked with :func:`compiled`.
        signature: the types of its arguments, as numba writes them.
    """

    def __init__(self, entry: Any, signature: str) -> None:
        self._entry = entry
        self._arguments, _ = normalize_signature(signature)
        self._mark = folder() / f"{entry.__name__}-{_stamp(inspect.unwrap(entry))}.ready"

    @property
    def loaded(self) -> bool:
        """Whether this process has it."""
        return not compiling() or bool(self._entry.signatures)

    @property
    def ready(self) -> bool:
        """Whether it need not be compiled: it is in this process, or on disk."""
        return self.loaded or self._mark.is_file()

    def prepare(self, progress: Progress | None = None) -> None:
        """Load it, or compile it (about a minute) and keep it.

        Args:
            progress: called while compiling, with rules compiled so far and how many there are.
        """
        if self.loaded:
            return
        if progress is None:
            self._entry.compile(self._arguments)
        else:
            with event.install_listener("numba:compile", _Told(progress)):
                self._entry.compile(self._arguments)
        with suppress(OSError):
            self._mark.touch()
            os.utime(self._mark.parent)  # used today
            _forget_old(self._mark.parent)


def _stamp(function: Callable[..., Any]) -> str:
    """Return what numba goes by, too: where the function's file is, and when it was written."""
    path = Path(function.__code__.co_filename)
    about = path.stat()
    known = f"{path} {about.st_mtime_ns} {about.st_size}"
    return hashlib.sha256(known.encode()).hexdigest()[:12]


def _forget_old(newest: Path) -> None:
    """Remove the machine code of sources that have not been used for long."""
    others = [path for path in newest.parent.iterdir() if path != newest]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


class _Told(event.Listener):  # type: ignore[misc]
    """Counts the functions that the compiler is done with."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0

    def on_start(self, about: Any) -> None:
        """Take no note of a beginning."""

    def on_end(self, about: Any) -> None:
        """Count, never beyond the number of rules (one may be compiled more than once)."""
        self._done += 1
        self._progress(min(self._done, len(RULES)), len(RULES))
