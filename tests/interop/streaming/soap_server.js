// Servers of node's `soap` for our streaming client: personas and an archive.
//
// In: the URL of the contract of the personas, and the file with that of the archive. Out: on standard output a line of JSON with the URL that they serve
// under. It ends with standard input.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const soap = require('soap');

const ITEMS = 3000;
const OCTETS = 1_000_001;

// Of responses `soap` knows no types: a prefix in the name tells the namespace.
const persona = (number) => ({ 't:PersonaId': { attributes: { Id: `id-${number}` } }, 't:DisplayName': `Zoë <${number}> 😀` });

const PERSONAS = {
  GetImItems: () => ({
    attributes: { ResponseClass: 'Success' },
    ResponseCode: 'NoError',
    ImItemList: { 't:Personas': { 't:Persona': Array.from({ length: ITEMS }, (_, number) => persona(number)) } },
  }),
};

const ARCHIVE = {
  Fetch: ({ Name }) => {
    if (Name === 'none') throw { Fault: { faultcode: 'soap:Client', faultstring: 'no', detail: { NotThere: { attributes: { xmlns: 'urn:example:archive' }, Name } }, statusCode: 500 } };
    return { Name, Content: Buffer.alloc(OCTETS, 'x').toString('base64') };
  },
  Add: ({ Entries }) => {
    const names = [].concat(Entries.Entry).map(({ Name }) => Name);
    return { Count: names.every((name, number) => name === `é<${number}>`) ? names.length : -1 };
  },
  Store: ({ Content }) => {
    const octets = Buffer.from(Content, 'base64');
    return { Length: octets.every((octet) => octet === 0x78) ? octets.length : -1 };
  },
};

const listening = (server, path, services, xml) =>
  new Promise((resolve, reject) => {
    soap.listen(server, { path, services, xml, callback: (error, served) => (error ? reject(error) : resolve(served)) });
  });

async function main(contract, file) {
  const server = http.createServer((_, response) => response.end());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await listening(server, '/personas', { ExchangeService: { ExchangeServicePort: PERSONAS } }, await (await fetch(contract)).text());
  await listening(server, '/archive', { ArchiveService: { ArchiveSoap: ARCHIVE } }, fs.readFileSync(file, 'utf8'));
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
