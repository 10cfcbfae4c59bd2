"""zeep drives the contact store.

In: the service's URL and the user's name. Out: on standard output a line of JSON with the tools' versions, then one for each thing
tried, with the reason if it failed. What is tried, and what is expected of it, is the same for every client; see scenario.json.
"""

import json
import pathlib
import sys

import requests
import zeep
from zeep.transports import Transport

from expectation import Unexpected, expect
from trial import run, step

SCENARIO = json.loads((pathlib.Path(__file__).parent.parent / "scenario.json").read_text(encoding="utf-8"))
TEXT = SCENARIO["text"]
USER_GROUP = "IPM.DistList.MOC.UserGroup"
DISTRIBUTION_GROUP = "IPM.DistList.MOC.DG"
ERRORS = "{http://schemas.microsoft.com/exchange/services/2006/errors}"


class Offline(Transport):
    """zeep fetches the schema of the xml: namespace from www.w3.org when an import names no location, which XML Schema allows (4.2.3),
    and cannot do without. The contract uses nothing of that namespace, so an empty schema does."""

    XML = (
        b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"/>'
    )

    def load(self, url):
        return self.XML if url.endswith("://www.w3.org/2001/xml.xsd") else super().load(url)


class Caller:
    """Calls operations as one user."""

    def __init__(self, url, user):
        session = requests.Session()
        session.trust_env = False
        session.auth = (user.encode(), b"any password")
        self.session = session
        self.client = zeep.Client(url + "?wsdl", transport=Offline(session=session))

    def call(self, operation, acting_for=None, version=SCENARIO["version"], **arguments):
        """The response, whatever its class, and its headers."""
        headers = {"RequestVersion": {"Version": version}}
        if acting_for:
            headers["Impersonation"] = {"ConnectingSID": {"PrimarySmtpAddress": acting_for}}
        answer = self.client.service[operation](_soapheaders=headers, **arguments)
        return answer.body, answer.header

    def done(self, operation, **arguments):
        """The response of an operation that has to succeed."""
        body, _ = self.call(operation, **arguments)
        expect((body.ResponseClass, body.ResponseCode), ("Success", "NoError"))
        return body

    def refused(self, operation, **arguments):
        """Has an operation refused, with the code that the scenario says."""
        body, _ = self.call(operation, **arguments)
        expect((body.ResponseClass, body.ResponseCode), ("Error", SCENARIO["errors"][operation]))
        if not body.MessageText:
            raise Unexpected("an error without a text")

    def faulted(self, code, operation, **arguments):
        """Has an operation answered with a fault."""
        try:
            body, _ = self.call(operation, **arguments)
        except zeep.exceptions.Fault as fault:
            expect(fault.code.rpartition(":")[2], code)
            expect(fault.detail.findtext(ERRORS + "ResponseCode"), code)
            if not fault.message:
                raise Unexpected("a fault without a text") from fault
            return
        raise Unexpected(f"a response of class {body.ResponseClass} instead of a fault")

    def groups(self, **arguments):
        """The names of the groups with the identifiers of their members."""
        items = self.done("GetImItemList", **arguments).ImItemList
        return {group.DisplayName: members(group) for group in repeated(items.Groups, "ImGroup")}

    def personas(self):
        """The names of the contacts, by identifier."""
        items = self.done("GetImItemList").ImItemList
        return {source(persona): persona.DisplayName for persona in repeated(items.Personas, "Persona")}


def repeated(choice, name):
    """What a repeated choice came with. zeep keeps the occurrences under a name of its own, `_value_1`, each by what it chose."""
    return [occurrence[name] for occurrence in choice._value_1] if choice else []


def choices(name, *values):
    """A repeated choice of that one element, for a request."""
    return {"_value_1": [{name: value} for value in values]}


def members(group):
    """What identifies the contacts in a group."""
    return [key.Id for key in group.MemberCorrelationKey.ItemId] if group.MemberCorrelationKey else []


def source(persona):
    """What identifies the contact that a persona is made of."""
    return persona.Attributions.Attribution[0].SourceId.Id


