"""Ports for programs that have to be told theirs."""

import socket


def free_port() -> int:
    """One of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
