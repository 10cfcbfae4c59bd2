"""A device whose messages zeep's functions verify and sign: zeep has no server of its own.

In: the folder of keys. Out: a line of JSON with the URL that it serves. It ends with standard input. A request whose signature is wrong gets a fault
with the code `NotVerified`.
"""

import http.server
import json
import sys
import threading

import xmlsec
from lxml import etree
from zeep.wsse.signature import BinarySignature, Signature

KEYS = sys.argv[1]
DEVICE = "urn:example:device"
WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
METHODS = {"signature_method": xmlsec.Transform.RSA_SHA256, "digest_method": xmlsec.Transform.SHA256}
OTHER = Signature(f"{KEYS}/alice.key", f"{KEYS}/alice.crt", **METHODS)
name = "gate-1"


def answer(request):
    global name
    soap = etree.QName(request).namespace
    body = request.find(f"{{{soap}}}Body")[0]
    envelope = etree.Element(f"{{{soap}}}Envelope", nsmap={"s": soap})
    etree.SubElement(envelope, f"{{{soap}}}Header")
    response = etree.SubElement(etree.SubElement(envelope, f"{{{soap}}}Body"), f"{{{DEVICE}}}{etree.QName(body).localname}Response", nsmap={None: DEVICE})
    if etree.QName(body).localname == "SetHostname":
        fields, name = {"Before": name}, body.findtext(f"{{{DEVICE}}}Name")
    else:
        fields = {"Manufacturer": "zeep", "Model": "Gate & Co <1>", "FirmwareVersion": "1", "SerialNumber": "\u00e4 \r\n"}
    for field, value in fields.items():
        etree.SubElement(response, f"{{{DEVICE}}}{field}").text = value
    return envelope


def fault(request):
    soap = etree.QName(request).namespace
    if soap.startswith("http://schemas"):
        text = f'<s:Fault><faultcode xmlns="">s:Client</faultcode><faultstring xmlns="">NotVerified</faultstring></s:Fault>'
    else:
        text = f'<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang="en">NotVerified</s:Text></s:Reason></s:Fault>'
    return f'<s:Envelope xmlns:s="{soap}"><s:Body>{text}</s:Body></s:Envelope>'.encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = etree.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
        kind = BinarySignature if "binary" in self.path else Signature
        status = 200
        try:
            OTHER.verify(request)
            envelope = answer(request)
            kind(f"{KEYS}/device.key", f"{KEYS}/device.crt", **METHODS).apply(envelope, {})
            text = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
        except Exception:
            status, text = 500, fault(request)
        self.send_response(status)
        self.send_header("Content-Type", self.headers["Content-Type"].split(";")[0] + "; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"url": f"http://127.0.0.1:{server.server_address[1]}"}), flush=True)
sys.stdin.read()
