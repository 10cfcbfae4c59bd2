// node's `soap` reads what our service writes in pieces.
//
// In: the URLs of personas, of personas that break off, and of the archive. Out: on standard output a line of JSON with the tools' versions, then one for each
// thing tried, with the reason if it failed.
'use strict';

const soap = require('soap');
const { Unexpected, expect, main } = require('../soap/trial.js');

const [whole, broken, archive] = process.argv.slice(2);
const ITEMS = 3000;
const OCTETS = 1_000_001;

async function connect() {
  const own = { step: '', personas: await soap.createClientAsync(`${whole}?wsdl`), archive: await soap.createClientAsync(`${archive}?wsdl`) };
  own.personas.addSoapHeader({ 't:RequestServerVersion': { attributes: { Version: 'Exchange2016' } } });
  return own;
}

async function personas(own, url) {
  own.personas.setEndpoint(url);
  const [body] = await own.personas.GetImItemsAsync({}, {}, { 'Interop-Step': own.step });
  return body.ImItemList.Personas.Persona.map(({ DisplayName }) => DisplayName);
}

const STEPS = [
  ['items', 'met', async (own) => {
    const found = await personas(own, whole);
    expect(own.personas.lastResponseHeaders['transfer-encoding'], 'chunked');
    expect(found, Array.from({ length: ITEMS }, (_, number) => `Zoë <${number}> 😀`));
  }],
  ['octets', 'met', async (own) => {
    const [{ Name, Content }] = await own.archive.FetchAsync({ Name: 'n' }, {}, { 'Interop-Step': own.step });
    expect(own.archive.lastResponseHeaders['transfer-encoding'], 'chunked');
    const octets = Buffer.from(Content, 'base64');
    expect([Name, octets.length, octets.every((octet) => octet === 0x78)], ['n', OCTETS, true]);
  }],
  ['broken', 'met', async (own) => {
    let found;
    try {
      found = await personas(own, broken);
    } catch {
      return;
    }
    throw new Unexpected(`it is taken for the whole: ${found.length} personas`);
  }],
];

main(connect, STEPS);
