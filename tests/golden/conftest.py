"""The switch that writes the transcripts anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--regenerate-golden``; pytest knows it when this folder is named on its line."""
    parser.addoption(
        "--regenerate-golden",
        action="store_true",
        default=False,
        help="write tests/golden/*.txt anew instead of comparing with them",
    )


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether transcripts are to be written anew."""
    return bool(request.config.getoption("--regenerate-golden", default=False))
