"""`kg serve`: a store as web pages, linked data and a SPARQL endpoint."""

import os
from typing import Annotated

import typer

from kg.cli._options import Quiet
from kg.cli._store import StoreOption

__all__ = ["register"]


def serve_command(
    store: StoreOption = "data/kg",
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others than this computer: 0.0.0.0.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may take.")] = 30,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows a query may answer.")] = 10_000,
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="Address that clients use, where a proxy stands before it.")
    ] = "",
    quiet: Quiet = False,
) -> None:
    """Look at a store with a browser, and ask it from other programs.

    Example: kg serve --store data/kg

    It only reads, and goes on while kg load writes. With a token in the environment variable KG_SERVE_TOKEN it takes
    SPARQL updates that bring it, and is then the one writer of the store.
    """
    import logging

    import uvicorn

    from kg.cli import render
    from kg.errors import StoreError
    from kg.serve._http import protocol_for
    from kg.serve.app import ServeSettings, create_app
    from kg.store import Limits

    if store.lower().startswith(("http://", "https://")):
        raise StoreError(f"{store}: kg serve works over an embedded store; name its folder")
    token = os.environ.get("KG_SERVE_TOKEN", "")
    address, hosts = _address(url), _hosts(host, url)
    app = create_app(ServeSettings(store, token, Limits(timeout, limit, 64 << 20), address=address, hosts=hosts))
    logging.basicConfig(level=logging.WARNING)
    if not quiet:
        render.say(f"serving {store} on http://{host}:{port}/ ({'updates with the token' if token else 'read-only'})")
    uvicorn.run(
        app, host=host, port=port, http=protocol_for(app.known), ws="none", log_level="warning", access_log=False,
        server_header=False, date_header=True, proxy_headers=False, timeout_keep_alive=15, limit_concurrency=500,
        timeout_graceful_shutdown=5,
    )  # fmt: skip


def _address(url: str) -> str:
    from urllib.parse import urlsplit

    from kg.errors import InputError

    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
        raise InputError(f"--url {url!r}: write a scheme and a host, such as https://data.example.org")
    return url.rstrip("/")


def _hosts(host: str, url: str) -> frozenset[str]:
    """Names by which clients may call: of a server for this computer alone, its own and that of its proxy."""
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    try:
        alone = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        alone = False
    own = {"localhost", "127.0.0.1", "[::1]", host.lower(), urlsplit(url).hostname or "localhost"}
    return frozenset(own) if alone else frozenset()


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve_command)
