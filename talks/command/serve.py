"""``talks serve``: the classroom, in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

ABSENT = (
    "The classroom needs packages that are not installed. This brings them: "
    "python -m pip install -c constraints.txt -e '.[classroom]'"
)


def serve(
    host: Annotated[
        str, typer.Option(help="Network address to listen on; 127.0.0.1: this computer only.")
    ] = "0.0.0.0",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    db: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where everything is kept: sqlite:///FILE, or postgresql+psycopg://…",
        ),
    ] = "sqlite:///talks-classroom.db",
    public_url: Annotated[
        str, typer.Option(help="What students type, if it isn't this computer's own address.")
    ] = "",
    requests_a_second: Annotated[
        float,
        typer.Option(
            min=1.0, help="What one browser may ask for in the long run; bursts may be fourfold."
        ),
    ] = 15.0,
    new_password: Annotated[
        bool, typer.Option("--new-password", help="Let the teacher make a new password.")
    ] = False,
) -> None:
    """Start the classroom: students play in their browsers, the teacher has a desk.

    It needs nothing from outside the room's own network.
    """
    from secrets import token_urlsafe

    from experiments.errors import ResultError
    from talks.command.telling import console

    try:
        import uvicorn

        from classroom.web.app import create_app
        from classroom.web.settings import Settings
    except ModuleNotFoundError as error:
        raise ResultError(f"{ABSENT}\n(What is missing: {error.name}.)") from None

    address = public_url.rstrip("/") or f"http://{_own_address(host)}:{port}"
    token = token_urlsafe(16)
    app = create_app(
        Settings(
            database=db,
            public_url=address,
            setup_token=token,
            secure=address.startswith("https://"),
            requests_a_second=requests_a_second,
        )
    )
    _refuse_taken_port(host, port)
    console.print(f"\n[bold]Students type:[/]    {address}", highlight=False)
    console.print(f"[bold]Teacher's desk:[/]   {address}/desk", highlight=False)
    if new_password or not app.state.hall.people.has_password():
        setup = f"{address}/desk/setup?token={token}"
        console.print(f"[bold]Make a password:[/]  {setup}", highlight=False, soft_wrap=True)
    console.print(f"Kept in {_plain(db)}. Ctrl-C stops it; everything is there again next time.\n")
    _print_code(address)
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=2)


def _own_address(host: str) -> str:
    """The address under which others on the network find this computer."""
    import socket

    if host not in ("0.0.0.0", "::", ""):
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; only picks the way out
            return str(probe.getsockname()[0])
        except OSError:
            return "localhost"


def _refuse_taken_port(host: str, port: int) -> None:
    import socket

    from experiments.errors import ResultError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ResultError(
                f"port {port} on {host} can't be used ({error.strerror or error}); "
                f"is another classroom running? Try: talks serve --port {port % 65535 + 1}"
            ) from None


def _print_code(address: str) -> None:
    """Print the address as a code that a phone reads, where the terminal can show one."""
    import sys

    import segno

    if sys.stdout.isatty():
        segno.make(address, error="m").terminal(compact=True)


def _plain(url: str) -> str:
    from classroom.log import shown

    return shown(url)