@step("AddImGroup", "success")
def _(own):
    group = own.done("AddImGroup", DisplayName=TEXT).ImGroup
    expect((group.DisplayName, group.GroupType), (TEXT, USER_GROUP))
    own.group = group.ExchangeStoreId.Id
    expect(own.groups(), {TEXT: []})


@step("AddDistributionGroupToImList", "success")
def _(own):
    address = SCENARIO["distributionGroup"]
    group = own.done("AddDistributionGroupToImList", SmtpAddress=address, DisplayName="Sales").ImGroup
    expect((group.DisplayName, group.GroupType, group.SmtpAddress), ("Sales", DISTRIBUTION_GROUP, address))
    own.distribution_group = group.ExchangeStoreId.Id
    expect(own.groups(), {TEXT: [], "Sales": []})


@step("AddNewImContactToGroup", "success")
def _(own):
    persona = own.done(
        "AddNewImContactToGroup", ImAddress="sip:zoe@example.com", DisplayName=TEXT, GroupId={"Id": own.group}
    ).Persona
    expect((persona.DisplayName, persona.ImAddress), (TEXT, "sip:zoe@example.com"))
    own.contact = source(persona)
    expect(own.groups()[TEXT], [own.contact])
    expect(own.personas(), {own.contact: TEXT})


@step("AddNewTelUriContactToGroup", "success")
def _(own):
    persona = own.done(
        "AddNewTelUriContactToGroup",
        TelUriAddress="tel:+15550100",
        ImContactSipUriAddress="sip:+15550100@example.com;user=phone",
        ImTelephoneNumber="+1 (555) 0100",
        GroupId={"Id": own.group},
    ).Persona
    expect(persona.PhoneNumber.Number, "+1 (555) 0100")
    own.telephone = source(persona)
    expect(own.groups()[TEXT], [own.contact, own.telephone])


@step("AddImContactToGroup", "success")
def _(own):
    own.second = own.done("AddImGroup", DisplayName="Second").ImGroup.ExchangeStoreId.Id
    own.done("AddImContactToGroup", ContactId={"Id": own.contact}, GroupId={"Id": own.second})
    expect(own.groups()["Second"], [own.contact])


@step("GetImItems", "success")
def _(own):
    asked = {"ContactIds": choices("ItemId", {"Id": own.contact}), "GroupIds": choices("ItemId", {"Id": own.group})}
    items = own.done("GetImItems", **asked).ImItemList
    personas = repeated(items.Personas, "Persona")
    expect([(source(persona), persona.DisplayName) for persona in personas], [(own.contact, TEXT)])
    groups = repeated(items.Groups, "ImGroup")
    expect([(group.DisplayName, members(group)) for group in groups], [(TEXT, [own.contact, own.telephone])])


@step("GetImItemList", "success")
def _(own):
    # The tag of the display name, 0x3001, in decimal: of a union zeep reads the first member type only, here a number.
    names = choices("ExtendedProperty", {"PropertyTag": 0x3001, "PropertyType": "String"})
    items = own.done("GetImItemList", ExtendedProperties=names).ImItemList
    groups = repeated(items.Groups, "ImGroup")
    values = [group.ExtendedProperties.ExtendedProperty[0].Value for group in groups]
    expect(values, [TEXT, "Sales", "Second"])
    values = {
        source(persona): persona.ExtendedProperties.ExtendedPropertyAttributedValue[0].Value.Value
        for persona in repeated(items.Personas, "Persona")
    }
    expect(values, {own.contact: TEXT, own.telephone: "+1 (555) 0100"})


@step("AddDistributionGroupToImList", "error")
def _(own):
    own.refused("AddDistributionGroupToImList", SmtpAddress="none@example.com", DisplayName="None")


@step("AddImContactToGroup", "error")
def _(own):
    own.refused("AddImContactToGroup", ContactId={"Id": SCENARIO["unknownId"]}, GroupId={"Id": own.group})


@step("AddImGroup", "error")
def _(own):
    own.refused("AddImGroup", DisplayName="One more", acting_for=own.full)


@step("AddNewImContactToGroup", "error")
def _(own):
    own.refused("AddNewImContactToGroup", ImAddress="sip:one-more@example.com", acting_for=own.full)


