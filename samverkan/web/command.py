"""``python build.py serve``: the built site in the browser of this machine."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from samverkan import command
from samverkan.web.server import site_server

SITE = Path("site")


@click.command("serve", cls=command.Command, options_metavar="[VAL]")
@click.option("--host", metavar="ADRESS", default="127.0.0.1",
              help="Adressen att lyssna på. Utan val 127.0.0.1.")  # fmt: skip
@click.option("--port", metavar="PORT", type=click.IntRange(0, 65535), default=8000,
              help="Porten; 0 tar en ledig. Utan val 8000.")  # fmt: skip
@click.pass_obj
def serve_command(root: Path, host: str, port: int) -> int:
    """Visa webbplatsen i site/ på den här datorn."""
    if not (root / SITE / "index.html").is_file():
        click.echo("Fel: webbplatsen är inte byggd. Bygg den först: python build.py", err=True)
        return 1
    try:
        server = site_server(root / SITE, host, port)
    except (OSError, UnicodeError) as error:
        click.echo(f"Fel: {_reason(error, host, port)}", err=True)
        return 1
    with server:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Webbplatsen visas på http://{shown}:{server.server_port}/")
        click.echo("Avsluta med Ctrl+C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nAvslutad.")
    return 0


def _reason(error: Exception, host: str, port: int) -> str:
    code = error.errno if isinstance(error, OSError) else None
    if code == errno.EADDRINUSE:
        return f"port {port} är upptagen. Välj en annan, till exempel --port {port + 1}."
    if code == errno.EACCES:
        return f"port {port} får bara systemet använda. Välj en från 1024, till exempel 8000."
    if isinstance(error, socket.gaierror) or code != errno.EADDRNOTAVAIL:
        return f"adressen {host} går inte att tyda. Skriv till exempel --host 127.0.0.1."
    return f"datorn har inte adressen {host}. Skriv till exempel --host 127.0.0.1."
