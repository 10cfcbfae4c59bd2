"""Python's `email` reads and writes messages with attachments: a client and a server of the documents that nobody made for SOAP.

In: `client URL VERSION`, or `server`. Out, of the client: on standard output a line of JSON for each thing tried, with the reason if it failed.
Out, of the server: a line of JSON with its URL; it ends with standard input. What is tried is the same for every client, and broken packages
besides; see src/attachments/rows.rs. The structure of packages is email's; octets that its generator would not leave as they are (line
ends) are put into what it made.
"""

import base64
import email
import email.policy
import http.client
import http.server
import re
import sys
import threading
import urllib.parse
import xml.etree.ElementTree as ElementTree
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.encoders import encode_noop

from expectation import Unexpected, expect, say
from sample import TRICKY, octets

XOP = "http://www.w3.org/2004/08/xop/include"
DOCUMENTS = "urn:example:documents"
SOAP = {"1.1": "http://schemas.xmlsoap.org/soap/envelope/", "1.2": "http://www.w3.org/2003/05/soap-envelope"}
MEDIA = {"1.1": "text/xml", "1.2": "application/soap+xml"}


# ---- packages ----------------------------------------------------------------------------------------------------------------


class Package:
    """A message that is being written: values that become parts, in base64 or as they are."""

    def __init__(self, version, encoding="binary", boundary=None, root_last=False):
        self.version, self.encoding, self.boundary, self.root_last = version, encoding, boundary, root_last
        self.parts = []

    def value(self, content):
        """What stands in the text for octets."""
        if len(content) < 20:
            return base64.b64encode(content).decode()
        self.parts.append(content)
        return f'<xop:Include xmlns:xop="{XOP}" href="cid:part%20{len(self.parts)}%40example.org"/>'

    def write(self, body, action=None):
        """The content type and the bytes."""
        envelope = f'<s:Envelope xmlns:s="{SOAP[self.version]}"><s:Body>{body}</s:Body></s:Envelope>'
        media = MEDIA[self.version]
        message = MIMEMultipart("related", boundary=self.boundary, type="application/xop+xml", start="<root@example.org>")
        message.set_param("start-info", media)
        if action and self.version == "1.2":
            message.set_param("action", action)
        root = MIMEApplication(envelope.encode(), "xop+xml", encode_noop, charset="utf-8", type=media)
        root["Content-ID"] = "<root@example.org>"
        root["Content-Transfer-Encoding"] = "8bit"
        parts = [self.part(number, content) for number, content in enumerate(self.parts, 1)]
        for part in [*parts, root] if self.root_last else [root, *parts]:
            message.attach(part)
        whole = message.as_bytes(policy=email.policy.HTTP)
        for number, content in enumerate(self.parts, 1):
            whole = whole.replace(b"@octets %d@" % number, content)
        headers, _, body = whole.partition(b"\r\n\r\n")
        content_type = email.message_from_bytes(headers)["Content-Type"]
        return re.sub(r"\s*\r?\n\s*", " ", content_type), body

    def part(self, number, content):
        if self.encoding == "base64":
            part = MIMEApplication(content)
        else:
            part = MIMEApplication(b"@octets %d@" % number, "octet-stream", encode_noop)
            part["Content-Transfer-Encoding"] = "binary"
        part["Content-ID"] = f"<part {number}@example.org>"
        return part


class Received:
    """A message that came: its root as XML, and the octets of values."""

    def __init__(self, content_type, body):
        self.parts = {}
        if content_type.lower().startswith("multipart/"):
            head = b"Content-Type: " + content_type.encode() + b"\r\n\r\n"
            message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
            expect(message.defects, [])
            for part in message.iter_parts():
                expect(part.defects, [])
                self.parts[part["Content-ID"].strip("<>")] = part.get_payload(decode=True)
            start = message["Content-Type"].params["start"].strip("<>")
            expect(next(message.iter_parts()).get_content_type(), message["Content-Type"].params["type"])
            body = self.parts.pop(start)
        envelope = ElementTree.fromstring(body)
        self.version = {uri: version for version, uri in SOAP.items()}[envelope.tag[1:].partition("}")[0]]
        self.body = next(child for child in envelope if child.tag.endswith("}Body"))[0]

    def value(self, element):
        if element is None:
            return None
        include = element.find(f"{{{XOP}}}Include")
        if include is None:
            return base64.b64decode(element.text or "")
        return self.parts[urllib.parse.unquote(include.get("href")[len("cid:"):])]


def found(element, name):
    return element.find(f"{{{DOCUMENTS}}}{name}")


def written(package, name, content, preview):
    preview = "" if preview is None else f"<Preview>{package.value(preview)}</Preview>"
    return f"<Document><Name>{name}</Name><Content>{package.value(content)}</Content>{preview}</Document>"


# ---- the client --------------------------------------------------------------------------------------------------------------