@step("AddNewTelUriContactToGroup", "error")
def _(own):
    own.refused(
        "AddNewTelUriContactToGroup",
        TelUriAddress="tel:+15550199",
        ImContactSipUriAddress="sip:+15550199@example.com;user=phone",
        ImTelephoneNumber="+1 (555) 0199",
        acting_for=own.full,
    )


@step("GetImItemList", "error")
def _(own):
    own.refused("GetImItemList", ExtendedProperties=choices("ExtendedProperty", {"PropertyType": "String"}))


@step("GetImItems", "error")
def _(own):
    own.refused("GetImItems", ContactIds=choices("ItemId", {"Id": own.contact}, {"Id": SCENARIO["unknownId"]}))


@step("RemoveContactFromImList", "error")
def _(own):
    own.refused("RemoveContactFromImList", ContactId={"Id": SCENARIO["unknownId"]})


@step("RemoveDistributionGroupFromImList", "error")
def _(own):
    own.refused("RemoveDistributionGroupFromImList", GroupId={"Id": own.group})


@step("RemoveImContactFromGroup", "error")
def _(own):
    own.refused("RemoveImContactFromGroup", ContactId={"Id": own.telephone}, GroupId={"Id": own.second})


@step("RemoveImGroup", "error")
def _(own):
    own.refused("RemoveImGroup", GroupId={"Id": own.distribution_group})


@step("SetImGroup", "error")
def _(own):
    own.refused("SetImGroup", GroupId={"Id": own.second}, NewDisplayName=TEXT)
    expect(list(own.groups()), [TEXT, "Sales", "Second"])


@step("SetImListMigrationCompleted", "error")
def _(own):
    code = SCENARIO["errors"]["SetImListMigrationCompleted"]
    nobody = SCENARIO["unknownMailbox"]
    own.faulted(code, "SetImListMigrationCompleted", ImListMigrationCompleted=True, acting_for=nobody)


@step("SetImGroup", "success")
def _(own):
    own.done("SetImGroup", GroupId={"Id": own.second}, NewDisplayName="2: " + TEXT)
    expect(list(own.groups()), [TEXT, "Sales", "2: " + TEXT])


@step("RemoveImContactFromGroup", "success")
def _(own):
    own.done("RemoveImContactFromGroup", ContactId={"Id": own.contact}, GroupId={"Id": own.group})
    expect(own.groups(), {TEXT: [own.telephone], "Sales": [], "2: " + TEXT: [own.contact]})


@step("RemoveContactFromImList", "success")
def _(own):
    own.done("RemoveContactFromImList", ContactId={"Id": own.telephone})
    expect(own.personas(), {own.contact: TEXT})


@step("RemoveDistributionGroupFromImList", "success")
def _(own):
    own.done("RemoveDistributionGroupFromImList", GroupId={"Id": own.distribution_group})
    expect(list(own.groups()), [TEXT, "2: " + TEXT])


@step("RemoveImGroup", "success")
def _(own):
    own.done("RemoveImGroup", GroupId={"Id": own.second})
    expect(own.groups(), {TEXT: []})
    expect(own.personas(), {})


@step("SetImListMigrationCompleted", "success")
def _(own):
    # No operation tells what was set: the driver looks into the mailbox.
    own.done("SetImListMigrationCompleted", ImListMigrationCompleted=True)


@step("fault", "met")
def _(own):
    own.faulted(SCENARIO["refusedVersionCode"], "GetImItemList", version=SCENARIO["refusedVersion"])


@step("request header", "met")
def _(own):
    own.done("AddImGroup", DisplayName="Of another", acting_for=own.other)
    expect(own.groups(acting_for=own.other), {"Of another": []})
    expect(own.groups(), {TEXT: []})


@step("response header", "met")
def _(own):
    for version in SCENARIO["version"], SCENARIO["otherVersion"]:
        _, headers = own.call("GetImItemList", version=version)
        expect((headers.ServerVersion.MajorVersion, headers.ServerVersion.Version), (SCENARIO["majorVersion"], version))


@step("text", "met")
def _(own):
    # What was sent is compared by the driver, which looks into the mailbox; what comes back is compared here.
    expect(list(own.groups()), [TEXT])


def main(url, user):
    own = Caller(url, user)
    own.full, own.other = "full-" + user, "other-" + user
    run(own)


main(*sys.argv[1:])
