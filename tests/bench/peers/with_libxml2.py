"""libxml2, by lxml: a tree; and a tree that is held to its schema. Arguments: the schema, the message, milliseconds."""

import sys

from lxml import etree

from measure import measure

TYPES = "{http://schemas.microsoft.com/exchange/services/2006/types}"
text = open(sys.argv[2], "rb").read()
parser = etree.XMLParser(huge_tree=True)
schema = etree.XMLSchema(etree.parse(sys.argv[1]))


def tree():
    return etree.fromstring(text, parser)


def valid():
    made = tree()
    schema.assertValid(made)
    return made


def personas(made):
    return sum(1 for _ in made.iter(TYPES + "Persona"))


measure("libxml2", tree, personas)
measure("libxml2-valid", valid, personas)
