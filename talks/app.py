"""The command ``talks``: one verb a file, put together here."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from talks import __version__
from talks.command import (
    answer,
    bench,
    classes,
    compare,
    compile,
    explain,
    export,
    infer,
    merge,
    new,
    patterns,
    play,
    replay,
    report,
    run,
    schema,
    score,
    sensitivity,
    serve,
    show,
    validate,
)

app = typer.Typer(
    name="talks",
    help="Bargaining between two governments that are watched at home while the clock runs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",  # in rich's own, "[default: NAME]" is taken for a colour
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: talks run configs/experiments/baseline.yaml",
)
for verb in (
    run,
    merge,
    play,
    serve,
    replay,
    explain,
    compare,
    answer,
    sensitivity,
    score,
    infer,
    patterns,
    report,
    show,
    validate,
    schema,
    export,
    compile,
    bench,
):
    app.command()(getattr(verb, verb.__name__.rsplit(".", 1)[1]))
app.add_typer(new.app, name="new")
app.add_typer(classes.app, name="class")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tariff-talks {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Take the options that belong to no verb."""


def main() -> None:
    """Run the command; what a person can mend is told in words, with exit code 2."""
    from talks.command.failure import told

    try:
        app()
    except BrokenPipeError:  # the reader of a pipe has gone, as in `talks show bare | head -3`
        _print_no_more()
        sys.exit(0)
    except Exception as error:
        code = told(error)
        if code is None:
            raise
        if isinstance(error, OSError):
            _print_no_more()
        sys.exit(code)


def _print_no_more() -> None:
    """Let Python end in peace: what waits to be printed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
