"""The optional package that samples and analyses: asked for before anything is played."""

from __future__ import annotations

from importlib.util import find_spec

from experiments.errors import ResultError


def check_salib() -> None:
    """Refuse to go on without SALib.

    Raises:
        ResultError: it isn't installed; the message says what brings it.
    """
    if find_spec("SALib") is None:
        raise ResultError(
            "talks sensitivity needs SALib for this method, which isn't installed: "
            "pip install 'tariff-talks[analysis]' "
            "(in a checkout: pip install -e '.[analysis]' -c constraints.txt)."
        )
