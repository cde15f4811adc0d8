"""Whom a person may play against: characters in words, and how much they know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from experiments.tongue import Tongue


class Character(NamedTuple):
    """One character: the strategy that plays it, and how people are told of it."""

    name: str
    strategy: str | None
    """None: what the scenario has in the seat."""
    label: str
    text: str


def characters(tongue: Tongue) -> tuple[Character, ...]:
    """Return the characters, told in a language."""
    say = tongue.say
    return (
        Character(
            "as_configured",
            None,
            say("As the scenario has it"),
            say("Nobody knows beforehand how tough; it is drawn with the history."),
        ),
        Character(
            "patient",
            "boulware",
            say("Patient"),
            say("Gives little for long, and most just before its time is up."),
        ),
        Character(
            "eager",
            "conceder",
            say("Eager to settle"),
            say("Gives much early and little later."),
        ),
        Character(
            "fair",
            "nice_tit_for_tat",
            say("Gives as it gets"),
            say("Answers every concession with one of about the same worth."),
        ),
        Character(
            "small_steps",
            "micro",
            say("Small steps"),
            say("Makes the smallest new offer it can, and only when you have made one."),
        ),
        Character(
            "brink",
            "brinkmanship",
            say("To the brink"),
            say("Asks for more again as the deadline comes near, to see who blinks."),
        ),
        Character(
            "wall",
            "hardliner",
            say("Like a wall"),
            say("Repeats its best offer to the end."),
        ),
    )


def difficulties(tongue: Tongue) -> tuple[tuple[str, str], ...]:
    """Return name and label of the difficulties: what the opponent knows of you."""
    say = tongue.say
    return (
        ("gentle", say("Gentle: it guesses that every step matters to you alike")),
        ("even", say("Even: it knows roughly what matters to you")),
        ("sharp", say("Sharp: it knows exactly what everything is worth to you")),
    )


KNOWLEDGE = {"gentle": "linear", "even": "shaped", "sharp": "truth"}


def settings_for(
    seats: Iterable[str], character: str, difficulty: str, strategies: dict[str, str | None]
) -> dict[str, Any]:
    """Return the scenario settings that put a character into seats.

    Args:
        seats: the seats, such as ``us.commerce``.
        character: name of a character.
        difficulty: name of a difficulty; ``even`` leaves the seat's knowledge as it is when the
            character is the scenario's own.
        strategies: name of a character -> its strategy (None: the scenario's).

    Raises:
        KeyError: there is no such character or difficulty.
    """
    strategy, knowledge = strategies[character], KNOWLEDGE[difficulty]
    found: dict[str, Any] = {}
    for seat in seats:
        side, minister = seat.split(".")
        key = f"sides.{side}.ministers.{minister}.strategy"
        if strategy is not None:
            found[key] = {"name": strategy, "knowledge": knowledge}
        elif difficulty != "even":
            found[f"{key}.knowledge"] = knowledge
    return found
