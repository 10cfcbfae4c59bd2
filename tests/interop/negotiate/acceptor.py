"""An HTTPS server that signs callers in by GSS-API and requires channel binding, in front of a service.

Usage: acceptor.py PORT CERTIFICATE KEY SERVICE-URL. It writes a line for each message it answers: the status and the mechanism.
MIT's library accepts a sign-in without bindings where the acceptor has some; what tells is the flag that it sets when there were
bindings and they fit (GSS_C_CHANNEL_BOUND_FLAG).
"""

import base64
import hashlib
import http.client
import http.server
import ssl
import sys
import threading
import urllib.parse

import gssapi
from gssapi.raw import ChannelBindings

BOUND = 0x800
NTLM = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
port, certificate, key, service = sys.argv[1:]
with open(certificate, encoding="ascii") as file:
    der = ssl.PEM_cert_to_DER_cert(file.read())
BINDINGS = ChannelBindings(application_data=b"tls-server-end-point:" + hashlib.sha256(der).digest())
WRITING = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def setup(self):
        super().setup()
        self.context = None
        self.user = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        reply = None
        if token:
            try:
                reply = self.step(scheme, base64.b64decode(token))
            except gssapi.exceptions.GSSError:
                self.context = None
        if self.user is None:
            return self.challenge(scheme, reply)
        self.forward(body, scheme, reply)

    def step(self, scheme, token):
        if self.context is None or self.context.complete:
            usage = {"usage": "accept", "mechs": [NTLM]} if scheme == "NTLM" else {"usage": "accept"}
            self.context = gssapi.SecurityContext(
                creds=gssapi.Credentials(**usage) if scheme == "NTLM" else None,
                usage="accept",
                channel_bindings=BINDINGS,
            )
            self.user = None
        reply = self.context.step(token)
        if self.context.complete and int(self.context.actual_flags) & BOUND:
            self.user = str(self.context.initiator_name)
        return reply

    def challenge(self, scheme, reply):
        offers = ["Negotiate", "NTLM"]
        if reply and not self.context.complete:
            offers = [f"{scheme} {base64.b64encode(reply).decode()}"]
        self.answer(401, [("WWW-Authenticate", offer) for offer in offers], b"")

    def forward(self, body, scheme, reply):
        url = urllib.parse.urlsplit(service)
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        names = ["Content-Type", "SOAPAction"]
        headers = {name: self.headers[name] for name in names if name in self.headers}
        headers["Authorization"] = "Basic " + base64.b64encode(f"{self.user}:-".encode()).decode()
        connection.request("POST", url.path, body, headers)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        headers = [("Content-Type", response.headers["Content-Type"])]
        if reply:
            headers.append(("WWW-Authenticate", f"{scheme} {base64.b64encode(reply).decode()}"))
        self.answer(response.status, headers, text)

    def answer(self, status, headers, body):
        with WRITING:
            print(status, flush=True)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def finish_request(self, request, client_address):
        request.settimeout(60)
        super().finish_request(tls.wrap_socket(request, server_side=True), client_address)

    def handle_error(self, *_):
        pass


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate, key)
Server(("127.0.0.1", int(port)), Handler).serve_forever()
