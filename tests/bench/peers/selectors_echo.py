"""The same echo with Python's selectors, the backend that calls select."""

import selectors
import socket

ROOM = 64 * 1024


class Client:
    __slots__ = ("socket", "pending")

    def __init__(self, connection):
        self.socket = connection
        self.pending = b""


def close(selector, client):
    selector.unregister(client.socket)
    client.socket.close()


def keep(selector, client, rest):
    """Watches for room if and only if something is pending."""
    if bool(rest) != bool(client.pending):
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if rest else 0)
        selector.modify(client.socket, events, client)
    client.pending = rest


def write(selector, client, data):
    try:
        sent = client.socket.send(data)
    except BlockingIOError:
        sent = 0
    keep(selector, client, data[sent:])


def serve(selector, client, events):
    try:
        if events & selectors.EVENT_WRITE:
            write(selector, client, client.pending)
        if events & selectors.EVENT_READ:
            data = client.socket.recv(ROOM)
            if not data:
                close(selector, client)
            elif client.pending:
                keep(selector, client, client.pending + data)
            else:
                write(selector, client, data)
    except BlockingIOError:
        pass
    except OSError:
        close(selector, client)


def accept(selector, listener):
    while True:
        try:
            connection, _ = listener.accept()
        except BlockingIOError:
            return
        if connection.fileno() >= 1024:
            connection.close()
            continue
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ, Client(connection))


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    listener.setblocking(False)
    selector = selectors.SelectSelector()
    selector.register(listener, selectors.EVENT_READ)
    print(f"listening on 127.0.0.1:{listener.getsockname()[1]}", flush=True)
    while True:
        ready = selector.select(1)
        for key, events in ready:
            if key.data is not None:
                serve(selector, key.data, events)
        if any(key.data is None for key, _ in ready):
            accept(selector, listener)


main()
