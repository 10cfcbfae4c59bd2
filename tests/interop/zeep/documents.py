"""zeep drives the documents: it reads MTOM, and writes none.

In: the service's URL and the version of SOAP. Out: on standard output a line of JSON with the tools' versions, then one for each thing tried,
with the reason if it failed and a note on what zeep cannot do. What is tried is the same for every client; see src/attachments/rows.rs.
"""

import sys

import requests
import zeep

from expectation import Unexpected, expect, say
from sample import TRICKY, octets

NO_MTOM = "it writes no parts: what it sends stands in the text"


class Caller:
    def __init__(self, url, version):
        session = requests.Session()
        session.trust_env = False
        self.client = zeep.Client(url + "?wsdl", transport=zeep.Transport(session=session))
        self.service = self.client.bind("Documents", "Soap11" if version == "1.1" else "Soap12")

    def call(self, operation, **parameters):
        answer = getattr(self.service, operation)(**parameters)
        # With parts, zeep gives a pack of them, and the answer is its root.
        return getattr(answer, "root", answer)

    def there_and_back(self, documents):
        uploaded = self.call("Upload", Document=documents)
        entries = uploaded if isinstance(uploaded, list) else uploaded.Entry
        expect([entry.Size for entry in entries], [len(document["Content"]) for document in documents])
        for entry, document in zip(entries, documents):
            answer = self.call("Download", Id=entry.Id)
            found = getattr(answer, "Document", answer)
            expect(found.Content or b"", document["Content"])
            expect(found.Preview, document.get("Preview"))


def document(name, content, **others):
    return {"Name": name, "Content": content, **others}


def one(own):
    own.there_and_back([document("one.bin", octets(5000, 1))])
    return NO_MTOM


def several(own):
    own.there_and_back([
        document("a.bin", octets(3000, 2)),
        document("b.bin", octets(70000, 3), Preview=octets(1500, 5)),
        document("c.bin", octets(2000, 4)),
    ])
    return NO_MTOM


def delimiters(own):
    stripped = TRICKY.rstrip(b"\r\n")
    try:
        own.there_and_back([document("odd", TRICKY)])
    except Unexpected as error:
        expect(str(error), f"found {stripped!r}, expected {TRICKY!r}")
        return f"{NO_MTOM}; requests-toolbelt takes the line ends away that a part ends with"
    return NO_MTOM


def text(own):
    own.there_and_back([document("small", octets(10, 6)), document("empty", b"")])


def fault(own):
    try:
        own.call("Download", Id=999999)
    except zeep.exceptions.Fault as fault:
        expect(fault.message, "no such document")
        return
    raise Unexpected("no fault")


def main(url, version):
    own = Caller(url, version)
    say(versions={"zeep": zeep.__version__})
    for step in [one, several, delimiters, text, fault]:
        own.client.transport.session.headers["Interop-Step"] = f"{step.__name__}, met"
        try:
            say(row=step.__name__, case="met", reason=None, note=step(own))
        except Exception as error:  # noqa: BLE001: whatever it is, it is the outcome
            say(row=step.__name__, case="met", reason=f"{type(error).__name__}: {error}")


main(*sys.argv[1:3])
