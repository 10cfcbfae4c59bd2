// node's `soap` drives the desk, whose contract is in SOAP encoding.
//
// In: the service's URL and the user's name. Out: on standard output a line of JSON with the tools' versions, then one for each thing
// tried, with the reason if it failed and a note on what `soap` cannot say. What is tried is the same for every client; see desk.json.
'use strict';

const soap = require('soap');
const { Unexpected, expect, main } = require('./trial.js');
const { scenario, typed, simple, array, person, plain, typeOf, NIL } = require('./desk_values.js');

const { token, codes, text } = scenario;
const PERSON = { id: '1', name: text, mail: scenario.mail, groups: ['all', 'staff'] };

const NO_NIL = 'it reads arrays without the items that are nil';

class Caller {
  constructor(client) {
    this.client = client;
    this.step = '';
  }

  async call(operation, parameters) {
    const [body] = await this.client[`${operation}Async`](parameters, {}, { 'Interop-Step': this.step });
    return body;
  }

  // Has an operation answered with a fault of that type and code. The detail's entry.
  async faulted(type, code, operation, parameters) {
    let answer;
    try {
      answer = await this.call(operation, parameters);
    } catch (error) {
      const fault = error.root?.Envelope.Body.Fault;
      if (!fault) throw error;
      const entry = fault.detail.fault;
      expect([typeOf(entry), Number(plain(entry).code)], [type, code]);
      if (!plain(fault.faultstring)) throw new Unexpected('a fault without a text');
      return entry;
    }
    throw new Unexpected(`${JSON.stringify(answer)} instead of a fault`);
  }
}

// What to try, in this order.
const STEPS = [
  ['person', 'success', async (own) => {
    const { personReturn } = await own.call('person', { token, mail: scenario.mail });
    expect(plain(personReturn), PERSON);
  }],
  ['person', 'error', async (own) => {
    const entry = await own.faulted('Denied', codes.denied, 'person', { token: scenario.wrongToken, mail: NIL });
    expect(plain(entry.person), PERSON);
    await own.faulted('Problem', codes.unknown, 'person', { token, mail: scenario.unknownMail });
  }],
  ['store', 'success', async (own) => {
    const fields = { name: text, due: scenario.due, effort: 3, hard: true };
    const watchers = array('b:Person', [person(), NIL]);
    const task = typed('Deadline', { id: NIL, ...fields, owner: person(), watchers });
    const { storeReturn } = await own.call('store', { token, task });
    expect(typeOf(storeReturn), 'Deadline');
    // What it knows the type of, by the contract, it converts; of a derived type it knows the base's.
    const { due, hard, watchers: found, ...others } = plain(storeReturn);
    expect([new Date(due), String(hard)], [new Date(scenario.due), 'true']);
    expect({ ...others, found }, { id: 't9', name: text, effort: 3, owner: PERSON, found: [PERSON] });
    return NO_NIL;
  }],
  ['store', 'error', (own) =>
    own.faulted('Problem', codes.negative, 'store', { token, task: typed('Deadline', { effort: -1 }) })],
  ['beans', 'success', async (own) => {
    const { beansReturn } = await own.call('beans', { token, ids: array('xsd:string', ['p1', 't2', 'd3', 'x4']) });
    const beans = beansReturn.item;
    expect(beans.map(typeOf), ['Person', 'Task', 'Deadline']);
    const [first, second, third] = beans.map((bean) => plain(bean));
    expect(first, { ...PERSON, id: 'p1' });
    expect([second.id, Number(second.effort), third.id, Number(third.effort), String(third.hard)], ['t2', 2, 'd3', 1, 'true']);
    return NO_NIL;
  }],
  ['beans', 'error', (own) => own.faulted('Problem', codes.nothing, 'beans', { token, ids: NIL })],
  ['table', 'success', async (own) => {
    const rows = [[1, 2, 3], [], [4]].map((row) => array('xsd:int', row));
    const { tableReturn } = await own.call('table', { rows: array('xsd:int[]', rows) });
    expect(plain(tableReturn).map((row) => row.map(Number)), [[4], [], [1, 2, 3]]);
  }],
  ['table', 'error', (own) => own.faulted('Problem', codes.nothing, 'table', { rows: NIL })],
  ['values', 'success', async (own) => {
    const list = array('xsd:anyType', [simple('int', 5), simple('string', text), typed('Person', person())]);
    const { valuesReturn } = await own.call('values', { list, one: simple('boolean', true) });
    const values = valuesReturn.item;
    expect(values.map(typeOf), ['int', 'string', 'Person', 'boolean']);
    expect(values.map((value) => plain(value)).map((value) => (typeof value === 'object' ? value : String(value))), ['5', text, PERSON, 'true']);
  }],
  ['values', 'error', (own) => own.faulted('Problem', codes.nothing, 'values', { list: NIL, one: NIL })],
  ['reset', 'met', async (own) => {
    try {
      await own.call('reset', {});
    } catch (error) {
      if (error.message !== 'invalid message definition for rpc style binding') throw error;
      return 'it refuses operations in rpc style whose message has no parts, and sends nothing';
    }
    return null;
  }],
];

async function connect() {
  const [url, user] = process.argv.slice(2);
  const client = await soap.createClientAsync(url.replace('/desk', '/contract'));
  client.setSecurity(new soap.BasicAuthSecurity(user, 'any password'));
  return new Caller(client);
}

main(connect, STEPS);
