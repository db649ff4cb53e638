"""The tests reach this machine only: no other host is looked up or connected to."""

import socket
from typing import Any

LOCAL_NAMES = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::", b"localhost", b"127.0.0.1", b"::1"}


class NetworkForbidden(Exception):
    """A test tried to leave this machine."""


def forbid() -> None:
    """Refuse every connection and every look-up that leaves this machine."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
    looked_up = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        require_local(host)
        return looked_up(host, *arguments, **options)

    socket.getaddrinfo = getaddrinfo


def guarded(connect: Any) -> Any:
    """Return the method with the question asked first."""

    def only_local(sock: socket.socket, address: Any) -> Any:
        if sock.family in {socket.AF_INET, socket.AF_INET6}:
            require_local(address[0])
        return connect(sock, address)

    return only_local


def require_local(host: Any) -> None:
    """Refuse a host that is not this machine."""
    if host not in LOCAL_NAMES and host != socket.gethostname() and not str(host).startswith("127."):
        raise NetworkForbidden(f"A test tried to reach {host}. Tests talk to servers that they start themselves.")
