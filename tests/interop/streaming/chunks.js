// Asks the archive in chunks, slowly, with node's http. Prints the status and the count, or what came instead.
//
// In: the port, the path, and `whole`, or `truncated` for a last chunk that is shorter than it says.
'use strict';

const http = require('node:http');
const { setTimeout: pause } = require('node:timers/promises');

const [port, path, kind] = process.argv.slice(2);
const ARCHIVE = 'urn:example:archive';
const entries = Array.from({ length: 500 }, (_, number) => `<Entry><Name>${number}</Name></Entry>`).join('');
const body = Buffer.from(
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    `<Add xmlns="${ARCHIVE}"><Owner>o</Owner><Entries>${entries}</Entries></Add></s:Body></s:Envelope>`,
);
const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${ARCHIVE}/Add"`, 'Transfer-Encoding': 'chunked' };

async function main() {
  const request = http.request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => (text += part));
    response.on('end', () => console.log(response.statusCode, /Count>(\d+)</.exec(text)?.[1] ?? null));
    response.on('error', (error) => console.log('no answer:', error.code));
  });
  request.on('error', (error) => console.log('no answer:', error.code));
  if (kind !== 'whole') {
    request.flushHeaders();
    const socket = await new Promise((resolve) => (request.socket ? resolve(request.socket) : request.once('socket', resolve)));
    if (socket.connecting) await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(Buffer.concat([Buffer.from(`${(body.length + 9).toString(16)}\r\n`), body]), () => socket.destroy());
    return;
  }
  for (let at = 0; at < body.length; at += 199) {
    request.write(body.subarray(at, at + 199));
    await pause(2);
  }
  request.end();
}

main();