class Caller:
    def __init__(self, url, version):
        self.version, self.url, self.step = version, urllib.parse.urlsplit(url), ""

    def post(self, content_type, body, action):
        connection = http.client.HTTPConnection(self.url.netloc, timeout=20)
        connection.request("POST", self.url.path, body, {"Content-Type": content_type, "SOAPAction": f'"{action}"', "Interop-Step": f"{self.step}, met"})
        response = connection.getresponse()
        return response.status, response.getheader("Content-Type"), response.read()

    def call(self, operation, content, package=None):
        package = package or Package(self.version)
        action = f"{DOCUMENTS}:{operation}"
        content = content(package) if callable(content) else content
        body = f'<{operation} xmlns="{DOCUMENTS}">{content}</{operation}>'
        status, content_type, answer = self.post(*package.write(body, action), action)
        received = Received(content_type, answer)
        expect(received.version, self.version)
        return status, received

    def there_and_back(self, documents, **how):
        package = Package(self.version, **how)
        content = lambda package: "".join(written(package, *document) for document in documents)
        status, received = self.call("Upload", content, package)
        expect(status, 200)
        ids = [found(entry, "Id").text for entry in received.body]
        expect([int(found(entry, "Size").text) for entry in received.body], [len(content) for _, content, _ in documents])
        for number, (_, content, preview) in zip(ids, documents):
            status, received = self.call("Download", f"<Id>{number}</Id>")
            answer = found(received.body, "Document")
            expect(received.value(found(answer, "Content")), content)
            expect(received.value(found(answer, "Preview")), preview)


def one(own):
    own.there_and_back([("one.bin", octets(5000, 1), None)], encoding="base64")


def several(own):
    own.there_and_back([
        ("a.bin", octets(3000, 2), None),
        ("b.bin", octets(70000, 3), octets(1500, 5)),
        ("c.bin", octets(2000, 4), None),
    ], root_last=True)


def delimiters(own):
    own.there_and_back([("odd", TRICKY, None)], boundary="BND")


def text(own):
    own.there_and_back([("small", octets(10, 6), None), ("empty", b"", None)])


def fault(own):
    status, received = own.call("Download", "<Id>999999</Id>")
    expect(received.body.tag.rpartition("}")[2], "Fault")
    expect(status, 500 if own.version == "1.1" else 400)


def broken(kind, version):
    """A package that has to be refused: an upload, or the answer to a download."""
    package = Package(version, boundary="BND")
    contents = {"part too large": [bytes(3 << 20)], "too many parts": [bytes(20)] * 20}.get(kind, [bytes(1000)])
    documents = "".join(written(package, "x", content, None) for content in contents)
    if kind == "missing part":
        package.parts.clear()
    return package, documents


def damaged(kind, body):
    return body[:-600] if kind == "truncated" else body


BROKEN = {
    "missing part": "is no part of the message",
    "part too large": "the part is longer than",
    "too many parts": "there are more than",
    "truncated": "the body ends here",
}


def refused(own, kind):
    package, documents = broken(kind, own.version)
    content_type, body = package.write(f'<Upload xmlns="{DOCUMENTS}">{documents}</Upload>')
    status, _, answer = own.post(content_type, damaged(kind, body), f"{DOCUMENTS}:Upload")
    if status // 100 == 2 or BROKEN[kind] not in answer.decode():
        raise Unexpected(f"{status}: {answer.decode():.300}")


def client(url, version):
    own = Caller(url, version)
    steps = [(step.__name__, step) for step in [one, several, delimiters, text, fault]]
    steps += [(kind, lambda own, kind=kind: refused(own, kind)) for kind in BROKEN]
    for name, step in steps:
        own.step = name
        try:
            step(own)
            say(row=name, case="met", reason=None)
        except Exception as error:  # noqa: BLE001: whatever it is, it is the outcome
            say(row=name, case="met", reason=f"{type(error).__name__}: {error}")


# ---- the server --------------------------------------------------------------------------------------------------------------


class Server(http.server.BaseHTTPRequestHandler):
    """Keeps documents. At `/broken/KIND` it answers every download with a broken package."""

    kept = []
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        received = Received(self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])))
        kind = urllib.parse.unquote(self.path).removeprefix("/broken/")
        status = 200
        if kind in BROKEN:
            package, documents = broken(kind, received.version)
            content = f'<DownloadResponse xmlns="{DOCUMENTS}">{documents}</DownloadResponse>'
        else:
            package = Package(received.version, ["base64", "binary"][len(self.kept) % 2], root_last=True)
            content = self.answer(received, package)
        content_type, body = package.write(content)
        if "Fault>" in content:
            status = 500
        body = damaged(kind, body)
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, received, package):
        operation = received.body.tag.rpartition("}")[2]
        if operation == "Upload":
            first = len(self.kept)
            for document in received.body:
                content, preview = (received.value(found(document, name)) for name in ["Content", "Preview"])
                self.kept.append((found(document, "Name").text, content, preview))
            entries = [
                f"<Entry><Id>{number}</Id><Name>{name}</Name><Size>{len(content)}</Size></Entry>"
                for number, (name, content, _) in enumerate(self.kept)
            ][first:]
            content = "".join(entries)
        else:
            number = int(found(received.body, "Id").text)
            if number >= len(self.kept):
                return self.fault(received.version, number)
            content = written(package, *self.kept[number])
        return f'<{operation}Response xmlns="{DOCUMENTS}">{content}</{operation}Response>'

    def fault(self, version, number):
        detail = f'<NotFound xmlns="{DOCUMENTS}">{number}</NotFound>'
        if version == "1.1":
            return f"<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring><detail>{detail}</detail></s:Fault>"
        reason = '<s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason>'
        return f"<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code>{reason}<s:Detail>{detail}</s:Detail></s:Fault>"


def server():
    serving = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    say(url=f"http://127.0.0.1:{serving.server_port}/documents")
    sys.stdin.read()


if sys.argv[1] == "client":
    client(*sys.argv[2:4])
else:
    server()
