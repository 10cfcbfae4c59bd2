"""A man in the middle: TLS with a certificate of its own at one side, TLS to the server at the other, and all bytes passed on.

Usage: relay.py PORT CERTIFICATE KEY SERVER-PORT.
"""

import select
import socket
import ssl
import sys
import threading

port, certificate, key, target = sys.argv[1:]
near = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
near.load_cert_chain(certificate, key)
far = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
far.check_hostname = False
far.verify_mode = ssl.CERT_NONE


def received(source):
    """What has come; nothing if that was TLS's own. A connection of TLS is for one thread alone, so that nobody may wait for one here."""
    source.settimeout(0)
    try:
        return source.recv(65536)
    except ssl.SSLWantReadError:
        return None
    finally:
        source.settimeout(60)


def pass_on(sides):
    while ready := [side for side in sides if side.pending()] or select.select(list(sides), [], [], 60)[0]:
        for source in ready:
            data = received(source)
            if data == b"":
                return
            if data:
                sides[source].sendall(data)


def serve(client):
    try:
        client.settimeout(60)
        with near.wrap_socket(client, server_side=True) as client:
            with far.wrap_socket(socket.create_connection(("127.0.0.1", int(target)), 60)) as server:
                pass_on({client: server, server: client})
    except OSError as error:
        print(f"a connection ended: {error}", file=sys.stderr, flush=True)


with socket.create_server(("127.0.0.1", int(port)), backlog=128) as listener:
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
