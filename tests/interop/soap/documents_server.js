// The documents kept by node's `soap`, whose server reads and writes no parts: all octets stand in the text.
//
// In: a file with the WSDL document. Out: on standard output a line of JSON with the URL it serves. It ends with standard input.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const soap = require('soap');

const PATH = '/documents';
const kept = [];

const entry = (Id) => ({ Id, Name: kept[Id].Name, Size: Buffer.from(kept[Id].Content ?? '', 'base64').length });

const OPERATIONS = {
  Upload: ({ Document }) => {
    const first = kept.length;
    // It reads an empty element as null, and would write that with a prefix that it does not bind.
    kept.push(...[].concat(Document).map((document) => ({ ...document, Content: document.Content ?? '' })));
    return { Entry: kept.map((_, id) => entry(id)).slice(first) };
  },
  Download: ({ Id }) => {
    if (!kept[Id]) throw { Fault: { faultcode: 'soap:Client', faultstring: 'no', detail: { NotFound: Id }, statusCode: 500 } };
    return { Document: kept[Id] };
  },
  List: () => ({ Entry: kept.map((_, id) => entry(id)) }),
};

async function main(contract) {
  const xml = fs.readFileSync(contract, 'utf8');
  const server = http.createServer((_, response) => response.end());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  await new Promise((resolve, reject) => {
    const callback = (error, soapServer) => (error ? reject(error) : resolve(soapServer));
    const port = { Soap11: OPERATIONS };
    soap.listen(server, { path: PATH, services: { Documents: port }, xml, callback });
  });
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}${PATH}` }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main(process.argv[2]).catch((error) => {
  console.error(error);
  process.exit(1);
});
