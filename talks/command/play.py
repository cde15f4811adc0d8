"""``talks play``: a chair at the table, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from talks.chair import Chair
    from talks.own_side import Sitting

HELP = """\
  o  offer: start from a suggestion, change it, put it on the table
  a  accept what is on the table        w  wait: say nothing this time
  i  propose an interim accord          l  call your leader: would this be signed?
  x  walk out of this session           e  extend the deadline    s  announce a hike
  q  leave; the same command with --resume goes on from here"""

LEAVE = ("q", "quit", "exit")


def play(
    scenario: Annotated[
        str, typer.Argument(help="A scenario file, or the name of a shipped one.")
    ] = "japan_us_2025",
    seat: Annotated[
        list[str] | None,
        typer.Option(help="The seat to take, such as us.commerce; give it twice for two."),
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="A strategy for the other side [default: the scenario's].")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The experiment's seed.")] = 0,
    run: Annotated[int, typer.Option(min=0, help="Which history of it.")] = 0,
    save: Annotated[Path, typer.Option(help="Where to keep the chair when you leave it.")] = Path(
        "chair.json"
    ),
    resume: Annotated[
        Path | None, typer.Option(help="Take up a chair that you left.", metavar="FILE")
    ] = None,
) -> None:
    """Take a chair and negotiate, against any strategy; leave when you like and come back.

    You read what is public and what your own side knows; the other side keeps its secrets.
    """
    from experiments.errors import ResultError
    from sim.scenario import find_scenario
    from talks.chair import resume as take_up
    from talks.chair import take
    from talks.command.telling import console
    from talks.own_side import Sitting

    if resume is not None:
        chair, save = take_up(resume), resume
    elif seat:
        chair = take(scenario, seat, seed=seed, run=run, against=against)
    else:
        seats = ", ".join(find_scenario(scenario).seats)
        raise ResultError(f"Which chair? Say --seat with one of: {seats}")
    sitting = Sitting(chair)
    chair = sitting.chair
    if resume is None:
        save = _free(save)
    console.print(f"[bold]{chair.scenario.title}[/]", highlight=False)
    labels = ", ".join(chair.scenario.seat_label(one) for one in chair.seats)
    console.print(f"You are: {labels}.  [dim]?  shows what you can do.[/]\n", highlight=False)
    while True:
        _tell(sitting)
        if chair.over:
            if resume is not None:
                resume.unlink(missing_ok=True)
            return
        if not _turn(chair, save):
            return


def _free(wanted: Path) -> Path:
    """Return where this chair may be kept: no file that is there already, which is told."""
    from itertools import count

    from talks.command.telling import console

    if not wanted.exists():
        return wanted
    others = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    save = next(other for other in others if not other.exists())
    console.print(
        f"{wanted} is there already and stays as it is; if you leave, this chair is kept in "
        f"{save}. A chair that you left is taken up with: talks play --resume {wanted}\n",
        soft_wrap=True,
        highlight=False,
        markup=False,
    )
    return save


def _tell(sitting: Sitting) -> None:
    from sim.wording import full_date
    from talks.command.replay import indented
    from talks.command.telling import console

    day = -1
    for entry in sitting.news():
        if entry.day != day:
            console.print(f"[bold]{entry.date:%a} {full_date(entry.date)}[/]", highlight=False)
            day = entry.day
        console.print(indented(entry.text), highlight=False, markup=False)


def _turn(chair: Chair, save: Path) -> bool:
    """Ask until a move is made; False when the person leaves."""
    from agents.views import AT_A_DEADLINE, MOVES, OFFER, Move
    from talks.chair import save as keep
    from talks.command.telling import console

    _situation(chair)
    at_a_deadline = chair.view().occasion == AT_A_DEADLINE
    keys = {"a": 2, "w": 0, "x": 3, "l": 4, "i": 5, "e": 6, "s": 7}
    while True:
        word = _ask("Your move (? for help)")
        if word is None or word in LEAVE:
            keep(chair, save)
            console.print(f"Kept in {save}. Go on with: talks play --resume {save}")
            return False
        if word in ("?", "h", "help", ""):
            console.print(HELP, highlight=False, markup=False)
            continue
        if word == "o" and not at_a_deadline:
            levels = _compose(chair)
            if levels is None:
                continue
            move = Move(OFFER, levels)
        elif word in keys:
            move = Move(keys[word], ())
            refusal = _refusal(chair, move.kind)
            if refusal:
                console.print(refusal, highlight=False, markup=False)
                continue
        else:
            console.print(f"'{word}' is no move here; ? shows what there is.", markup=False)
            continue
        console.print(f"[dim]You {MOVES[move.kind]}.[/]", highlight=False)
        chair.answer(move)
        return True


def _refusal(chair: Chair, kind: int) -> str:
    from agents.views import (
        ACCEPT,
        AT_A_DEADLINE,
        ESCALATE,
        EXTEND,
        LEVER_ESCALATE,
        LEVER_EXTEND,
        WAIT,
    )

    view = chair.view()
    if kind == ACCEPT and not view.offered:
        return "There is nothing on the table to accept."
    if kind == EXTEND and not view.levers & LEVER_EXTEND:
        return "You hold no lever to extend with now."
    if kind == ESCALATE and not view.levers & LEVER_ESCALATE:
        return "You hold no lever to escalate with now."
    if view.occasion == AT_A_DEADLINE and kind not in (WAIT, EXTEND, ESCALATE):
        return "The deadline falls today: extend (e), let it fall (s), or wait and see (w)."
    return ""


def _points(chair: Chair, value: float) -> float:
    view = chair.view()
    return chair.model.points(view.side, value)


def _situation(chair: Chair) -> None:
    from rich.table import Table

    from agents.views import AT_A_DEADLINE
    from sim.spaces import worth
    from sim.wording import day_month
    from talks.command.telling import console

    view, scenario = chair.view(), chair.scenario
    assert chair.asked is not None
    label = scenario.seat_label(chair.asked)
    date = day_month(scenario.date_of(view.day))
    if view.occasion == AT_A_DEADLINE:
        console.print(f"\n[bold]{date}, {label}:[/] the deadline falls today.", highlight=False)
        return
    console.print(
        f"\n[bold]{date}, {label}[/]: exchange {view.exchange + 1} of {view.exchanges}, about "
        f"{view.days_left:.0f} days left. Your leader signs at {_points(chair, view.floor):.0f} "
        "points or more.",
        highlight=False,
    )
    if not view.offered:
        console.print("Nothing is on the table for you yet.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("issue", "given by", "on the table"):
        table.add_column(heading)
    for place, issue in enumerate(scenario.issues):
        table.add_row(
            issue.label,
            scenario.side_labels[issue.giver],
            issue.level_labels[view.offer[place]],
        )
    console.print(table)
    offer = tuple(view.offer[: len(scenario.issues)])
    value = _points(chair, worth(scenario.world, view.own, offer))
    word = {1: " Your leader would sign this.", -1: " Your leader would not sign this."}
    console.print(
        f"Worth {value:.0f} points to you.{word.get(view.leader_word, '')}", highlight=False
    )


def _compose(chair: Chair) -> tuple[int, ...] | None:
    """Let the person build a package, from the ladder's suggestion at a number of points."""
    from rich.table import Table

    from agents.rules.steps import climb_to
    from sim.spaces import worth
    from talks.command.telling import console

    view, scenario = chair.view(), chair.scenario
    state = chair.model.state
    worst, best = state.worst[view.side], state.best[view.side]
    floor = _points(chair, view.floor)
    top = _points(chair, view.best)
    text = _ask(f"How many points for yourself, {floor:.0f} to {top:.0f}? (Enter: {top:.0f})")
    if text is None:
        return None
    try:
        wanted = float(text) if text else top
    except ValueError:
        console.print(f"'{text}' is no number.", markup=False)
        return None
    climb_to(view, worst + wanted / 100.0 * (best - worst))
    levels = list(view.draft[: len(scenario.issues)])
    while True:
        table = Table(box=None, pad_edge=False)
        for heading in ("", "issue", "given by", "your offer"):
            table.add_column(heading)
        for place, issue in enumerate(scenario.issues):
            table.add_row(
                str(place + 1),
                issue.label,
                scenario.side_labels[issue.giver],
                issue.level_labels[levels[place]],
            )
        console.print(table)
        value = _points(chair, worth(scenario.world, view.own, levels))
        console.print(f"Worth {value:.0f} points to you.", highlight=False)
        text = _ask("Enter: put it on the table.  '3 +' or '3 -': change issue 3.  b: back")
        if text is None or text == "b":
            return None
        if not text:
            return tuple(levels)
        _change(chair, levels, text)


def _change(chair: Chair, levels: list[int], text: str) -> None:
    from talks.command.telling import console

    issues = chair.scenario.issues
    parts = text.replace("+", " + ").replace("-", " - ").split()
    if len(parts) != 2 or not parts[0].isdigit() or parts[1] not in ("+", "-"):
        console.print("Say an issue's number and + or -, such as: 3 +", markup=False)
        return
    place = int(parts[0]) - 1
    if not 0 <= place < len(issues):
        console.print(f"There are issues 1 to {len(issues)}.")
        return
    level = levels[place] + (1 if parts[1] == "+" else -1)
    if not 0 <= level < len(issues[place].levels):
        console.print(f"{issues[place].label}: there is no further level that way.", markup=False)
        return
    levels[place] = level


def _ask(words: str) -> str | None:
    """Return a line from the person, lower case; None at the end of input or on Ctrl-C."""
    from talks.command.telling import console

    try:
        return console.input(f"{words} > ", markup=False).strip().lower()
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None
