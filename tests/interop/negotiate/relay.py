"""A man in the middle: TLS with a certificate of its own at one side, TLS to the server at the other, and all bytes passed on.

Usage: relay.py PORT CERTIFICATE KEY SERVER-PORT.
"""

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


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve(client):
    try:
        client.settimeout(60)
        client = near.wrap_socket(client, server_side=True)
        server = far.wrap_socket(socket.create_connection(("127.0.0.1", int(target)), 60))
    except OSError:
        return
    back = threading.Thread(target=pump, args=(server, client), daemon=True)
    back.start()
    pump(client, server)
    back.join()


with socket.create_server(("127.0.0.1", int(port)), backlog=128) as listener:
    while True:
        threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
