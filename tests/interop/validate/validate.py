"""Validates recorded messages with libxml2, against the schemas that the contact store serves.

In: the service's URL, and a folder with the messages and `index.json`, which lists them. Out: on standard output one JSON object: how many
messages there were, which are invalid and why, which deviate on purpose, and what the validator was seen to reject before it was believed.
"""

import json
import pathlib
import sys
import urllib.request

from lxml import etree

FOLDER = pathlib.Path(__file__).parent
SCENARIO = json.loads((FOLDER.parent / "scenario.json").read_text(encoding="utf-8"))
XS = "{http://www.w3.org/2001/XMLSchema}"
SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"

# The one deliberate deviation: the contract fixes RequestServerVersion/@Version, and these steps send another value of its type.
OTHER_VERSION = {
    ("fault, met", SCENARIO["refusedVersion"]),
    ("response header, met", SCENARIO["otherVersion"]),
}


class Contract(etree.Resolver):
    """The published documents by their URL. Nothing else is fetched."""

    def __init__(self, url):
        super().__init__()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.documents = {}
        self.entries = {}
        missing = [url + "?wsdl"]
        while missing:
            location = missing.pop()
            with opener.open(location, timeout=20) as response:
                self.documents[location] = response.read()
            root = etree.fromstring(self.documents[location])
            for link in root.iter(XS + "include", XS + "import", XS + "redefine"):
                target = link.get("schemaLocation")
                if root.tag != XS + "schema":
                    self.entries[link.get("namespace") or link.getparent().get("targetNamespace")] = target
                if target and target not in self.documents:
                    missing.append(target)

    def resolve(self, system_url, public_id, context):
        if system_url in self.documents:
            return self.resolve_string(self.documents[system_url], context, base_url=system_url)
        return None

    def schema(self):
        """The envelope's schema with what the WSDL document's types lead to."""
        parser = etree.XMLParser()
        parser.resolvers.add(self)
        envelope = etree.parse(FOLDER / "envelope.xsd", parser)
        for namespace, location in self.entries.items():
            link = etree.Element(XS + "import", namespace=namespace, schemaLocation=location)
            envelope.getroot().insert(0, link)
        return etree.XMLSchema(envelope)


def problem(schema, root):
    """What is wrong with a message, if anything."""
    if root.tag != SOAP + "Envelope":
        return f"the root is {root.tag}"
    if schema.validate(root):
        return None
    first = schema.error_log[0]
    return f"line {first.line}: {first.message}"


def other_version(root, step):
    """The version that a message names on purpose, after it was replaced by the one that the contract fixes."""
    for header in root.iter(f"{{{TYPES}}}RequestServerVersion"):
        version = header.get("Version")
        if (step, version) in OTHER_VERSION:
            header.set("Version", SCENARIO["version"])
            return version
    return None


VALID = f"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="{MESSAGES}" xmlns:t="{TYPES}"><s:Header>\
<t:RequestServerVersion s:mustUnderstand="1" Version="Exchange2016"/></s:Header><s:Body><m:SetImGroup><m:GroupId Id="a"/>\
<m:NewDisplayName>b</m:NewDisplayName></m:SetImGroup></s:Body></s:Envelope>"""

# What makes that message invalid.
BREAKS = [
    (">b<", "><"),
    ('<m:GroupId Id="a"/>', ""),
    ('<m:GroupId Id="a"/>', '<m:GroupId ID="a"/>'),
    ('<m:GroupId Id="a"/>', '<t:GroupId Id="a"/>'),
    ("NewDisplayName>", "DisplayName>"),
    ("SetImGroup>", "SetImGroups>"),
    ("</m:SetImGroup>", "</m:SetImGroup><m:SetImGroup/>"),
    ("Exchange2016", "Exchange2013"),
    ("t:RequestServerVersion", "t:ServerVersion"),
    ('mustUnderstand="1"', 'mustUnderstand="yes"'),
    ("</s:Body>", "</s:Body><s:Body/>"),
]


def self_check(schema):
    """Has the validator accept a message and reject each of its broken variants; their number."""
    found = problem(schema, etree.fromstring(VALID))
    if found:
        sys.exit(f"the validator rejects a valid message: {found}")
    for old, new in BREAKS:
        broken = VALID.replace(old, new)
        if broken == VALID or not problem(schema, etree.fromstring(broken)):
            sys.exit(f"the validator accepts an invalid message: {broken}")
    return len(BREAKS)


def main(url, folder):
    contract = Contract(url)
    schema = contract.schema()
    report = {
        "versions": {"libxml2": ".".join(map(str, etree.LIBXML_VERSION))},
        "documents": len(contract.documents),
        "rejectedInSelfCheck": self_check(schema),
        "validated": 0,
        "invalid": [],
        "deviating": [],
    }
    folder = pathlib.Path(folder)
    for message in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        what = {"file": message["file"], "peer": message["peer"], "step": message["step"]}
        report["validated"] += 1
        try:
            root = etree.fromstring((folder / message["file"]).read_bytes())
        except etree.XMLSyntaxError as error:
            report["invalid"].append({**what, "reason": str(error)})
            continue
        version = other_version(root, message["step"])
        if version:
            report["deviating"].append({**what, "version": version})
        reason = problem(schema, root)
        if reason:
            report["invalid"].append({**what, "reason": reason})
    print(json.dumps(report))


main(*sys.argv[1:])
