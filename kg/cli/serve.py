"""`kg serve`: a store as web pages, linked data and a SPARQL endpoint."""

import os
from typing import Annotated

import typer

from kg.cli._options import Quiet
from kg.cli._store import StoreOption, say

__all__ = ["register"]


def serve_command(
    store: StoreOption = "data/kg",
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than this computer: 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may take.")] = 30,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows a query may answer.")] = 10_000,
    quiet: Quiet = False,
) -> None:
    """Look at a store with a browser, and ask it from other programs.

    Example: kg serve --store data/kg

    It only reads, and goes on while kg load writes. With a token in the environment variable KG_SERVE_TOKEN it takes
    SPARQL updates that bring it, and is then the one writer of the store.
    """
    import logging

    import uvicorn

    from kg.errors import StoreError
    from kg.serve.app import ServeSettings, create_app
    from kg.store import Limits

    if store.startswith(("http://", "https://")):
        raise StoreError(f"{store}: kg serve works over an embedded store; name its folder")
    token = os.environ.get("KG_SERVE_TOKEN", "")
    app = create_app(ServeSettings(store, token, Limits(timeout, limit, 64 << 20)))
    logging.basicConfig(level=logging.WARNING)
    if not quiet:
        say(f"serving {store} on http://{host}:{port}/ ({'updates with the token' if token else 'read-only'})")
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, date_header=True,
        timeout_keep_alive=15, limit_concurrency=500, h11_max_incomplete_event_size=65536,
    )  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve_command)
