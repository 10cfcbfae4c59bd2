// A desk made with node's `soap` from the WSDL document that ours publishes, for our client to be tried on.
//
// In: the URL of the WSDL document. Out: on standard output a line of JSON with the URL it serves. It ends with standard input.
'use strict';

const http = require('node:http');
const soap = require('soap');
const { scenario, typed, simple, array, person, plain, typeOf, NIL } = require('./desk_values.js');

const { codes } = scenario;

const PATH = '/desk';

// A fault with a detail that says its type.
function refuse(text, type, fields) {
  const detail = { fault: typed(type, fields) };
  throw { Fault: { faultcode: 'soap:Client', faultstring: text, detail, statusCode: 500 } };
}

const nothing = () => refuse('nil is not enough', 'Problem', { code: codes.nothing });

function admit(token) {
  if (plain(token) !== scenario.token) refuse('a token is needed', 'Denied', { code: codes.denied, person: person() });
}

const isNil = (value) => value === undefined || plain(value) === null;

// The value as it came, to be written again: with its type, and arrays as arrays.
function again(value) {
  if (Array.isArray(value)) return value.map(again);
  if (value instanceof Date) return plain(value);
  if (value === null) return NIL;
  if (typeof value !== 'object') return value;
  const { attributes = {}, $value, ...fields } = value;
  if (attributes['xsi:nil'] === 'true') return NIL;
  const type = typeOf(value);
  if (Object.keys(attributes).some((name) => name.endsWith(':arrayType'))) {
    const items = plain(value).length ? [].concat(Object.values(fields)[0]).map(again) : [];
    return array(attributes['soapenc:arrayType'].replace(/\[\d*\]$/, '').replace('xs:', 'xsd:'), items);
  }
  if ($value !== undefined) return simple(type, plain($value));
  return typed(type, Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, again(field)])));
}

const BEANS = {
  p1: () => typed('Person', person('p1')),
  t2: () => typed('Task', { id: 't2', effort: 2 }),
  d3: () => typed('Deadline', { id: 'd3', effort: 1, hard: true }),
};

const OPERATIONS = {
  person: ({ token, mail }) => {
    admit(token);
    if (plain(mail) !== scenario.mail) refuse('there is nobody of that address', 'Problem', { code: codes.unknown });
    return { personReturn: typed('Person', person()) };
  },
  store: ({ token, task }) => {
    admit(token);
    if (Number(plain(task.effort)) < 0) refuse('an effort below zero', 'Problem', { code: codes.negative });
    return { storeReturn: { ...again(task), id: 't9' } };
  },
  beans: ({ token, ids }) => {
    admit(token);
    if (isNil(ids)) nothing();
    return { beansReturn: array('b:Bean', plain(ids).map((id) => BEANS[id]?.() ?? NIL)) };
  },
  table: ({ rows }) => {
    if (isNil(rows)) nothing();
    const table = plain(rows).reverse();
    return { tableReturn: array('d:ArrayOf_xsd_int', table.map((row) => array('xsd:int', row))) };
  },
  values: ({ list, one }) => {
    if (isNil(list) && isNil(one)) nothing();
    const items = isNil(list) ? [] : [].concat(list.item);
    return { valuesReturn: array('xsd:anyType', [...items, one].map(again)) };
  },
  reset: () => ({}),
};

async function main(contract) {
  const wsdl = await (await fetch(contract)).text();
  const server = http.createServer((_, response) => response.end());
  const port = {};
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    port[name] = (parameters) => operation(parameters ?? {});
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise((resolve, reject) => {
    const callback = (error, soapServer) => (error ? reject(error) : resolve(soapServer));
    soap.listen(server, { path: PATH, services: { DeskService: { Desk: port } }, xml: wsdl, callback });
  });
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}${PATH}` }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
