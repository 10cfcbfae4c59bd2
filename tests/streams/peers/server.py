"""A server of messages in pieces, on Python's standard library alone. Prints its port. The path says what to answer."""

import base64
import gzip
import http.server
import time
import xml.etree.ElementTree as etree

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ARCHIVE = "urn:example:archive"


def persona(number):
    return f'<t:Persona><t:PersonaId Id="id-{number}"/><t:DisplayName>Zoë &lt;{number}&gt; 😀</t:DisplayName></t:Persona>'


def response(personas, declaration=True):
    head = '<?xml version="1.0" encoding="utf-8"?>\r\n' if declaration else ""
    return (
        f'{head}<s:Envelope xmlns:s="{SOAP}"><s:Body xmlns:t="{TYPES}"><m:GetImItemsResponse ResponseClass="Success" xmlns:m="{MESSAGES}">'
        f"<m:ResponseCode>NoError</m:ResponseCode><m:ImItemList><t:Personas>\n{chr(10).join(personas)}\n</t:Personas></m:ImItemList>"
        "</m:GetImItemsResponse></s:Body></s:Envelope>"
    ).encode()


def archive(body):
    return f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{body}</s:Body></s:Envelope>'.encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            pass  # Whoever asked has gone.

    def body(self):
        """The request's body, and how many chunks it came in (0: with a length)."""
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", "0"))), 0
        body, chunks = b"", 0
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return body, chunks
            chunks += 1

    def begin(self, status=200, content_type="text/xml; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def pieces(self, data, size):
        for at in range(0, len(data), size):
            self.chunk(data[at : at + size])

    def finish_chunks(self):
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def break_off(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.close()

    def do_POST(self):
        body, chunks = self.body()
        getattr(self, self.path.strip("/").replace("-", "_"))(body, chunks)

    def items(self, *_):
        self.begin()
        self.pieces(response([persona(n) for n in range(3000)]), 997)
        self.finish_chunks()

    def slow(self, *_):
        self.begin()
        for at in range(0, len(text := response([persona(n) for n in range(9)])), 7):
            self.chunk(text[at : at + 7])
            time.sleep(0.002)
        self.finish_chunks()

    def gzip(self, *_):
        self.begin(Content_Encoding="gzip")
        self.pieces(gzip.compress(response([persona(n) for n in range(3000)])), 97)
        self.finish_chunks()

    def gzip_cut(self, *_):
        self.begin(Content_Encoding="gzip")
        self.pieces(gzip.compress(response([persona(n) for n in range(9)]))[:-90], 97)
        self.finish_chunks()

    def bad_chunk(self, *_):
        self.begin()
        self.chunk(response([persona(n) for n in range(9)])[:-400])
        self.wfile.write(b"many\r\nxxx\r\n")
        self.finish_chunks()

    def events(self, *_):
        self.begin()
        for count, declaration in ((1, True), (0, False), (2, True)):
            self.pieces(response([persona(n) for n in range(count)], declaration) + b"\r\n  ", 61)
            time.sleep(0.1)
        self.finish_chunks()

    def garbage(self, *_):
        self.begin()
        self.chunk(response([persona(0)]))
        self.chunk(b"\r\n<<garbage>>")
        self.chunk(response([persona(1)]))
        self.finish_chunks()

    def cut(self, *_):
        self.begin()
        self.chunk(response([persona(n) for n in range(9)])[:-400])
        self.finish_chunks()

    def closed(self, *_):
        self.begin()
        self.chunk(response([persona(n) for n in range(9)])[:-400])
        self.break_off()

    def truncated_chunk(self, *_):
        self.begin()
        self.wfile.write(b"%x\r\n%s" % (5000, response([persona(n) for n in range(9)])[:-400]))
        self.break_off()

    def busy(self, *_):
        self.begin(503, "text/html")
        self.chunk(b"<html>busy</html>")
        self.finish_chunks()

    def idle(self, *_):
        self.begin()
        self.chunk(response([persona(n) for n in range(9)])[:-400])
        time.sleep(20)

    def add(self, body, chunks):
        entries = etree.fromstring(body).findall(f".//{{{ARCHIVE}}}Entry/{{{ARCHIVE}}}Name")
        names = [entry.text for entry in entries]
        good = names == [f"é<{n}>" for n in range(len(names))] and chunks > 1
        answer = archive(f'<AddResponse xmlns="{ARCHIVE}"><Count>{len(names) if good else -1}</Count></AddResponse>')
        self.begin()
        self.chunk(answer)
        self.finish_chunks()

    def store(self, body, chunks):
        content = etree.fromstring(body).find(f".//{{{ARCHIVE}}}Content").text
        octets = base64.b64decode(content, validate=True)
        good = octets == b"x" * len(octets) and chunks > 1
        answer = archive(f'<StoreResponse xmlns="{ARCHIVE}"><Length>{len(octets) if good else -1}</Length></StoreResponse>')
        self.begin()
        self.chunk(answer)
        self.finish_chunks()

    def fetch(self, *_):
        octets = base64.encodebytes(b"x" * 1_000_001)
        answer = archive(f'<FetchResponse xmlns="{ARCHIVE}"><Name>n</Name><Content>{octets.decode()}</Content></FetchResponse>')
        self.begin()
        self.pieces(answer, 4099)
        self.finish_chunks()


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
