"""zeep drives the desk, whose contract is in SOAP encoding.

In: the service's URL and the user's name. Out: on standard output a line of JSON with the tools' versions, then one for each thing
tried, with the reason if it failed and a note on what zeep cannot say. What is tried is the same for every client; see desk.json.
"""

import datetime
import json
import pathlib
import sys

import requests
import zeep
from zeep import xsd
from zeep.transports import Transport

from expectation import Unexpected, expect
from trial import run, step

SCENARIO = json.loads((pathlib.Path(__file__).parent.parent / "desk.json").read_text(encoding="utf-8"))
TEXT, TOKEN, CODES = SCENARIO["text"], SCENARIO["token"], SCENARIO["codes"]
DESK = "{urn:example:wsdl-encoded-desk}"
BEANS = "{urn:example:wsdl-encoded-desk:beans}"
XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


class Offline(Transport):
    """zeep fetches the schema of SOAP encoding from schemas.xmlsoap.org. This is as much of it as zeep looks at."""

    ENCODING = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/"
        targetNamespace="http://schemas.xmlsoap.org/soap/encoding/">
      <xs:attribute name="arrayType" type="xs:string"/>
      <xs:group name="Array"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence></xs:group>
      <xs:complexType name="Array"><xs:group ref="e:Array" minOccurs="0"/><xs:attribute ref="e:arrayType"/></xs:complexType>
      <xs:complexType name="string">
        <xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="href" type="xs:anyURI"/></xs:extension></xs:simpleContent>
      </xs:complexType>
      <xs:complexType name="int">
        <xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="href" type="xs:anyURI"/></xs:extension></xs:simpleContent>
      </xs:complexType>
    </xs:schema>"""

    def load(self, url):
        return self.ENCODING if url.startswith("http://schemas.xmlsoap.org/soap/encoding/") else super().load(url)


def plain(value):
    """What zeep read, as dictionaries and lists; what is not there is left out."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, zeep.xsd.CompoundValue):
        fields = {name: plain(value[name]) for name in value if value[name] is not None}
        # A value of a type of SOAP encoding is a text that may have attributes.
        return fields["_value_1"] if list(fields) == ["_value_1"] else fields
    return value


class Caller:
    """Calls operations as one user."""

    def __init__(self, url, user):
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.auth = (user.encode(), b"any password")
        self.client = zeep.Client(url.replace("/desk", "/contract"), transport=Offline(session=self.session))

    def call(self, operation, **parameters):
        return self.client.service[operation](**parameters)

    def faulted(self, kind, code, operation, **parameters):
        """Has an operation answered with a fault of that type and code. The detail's entry."""
        try:
            answer = self.call(operation, **parameters)
        except zeep.exceptions.Fault as fault:
            if not fault.message:
                raise Unexpected("a fault without a text") from fault
            entry = fault.detail[0]
            expect(entry.get(XSI_TYPE).split(":")[-1], kind)
            expect(entry.findtext("code"), str(code))
            return entry
        raise Unexpected(f"{answer!r} instead of a fault")

    def array(self, name, items):
        return self.client.get_type(DESK + name)(items)

    def bean(self, kind, **fields):
        return self.client.get_type(BEANS + kind)(**fields)

    def person(self):
        groups = self.array("ArrayOf_soapenc_string", ["all", "staff"])
        return self.bean("Person", id="1", name=TEXT, mail=SCENARIO["mail"], groups=groups)


PERSON = {"id": "1", "name": TEXT, "mail": SCENARIO["mail"], "groups": ["all", "staff"]}
@step("person", "success")
def _(own):
    expect(plain(own.call("person", token=TOKEN, mail=SCENARIO["mail"])), PERSON)


@step("person", "error")
def _(own):
    entry = own.faulted("Denied", CODES["denied"], "person", token=SCENARIO["wrongToken"], mail=xsd.Nil)
    expect(entry.findtext("person/name"), TEXT)
    expect([item.text for item in entry.find("person/groups")], ["all", "staff"])
    own.faulted("Problem", CODES["unknown"], "person", token=TOKEN, mail=SCENARIO["unknownMail"])


@step("store", "success")
def _(own):
    due = datetime.datetime.fromisoformat(SCENARIO["due"].replace("Z", "+00:00"))
    watchers = own.array("ArrayOf_b_Person", [own.person()])
    fields = {"name": TEXT, "due": due, "effort": 3, "hard": True}
    task = own.bean("Deadline", id=None, owner=own.person(), watchers=watchers, **fields)
    answer = own.call("store", token=TOKEN, task=task)
    expect(type(answer).__name__, "Deadline")
    expect(plain(answer), {"id": "t9", "owner": PERSON, "watchers": [PERSON], **fields})
    return "it has no way to write an item that is nil, nor arrayType"


@step("store", "error")
def _(own):
    own.faulted("Problem", CODES["negative"], "store", token=TOKEN, task=own.bean("Deadline", effort=-1, hard=False))


@step("beans", "success")
def _(own):
    answer = own.call("beans", token=TOKEN, ids=own.array("ArrayOf_soapenc_string", ["p1", "t2", "d3", "x4"]))
    expect([type(bean).__name__ for bean in answer[:3]], ["Person", "Task", "Deadline"])
    # An item that is nil and says no type is left as the element that it is.
    expect([item.get(XSI_NIL) for item in answer[3:]], ["true"])
    person, task, deadline = [plain(bean) for bean in answer[:3]]
    expect(person, {**PERSON, "id": "p1"})
    task, deadline = [{name: value for name, value in bean.items() if value not in ({}, [])} for bean in (task, deadline)]
    expect((task, deadline), ({"id": "t2", "effort": 2}, {"id": "d3", "effort": 1, "hard": True}))
    return "it reads nil as an empty value where the type is complex"


@step("beans", "error")
def _(own):
    own.faulted("Problem", CODES["nothing"], "beans", token=TOKEN, ids=xsd.Nil)


@step("table", "success")
def _(own):
    # An array within another is no value of its type, but of this form.
    rows = [{"_value_1": row} for row in ([1, 2, 3], [4])]
    expect(plain(own.call("table", rows=own.array("ArrayOf_ArrayOf_xsd_int", rows))), [[4], [1, 2, 3]])
    return "it has no way to write an empty array"


@step("table", "error")
def _(own):
    own.faulted("Problem", CODES["nothing"], "table", rows=xsd.Nil)


@step("values", "success")
def _(own):
    person = xsd.AnyObject(own.client.get_type(BEANS + "Person"), own.person())
    expect([plain(value) for value in own.call("values", list=xsd.Nil, one=person)], [PERSON])
    return "it has no way to write an array of anything: only one value is sent"


@step("values", "error")
def _(own):
    own.faulted("Problem", CODES["nothing"], "values", list=xsd.Nil, one=xsd.Nil)


@step("reset", "met")
def _(own):
    own.call("reset")


def main(url, user):
    run(Caller(url, user))


main(*sys.argv[1:])
