"""zeep reads what our service writes in pieces.

In: the URLs of personas, of personas that break off, and of the archive. Out: on standard output a line of JSON with the tools' versions, then one for each
thing tried, with the reason if it failed.
"""

import json
import sys

import requests
import zeep
from zeep.transports import Transport

WHOLE, BROKEN, ARCHIVE = sys.argv[1:]
ITEMS, OCTETS = 3000, 1_000_001
VERSION = {"RequestVersion": {"Version": "Exchange2016"}}


class Offline(Transport):
    """As in zeep/client.py: the schema of the xml: namespace, which nothing here uses, is not fetched."""

    XML = (
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"/>'
    )

    def load(self, url):
        return self.XML if url.endswith("://www.w3.org/2001/xml.xsd") else super().load(url)


def expect(found, expected):
    if found != expected:
        raise ValueError(f"found {found!r:.200}, expected {expected!r:.200}")


session = requests.Session()
session.trust_env = False
chunked = []
session.hooks["response"] = lambda response, *_, **__: chunked.append(response.headers.get("Transfer-Encoding"))
store = zeep.Client(WHOLE + "?wsdl", transport=Offline(session=session))
archive = zeep.Client(ARCHIVE + "?wsdl", transport=Transport(session=session))


def personas(url):
    service = store.create_service(store.service._binding.name.text, url)
    list = service.GetImItems(_soapheaders=VERSION).body.ImItemList
    # zeep keeps what a repeated choice came with under a name of its own.
    return [occurrence["Persona"] for occurrence in list.Personas._value_1]


def items():
    found = [persona.DisplayName for persona in personas(WHOLE)]
    expect(chunked[-1], "chunked")
    expect(found, [f"Zoë <{number}> 😀" for number in range(ITEMS)])


def octets():
    answer = archive.service.Fetch(Name="n")
    expect(chunked[-1], "chunked")
    expect((answer.Name, answer.Content), ("n", b"x" * OCTETS))


def broken():
    try:
        found = personas(BROKEN)
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError):
        return
    raise ValueError(f"it is taken for the whole: {len(found)} personas")


def say(**line):
    print(json.dumps(line), flush=True)


say(versions={"zeep": zeep.__version__})
for step in [items, octets, broken]:
    session.headers["Interop-Step"] = f"{step.__name__}, met"
    try:
        step()
        say(row=step.__name__, case="met", reason=None)
    except Exception as error:  # noqa: BLE001: whatever it is, it is the outcome
        say(row=step.__name__, case="met", reason=f"{type(error).__name__}: {error}")
