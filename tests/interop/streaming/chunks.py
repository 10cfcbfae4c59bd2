"""Asks the archive in chunks, slowly, with http.client. Prints the status and the count, or what came instead.

In: the port, the path, and `whole`, or `truncated` for a last chunk that is shorter than it says.
"""

import http.client
import re
import socket
import sys
import time

PORT, PATH, KIND = int(sys.argv[1]), sys.argv[2], sys.argv[3]
ARCHIVE = "urn:example:archive"
ENTRIES = "".join(f"<Entry><Name>{number}</Name></Entry>" for number in range(500))
BODY = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    f'<Add xmlns="{ARCHIVE}"><Owner>o</Owner><Entries>{ENTRIES}</Entries></Add></s:Body></s:Envelope>'
).encode()
HEADERS = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{ARCHIVE}/Add"', "Transfer-Encoding": "chunked"}


def slowly():
    for at in range(0, len(BODY), 199):
        time.sleep(0.002)
        yield BODY[at : at + 199]


connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
if KIND == "whole":
    connection.request("POST", PATH, slowly(), HEADERS, encode_chunked=True)
else:
    connection.request("POST", PATH, None, HEADERS)
    connection.send(b"%x\r\n%s" % (len(BODY) + 9, BODY))
    connection.sock.shutdown(socket.SHUT_WR)
try:
    response = connection.getresponse()
    count = re.search(rb"Count>(\d+)<", response.read())
    print(response.status, count and count[1].decode())
except (http.client.HTTPException, OSError) as error:
    print("no answer:", type(error).__name__)
