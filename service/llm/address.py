"""Where a model lives: an address written after its name, and whether that is this machine."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from service.errors import BadInput

_WRITTEN = re.compile(r"^(?P<model>.+?)@(?P<address>https?://.*)$")


def split_model(written: str) -> tuple[str, str | None]:
    """`MODEL@http://HOST:PORT/v1` → (MODEL, address); without an address → (written, None)."""
    match = _WRITTEN.match(written)
    return (match["model"], match["address"]) if match else (written, None)


def clean_address(address: str) -> str:
    """The base URL without trailing slashes or the path of one method. Raises BadInput where it is no http(s) URL."""
    cleaned = address.strip().rstrip("/").removesuffix("/chat/completions").rstrip("/")
    try:
        parts = urlsplit(cleaned)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a broken IPv6 address
        usable = False
    if not usable:
        raise BadInput("模型地址有误：应形如 https://主机/v1 或 http://127.0.0.1:8081/v1。")
    return cleaned


def host_of(address: str) -> str:
    """Host and port: what a message may show, as an address may hold a password."""
    return urlsplit(address).netloc.rpartition("@")[2]


def is_local(address: str | None) -> bool:
    """Whether what is sent there stays on this machine: a loopback address, `localhost`, or None (nothing is sent)."""
    if address is None:
        return True
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
