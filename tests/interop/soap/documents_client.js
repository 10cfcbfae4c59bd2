// node's `soap` drives the documents, with `forceMTOM`.
//
// In: the service's URL and the version of SOAP. Out: on standard output a line of JSON with the tools' versions, then one for each thing
// tried, with the reason if it failed. What is tried is the same for every client; see src/attachments/rows.rs.
'use strict';

const soap = require('soap');
const { Unexpected, expect, main } = require('./trial.js');

const XOP = 'http://www.w3.org/2004/08/xop/include';
const TRICKY = Buffer.from('before\n--BND\r\n--BNDX\r\n--\r\nafter\r\n', 'latin1');

// Octets that every client makes alike.
const octets = (length, seed) => Buffer.from(Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7 + seed) & 255));

class Caller {
  constructor(client) {
    this.client = client;
    this.step = '';
  }

  // What stands in the text for octets, which become an attachment if there are some.
  value(content, attachments) {
    if (content.length < 20) return content.toString('base64');
    const contentId = `octets ${attachments.length + 1}@example.org`;
    attachments.push({ mimetype: 'application/octet-stream', contentId, name: 'octets "x"', body: content });
    return { 'xop:Include': { attributes: { 'xmlns:xop': XOP, href: `cid:${contentId}` } } };
  }

  // The octets that an answer has for a value.
  octets(value) {
    if (value === undefined) return undefined;
    if (value === null || typeof value === 'string') return Buffer.from(value ?? '', 'base64');
    const id = decodeURIComponent(value.Include.attributes.href.slice('cid:'.length));
    const { parts } = this.client.lastResponseAttachments;
    const part = parts.find(({ headers }) => headers['content-id'] === `<${id}>`);
    if (!part) throw new Unexpected(`no part ${id}`);
    return part.body;
  }

  async call(operation, parameters, attachments = []) {
    const [body] = await this.client[`${operation}Async`](parameters, { forceMTOM: true, attachments }, { 'Interop-Step': this.step });
    return body;
  }

  async thereAndBack(documents) {
    const attachments = [];
    const Document = documents.map(({ Name, Content, Preview }) => ({
      Name,
      Content: this.value(Content, attachments),
      ...(Preview && { Preview: this.value(Preview, attachments) }),
    }));
    const { Entry } = await this.call('Upload', { Document }, attachments);
    expect(Entry.map(({ Size }) => Number(Size)), documents.map(({ Content }) => Content.length));
    for (const [index, { Content, Preview }] of documents.entries()) {
      const { Document: found } = await this.call('Download', { Id: Entry[index].Id });
      if (!this.octets(found.Content).equals(Content)) throw new Unexpected('other octets');
      if (Preview && !this.octets(found.Preview).equals(Preview)) throw new Unexpected('another preview');
    }
  }
}

// What to try, in this order.
const STEPS = [
  ['one', 'met', (own) => own.thereAndBack([{ Name: 'one.bin', Content: octets(5000, 1) }])],
  ['several', 'met', (own) => own.thereAndBack([
    { Name: 'a.bin', Content: octets(3000, 2) },
    { Name: 'b.bin', Content: octets(70000, 3), Preview: octets(1500, 5) },
    { Name: 'c.bin', Content: octets(2000, 4) },
  ])],
  ['delimiters', 'met', (own) => own.thereAndBack([{ Name: 'odd', Content: TRICKY }])],
  ['text', 'met', (own) => own.thereAndBack([
    { Name: 'small', Content: octets(10, 6) },
    { Name: 'empty', Content: Buffer.alloc(0) },
  ])],
  ['fault', 'met', async (own) => {
    try {
      await own.call('Download', { Id: 999999 });
    } catch (error) {
      if (error.root?.Envelope?.Body?.Fault) return null;
      throw error;
    }
    throw new Unexpected('no fault');
  }],
];

async function connect() {
  const [url, version] = process.argv.slice(2);
  const options = { parseReponseAttachments: true, forceSoap12Headers: version === '1.2' };
  return new Caller(await soap.createClientAsync(`${url}?wsdl`, options, url));
}

main(connect, STEPS);
