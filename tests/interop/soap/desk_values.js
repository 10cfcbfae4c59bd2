// Values of the desk for node's `soap`, which knows nothing of SOAP encoding but references: types and arrays are attributes that the caller
// writes, with their prefixes.
'use strict';

const scenario = require('../desk.json');

const ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XSD = 'http://www.w3.org/2001/XMLSchema';
const BEANS = 'urn:example:wsdl-encoded-desk:beans';
const DESK = 'urn:example:wsdl-encoded-desk';

// An element with the name of its type.
const typed = (type, fields) => ({ attributes: { 'xmlns:xsi': XSI, 'xmlns:b': BEANS, 'xsi:type': `b:${type}` }, ...fields });
const simple = (type, value) => ({ attributes: { 'xmlns:xsi': XSI, 'xmlns:xsd': XSD, 'xsi:type': `xsd:${type}` }, $value: value });
const NIL = { attributes: { 'xmlns:xsi': XSI, 'xsi:nil': 'true' } };

// An array; the items are elements of any name.
const array = (type, items) => ({
  attributes: {
    'xmlns:xsi': XSI,
    'xmlns:soapenc': ENCODING,
    'xmlns:xsd': XSD,
    'xmlns:b': BEANS,
    'xmlns:d': DESK,
    'xsi:type': 'soapenc:Array',
    'soapenc:arrayType': `${type}[${items.length}]`,
  },
  item: items,
});

const person = (id = '1') => ({
  id,
  name: scenario.text,
  mail: scenario.mail,
  groups: array('xsd:string', ['all', 'staff']),
});

// What `soap` read, without the attributes. It gives nil as null or as an object with that attribute, one item as itself, and values that
// say their types as objects.
function plain(value, name) {
  if (Array.isArray(value)) return value.map((item) => plain(item, name));
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (value === null || typeof value !== 'object') return value;
  const { attributes = {}, $value, ...fields } = value;
  if (attributes['xsi:nil'] === 'true') return null;
  if ($value !== undefined) return $value;
  const isArray = Object.keys(attributes).some((name) => name.endsWith(':arrayType'));
  const isEmpty = Object.keys(fields).length === 0;
  if (isArray) return isEmpty ? [] : [].concat(Object.values(fields)[0]).map((item) => plain(item));
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, plain(field)]));
}

const typeOf = (value) => value?.attributes?.['xsi:type']?.split(':').pop();

module.exports = { scenario, typed, simple, array, person, plain, typeOf, NIL };
