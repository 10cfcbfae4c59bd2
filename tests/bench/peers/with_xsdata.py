"""What xsdata generates for Python. Arguments: the message, milliseconds. The package `bindings` is in the current folder."""

import sys

sys.path.insert(0, ".")

from bindings import Envelope
from measure import measure
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.serializers import XmlSerializer

text = open(sys.argv[1], "rb").read()
context = XmlContext()
parser = XmlParser(context=context)
serializer = XmlSerializer(context=context)


def personas(made):
    return len(made.body.get_im_items_response.im_item_list.personas.persona)


envelope = parser.from_bytes(text, Envelope)
measure("xsdata", lambda: parser.from_bytes(text, Envelope), personas)
measure("xsdata-write", lambda: serializer.render(envelope), lambda made: made.count("Persona>") // 2)
