"""A server that no reader may ever call: hostile files point at it."""

import socket

SERVER = socket.create_server(("127.0.0.1", 0))
OUTSIDE = f"http://127.0.0.1:{SERVER.getsockname()[1]}/"


def calls() -> list[bytes]:
    """What has been asked of the server since it was last looked at."""
    found = []
    SERVER.settimeout(0.2)
    while True:
        try:
            connection, _ = SERVER.accept()
        except TimeoutError:
            return found
        with connection:
            connection.settimeout(1)
            try:
                found.append(connection.recv(200))
            except OSError:
                found.append(b"a connection")
