"""`talks serve` says in one sentence what is missing or in the way."""

from __future__ import annotations

import socket
import sys

import pytest

from experiments.errors import ResultError
from talks.command import serve


def test_an_absent_extra_is_told_with_the_command_that_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(ResultError, match=r"\[classroom\]"):
        serve.serve()


def test_a_taken_port_is_told_with_another_one(tmp_path, monkeypatch):
    pytest.importorskip("fastapi", reason="the extra `classroom` is not installed")
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ResultError, match=f"--port {port + 1}"):
            serve.serve(host="127.0.0.1", port=port, db="sqlite://")


def test_an_unusable_database_is_told(tmp_path):
    pytest.importorskip("fastapi", reason="the extra `classroom` is not installed")
    with pytest.raises(ResultError, match="can't be used"):
        serve.serve(host="127.0.0.1", port=1, db=f"sqlite:///{tmp_path}/no/such/folder/class.db")


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1", "::1"])
def test_the_address_is_one_that_others_can_type(host):
    address = serve._own_address(host)
    assert address not in ("0.0.0.0", "")
    if host == "::1":
        assert address == "[::1]"
