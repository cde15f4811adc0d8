"""``talks compile``: make the machine code now, so that the first ensemble need not wait for it."""

from __future__ import annotations


def compile() -> None:
    """Compile the rules now (about a minute, once), so that no experiment has to wait for it.

    Where it is kept: the folder TARIFF_TALKS_CACHE, if that is set, else the user's cache.
    """
    from experiments import doors
    from sim import machine_code
    from talks.command.telling import bar, console, errors

    if not machine_code.compiling():
        console.print("Compiling is switched off (NUMBA_DISABLE_JIT); the Mesa model runs it all.")
        return
    place = machine_code.folder()
    if machine_code.setting_ignored():
        errors.print(
            f"{machine_code.SETTING} names a place that can't be written; {place} serves instead.",
            soft_wrap=True,
            highlight=False,
        )
    if doors.machine_code_is_ready():
        console.print(f"The machine code is there already, in {place}", soft_wrap=True)
        return
    with bar() as progress:
        doors.prepare(progress.preparing)
    console.print(f"Compiled. It is kept in {place}", soft_wrap=True)
