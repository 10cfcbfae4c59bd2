"""The canonical forms that lxml gives documents.

In: on standard input a list of objects, each with a document and a list of prefixes. Out: a list of the forms of their elements `target`; null where
lxml cannot be asked: it passes `#default` on only if some name in the document is spelled like that.
"""

import json
import sys

from lxml import etree


def form(sample):
    if "#default" in sample["prefixes"]:
        return None
    document = etree.fromstring(sample["document"].encode(), etree.XMLParser(resolve_entities=False, strip_cdata=False))
    [target] = [element for element in document.iter(etree.Element) if etree.QName(element).localname == "target"]
    prefixes = sample["prefixes"] or None
    return etree.tostring(target, method="c14n", exclusive=True, with_comments=False, inclusive_ns_prefixes=prefixes).decode()


json.dump([form(sample) for sample in json.load(sys.stdin)], sys.stdout)
