"""The port of the site: the one that was asked for, else the next free one from 8000."""

import errno
import socket
import sys
from dataclasses import dataclass

FIRST, LAST = 8000, 8099
LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


@dataclass(frozen=True)
class Address:
    """A claimed port, with the sockets that hold it: nobody can take it between choosing and serving."""

    port: int
    sockets: tuple[socket.socket, ...]

    @property
    def url(self) -> str:
        """Return the address that people open; passkeys work at this name only."""
        return f"http://localhost:{self.port}"


def claim(wanted: str | None) -> Address:
    """Claim the wanted port, or the next free one."""
    if not wanted:
        for port in range(FIRST, LAST + 1):
            if address := listen(port):
                return address
        sys.exit(f"Every port from {FIRST} to {LAST} is taken. Name a free one: PORT=9000 make run")
    if not wanted.isdigit() or not 0 < int(wanted) < 65536:
        sys.exit(f"PORT is {wanted!r}, which is no port: name a number from 1 to 65535, for example PORT=9000.")
    if address := listen(int(wanted)):
        return address
    sys.exit(f"Port {wanted} is taken or not allowed. Name another one, or leave PORT out to get the next free one.")


def listen(port: int) -> Address | None:
    """Listen on every loopback address of the port, or on none."""
    sockets: list[socket.socket] = []
    for family, host in LOOPBACK:
        try:
            sockets.append(listening_socket(family, host, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                for taken in sockets:
                    taken.close()
                return None
    return Address(port, tuple(sockets)) if sockets else None


def listening_socket(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    """Return a listening socket, or raise what the system says."""
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(128)
    except OSError:
        sock.close()
        raise
    return sock
