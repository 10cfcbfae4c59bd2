"""zeep calls the device with each of the ways to secure messages that it has.

In: the URL of the WSDL document, that of the device, and the folder of keys. Out: a line of JSON for each feature and version of SOAP: how many calls
were answered, and the reason if one was not as it should be.
"""

import datetime
import json
import sys

import requests
import xmlsec
import zeep
from zeep.transports import Transport
from zeep.wsse import utils
from zeep.wsse.compose import Compose
from zeep.wsse.signature import BinarySignature, Signature
from zeep.wsse.username import UsernameToken

CONTRACT, DEVICE, KEYS = sys.argv[1:]
TEXT = "ä <&> \"'\r\n\t ]]> 😀"
PASSWORD = "sesame & open"


class Both:
    """Signs requests as alice, and verifies answers as the device's."""

    def __init__(self, kind):
        methods = {"signature_method": xmlsec.Transform.RSA_SHA256, "digest_method": xmlsec.Transform.SHA256}
        self.own = kind(f"{KEYS}/alice.key", f"{KEYS}/alice.crt", **methods)
        self.other = Signature(f"{KEYS}/device.key", f"{KEYS}/device.crt", **methods)

    def apply(self, envelope, headers):
        return self.own.apply(envelope, headers)

    def verify(self, envelope):
        self.other.verify(envelope)
        return envelope


class Stamp:
    """Adds a timestamp, which zeep has no class for."""

    def apply(self, envelope, headers):
        now = datetime.datetime.now(datetime.timezone.utc)
        text = lambda time: time.strftime("%Y-%m-%dT%H:%M:%SZ")
        token = utils.WSU.Timestamp(utils.WSU.Created(text(now)), utils.WSU.Expires(text(now + datetime.timedelta(minutes=5))))
        utils.get_security_header(envelope).append(token)
        return envelope, headers

    def verify(self, envelope):
        return envelope


def user(digest, password=PASSWORD):
    return UsernameToken("kim", password, use_digest=digest, zulu_timestamp=True)


FEATURES = {
    "text": lambda: user(False),
    "digest": lambda: user(True),
    "signed": lambda: Compose([Stamp(), Both(BinarySignature)]),
    "signed-certificate": lambda: Compose([Stamp(), Both(Signature)]),
    "signed-user": lambda: Compose([Stamp(), user(True), Both(BinarySignature)]),
}


def connect(feature, port, wsse):
    session = requests.Session()
    session.trust_env = False
    client = zeep.Client(CONTRACT, wsse=wsse, transport=Transport(session=session), port_name=port)
    return client.create_service(client.service._binding.name.text, f"{DEVICE}/{feature}")


def check(found, expected):
    if found != expected:
        raise ValueError(f"found {found!r}, expected {expected!r}")


def tried(feature, port):
    calls = 0
    for name in (TEXT, "gate-2"):
        service = connect(feature, port, FEATURES[feature]())
        check(service.GetDeviceInformation().Model, "Gate & Co <1>")
        service.SetHostname(Name=name)
        check(service.SetHostname(Name="gate-1"), name)
        calls += 3
    return calls


def refused(feature, port):
    """A wrong password is refused, with the code of the specification."""
    try:
        connect(feature, port, user(feature == "digest", "wrong")).GetDeviceInformation()
    except zeep.exceptions.Fault as fault:
        codes = [str(fault.code)] + [str(code) for code in fault.subcodes or []]
        check(any("FailedAuthentication" in code for code in codes), True)
        return 1
    raise ValueError("a wrong password is accepted")


def say(feature, version, calls, reason):
    print(json.dumps({"feature": feature, "version": version, "calls": calls, "reason": reason}), flush=True)


for version, port in (("1.1", "Soap11"), ("1.2", "Soap12")):
    for feature in FEATURES:
        try:
            say(feature, version, tried(feature, port), None)
            if feature in ("text", "digest"):
                say(f"{feature}, wrong password", version, refused(feature, port), None)
        except Exception as error:
            say(feature, version, 0, f"{type(error).__name__}: {error}")
