// A device for our client: user names are taken by a server of node's `soap`, signatures are verified and made with xml-crypto, as `soap` has it.
//
// In: the URL of the WSDL document, and the folder of keys. Out: a line of JSON with the URL that it serves: `/user` and `/signed`. It ends with standard
// input. What is wrong is answered with a fault.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const soap = require('soap');
const { SignedXml } = require('xml-crypto');
const { DOMParser } = require('@xmldom/xmldom');

const [contract, keys] = process.argv.slice(2);
const read = (file) => fs.readFileSync(`${keys}/${file}`, 'utf8');
const PASSWORD = 'sesame & open';
let name = 'gate-1';

const OPERATIONS = {
  GetDeviceInformation: () => ({ Manufacturer: 'soap', Model: 'Gate & Co <1>', FirmwareVersion: '1', SerialNumber: 'ä' }),
  SetHostname: ({ Name }) => {
    const before = name;
    name = Name;
    return { Before: before };
  },
};

function authenticate(security) {
  const token = security?.UsernameToken;
  if (!token || token.Username !== 'kim') return false;
  const given = token.Password.$value ?? token.Password;
  const isDigest = token.Password.attributes?.Type?.endsWith('#PasswordDigest');
  return given === (isDigest ? soap.passwordDigest(token.Nonce.$value ?? token.Nonce, token.Created, PASSWORD) : PASSWORD);
}

function verified(text) {
  const found = new DOMParser().parseFromString(text, 'text/xml').getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature');
  const signature = new SignedXml({ publicCert: read('alice.crt'), idMode: 'wssecurity' });
  signature.loadSignature(found[0]);
  return signature.checkSignature(text);
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// An answer signed as `soap`'s clients sign requests.
function answered(text) {
  const request = new DOMParser().parseFromString(text, 'text/xml');
  const body = request.getElementsByTagNameNS(request.documentElement.namespaceURI, 'Body')[0].firstChild;
  const fields = OPERATIONS[body.localName]({ Name: body.firstChild?.textContent });
  const content = Object.entries(fields).map(([field, value]) => `<${field}>${escape(value)}</${field}>`).join('');
  const envelope = `<soap:Envelope xmlns:soap="${request.documentElement.namespaceURI}"><soap:Header></soap:Header><soap:Body>` +
    `<${body.localName}Response xmlns="urn:example:device">${content}</${body.localName}Response></soap:Body></soap:Envelope>`;
  const security = new soap.WSSecurityCert(read('device.key'), read('device.crt'), '', { signerOptions: { idMode: 'wssecurity' } });
  return security.postProcess(envelope, 'soap');
}

async function main() {
  const wsdl = await (await fetch(contract)).text();
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      response.setHeader('Content-Type', request.headers['content-type'].split(';')[0]);
      try {
        if (!verified(text)) throw new Error('not verified');
        response.end(answered(text));
      } catch (error) {
        response.statusCode = 500;
        response.end(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${escape(error.message)}</faultstring></s:Fault></s:Body></s:Envelope>`);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = Object.fromEntries(Object.entries(OPERATIONS).map(([operation, does]) => [operation, (parameters) => does(parameters ?? {})]));
  for (const [path, forceSoap12Headers] of [['/user/1.1', false], ['/user/1.2', true]]) {
    await new Promise((resolve, reject) => {
      const callback = (error, served) => {
        if (error) return reject(error);
        served.authenticate = authenticate;
        resolve();
      };
      soap.listen(server, { path, services: { DeviceService: { Soap11: port, Soap12: port } }, xml: wsdl, forceSoap12Headers, callback });
    });
  }
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
}

process.stdin.on('end', () => process.exit(0)).resume();
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
