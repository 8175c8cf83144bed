"""How to reach a server: addresses, credentials and limits, from the environment or a file only.

Environment: `KG_STORE_USER` and `KG_STORE_PASSWORD`, or `KG_STORE_TOKEN`; `KG_STORE_CONFIG` names a TOML file:

    ["https://data.example.org"]        # the address given to --store, or its beginning
    user = "editor"
    password = "…"                      # or token = "…"
    query = "https://data.example.org/sparql"     # these three only where probing does not find them
    update = "https://data.example.org/update"
    data = "https://data.example.org/data"        # Graph Store Protocol
    timeout = 120
    gzip = true                         # compress what is sent
    insecure = false                    # true: send credentials over plain http to another host
"""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import StoreError

__all__ = ["ServerSettings", "server_settings"]

_KEYS = frozenset({"user", "password", "token", "query", "update", "data", "timeout", "gzip", "insecure"})


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How to reach a server; its text form shows no secret.

    Attributes:
        url: address as the user gave it.
        query: address of the query service, "" to be found by probing.
        update: of the update service.
        data: of the Graph Store Protocol.
        user: for basic or digest authentication.
        password: likewise.
        token: for bearer authentication.
        timeout: seconds to wait for the next byte of an answer.
        gzip: whether to compress what is sent.
    """

    url: str
    query: str = ""
    update: str = ""
    data: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    timeout: float = 300.0
    gzip: bool = False


def server_settings(url: str, environ: Mapping[str, str]) -> ServerSettings:
    """The settings for an address.

    Raises:
        StoreError: the address holds a password, the file cannot be used, or credentials would go over plain http.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise StoreError(
            "the address of the store holds a user name or password; put them into KG_STORE_USER and KG_STORE_PASSWORD"
        )
    if not parts.hostname:
        raise StoreError(f"{url!r}: not an address; write one such as https://data.example.org/sparql")
    found = _from_file(url, environ.get("KG_STORE_CONFIG", ""))
    user = environ.get("KG_STORE_USER", "") or str(found.get("user", ""))
    password = environ.get("KG_STORE_PASSWORD", "") or str(found.get("password", ""))
    token = environ.get("KG_STORE_TOKEN", "") or str(found.get("token", ""))
    if (user or token) and parts.scheme != "https" and not _is_loopback(parts.hostname) and not found.get("insecure"):
        raise StoreError(f"{parts.hostname}: credentials are not sent over plain http; use https, or insecure = true")
    if any(not char.isprintable() for char in user + password + token):
        raise StoreError("the store's user name, password or token holds a control character")
    return ServerSettings(
        url.rstrip("/"),
        str(found.get("query", "")),
        str(found.get("update", "")),
        str(found.get("data", "")),
        user,
        password,
        token,
        float(found.get("timeout", 300.0)),
        bool(found.get("gzip", False)),
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _from_file(url: str, path: str) -> Mapping[str, Any]:
    if not path:
        return {}
    try:
        tables = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"{path}: cannot be used: {error}") from error
    fits = [key for key in tables if url.startswith(key) and isinstance(tables[key], dict)]
    found: dict[str, Any] = tables[max(fits, key=len)] if fits else {}
    for key in found:
        if key not in _KEYS:
            raise StoreError(f"{path}: unknown key {key!r}; known: {', '.join(sorted(_KEYS))}")
    for key in ("query", "update", "data"):
        if key in found and urlsplit(str(found[key])).netloc != urlsplit(url).netloc:
            raise StoreError(f"{path}: {key} is on another host than {url}; credentials would go there")
    return found
