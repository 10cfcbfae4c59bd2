"""Asks a server for personas and reads them as they come, with http.client and iterparse. Prints how many came, and in how many reads."""

import http.client
import sys
import xml.etree.ElementTree as etree

TYPES = "{http://schemas.microsoft.com/exchange/services/2006/types}"
REQUEST = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    '<m:GetImItems xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>'
)

connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=30)
connection.request("POST", sys.argv[2], REQUEST, {"Content-Type": "text/xml; charset=utf-8"})
count = 0
try:
    response = connection.getresponse()
    assert response.headers.get("Transfer-Encoding") == "chunked", response.headers
    for _, element in etree.iterparse(response, ["end"]):
        if element.tag == TYPES + "Persona":
            assert element.find(TYPES + "PersonaId").get("Id") == f"id-{count}"
            count += 1
            element.clear()
except (http.client.HTTPException, OSError, etree.ParseError):
    print(count, "broken off")
else:
    print(count, "whole")
