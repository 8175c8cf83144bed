"""Options that the commands on a store share."""

from typing import Annotated

import typer

__all__ = ["StoreOption"]

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        metavar="STORE",
        envvar="KG_STORE",
        help="Folder of the embedded store, or address of a SPARQL 1.1 server (credentials: see the documentation).",
    ),
]
