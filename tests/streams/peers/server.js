// A server of messages in pieces, on node's standard library alone. Prints its port. The path says what to answer.

const http = require("node:http");
const zlib = require("node:zlib");
const { setTimeout: pause } = require("node:timers/promises");

const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
const MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages";
const TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";
const ARCHIVE = "urn:example:archive";

const persona = (number) =>
  `<t:Persona><t:PersonaId Id="id-${number}"/><t:DisplayName>Zoë &lt;${number}&gt; 😀</t:DisplayName></t:Persona>`;
const personas = (count, from = 0) => Array.from({ length: count }, (_, number) => persona(from + number));
const response = (list, declaration = true) =>
  Buffer.from(
    `${declaration ? '<?xml version="1.0" encoding="utf-8"?>\r\n' : ""}<s:Envelope xmlns:s="${SOAP}"><s:Body xmlns:t="${TYPES}">` +
      `<m:GetImItemsResponse ResponseClass="Success" xmlns:m="${MESSAGES}"><m:ResponseCode>NoError</m:ResponseCode><m:ImItemList>` +
      `<t:Personas>\n${list.join("\n")}\n</t:Personas></m:ImItemList></m:GetImItemsResponse></s:Body></s:Envelope>`,
  );
const archive = (body) => Buffer.from(`<s:Envelope xmlns:s="${SOAP}"><s:Body>${body}</s:Body></s:Envelope>`);

async function pieces(to, data, size) {
  for (let at = 0; at < data.length; at += size) {
    if (!to.write(data.subarray(at, at + size))) await new Promise((resolve) => to.once("drain", resolve));
  }
}

function breakOff(to, data) {
  to.write(data, () => to.socket.destroy());
}

const answers = {
  async items(to) {
    await pieces(to, response(personas(3000)), 997);
    to.end();
  },
  async slow(to) {
    const text = response(personas(9));
    for (let at = 0; at < text.length; at += 7) {
      to.write(text.subarray(at, at + 7));
      await pause(2);
    }
    to.end();
  },
  async gzip(to) {
    await pieces(to, zlib.gzipSync(response(personas(3000))), 97);
    to.end();
  },
  async "gzip-cut"(to) {
    await pieces(to, zlib.gzipSync(response(personas(9))).subarray(0, -90), 97);
    to.end();
  },
  async "bad-chunk"(to) {
    to.write(response(personas(9)).subarray(0, -400), () => to.socket.end("many\r\nxxx\r\n0\r\n\r\n"));
  },
  async events(to) {
    for (const [count, declaration] of [[1, true], [0, false], [2, true]]) {
      await pieces(to, Buffer.concat([response(personas(count), declaration), Buffer.from("\r\n  ")]), 61);
      await pause(100);
    }
    to.end();
  },
  async garbage(to) {
    to.write(response(personas(1)));
    to.write("\r\n<<garbage>>");
    to.end(response(personas(1, 1)));
  },
  async cut(to) {
    to.end(response(personas(9)).subarray(0, -400));
  },
  async closed(to) {
    breakOff(to, response(personas(9)).subarray(0, -400));
  },
  async "truncated-chunk"(to) {
    to.flushHeaders();
    to.socket.write(Buffer.concat([Buffer.from("1388\r\n"), response(personas(9)).subarray(0, -400)]), () => to.socket.destroy());
  },
  async busy(to) {
    to.end("<html>busy</html>");
  },
  async idle(to) {
    to.write(response(personas(9)).subarray(0, -400));
  },
  async add(to, body, chunks) {
    const names = [...body.toString().matchAll(/<\w+:Name>([^<]*)<\/\w+:Name>/g)].map((found) => found[1]);
    const good = chunks > 1 && names.every((name, number) => name === `é&lt;${number}&gt;`);
    to.end(archive(`<AddResponse xmlns="${ARCHIVE}"><Count>${good ? names.length : -1}</Count></AddResponse>`));
  },
  async store(to, body, chunks) {
    const octets = Buffer.from(body.toString().match(/<\w+:Content>([^<]*)</)[1], "base64");
    const good = chunks > 1 && octets.every((octet) => octet === 0x78);
    to.end(archive(`<StoreResponse xmlns="${ARCHIVE}"><Length>${good ? octets.length : -1}</Length></StoreResponse>`));
  },
  async fetch(to) {
    const octets = Buffer.alloc(1_000_001, "x").toString("base64").replace(/.{76}/g, "$&\n");
    await pieces(to, archive(`<FetchResponse xmlns="${ARCHIVE}"><Name>n</Name><Content>${octets}</Content></FetchResponse>`), 4099);
    to.end();
  },
};

const server = http.createServer((request, to) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const name = request.url.slice(1);
    const status = name === "busy" ? 503 : 200;
    const coding = name.startsWith("gzip") ? { "Content-Encoding": "gzip" } : {};
    to.writeHead(status, { "Content-Type": name === "busy" ? "text/html" : "text/xml; charset=utf-8", ...coding });
    const chunks = request.headers["transfer-encoding"] === "chunked" ? parts.length : 0;
    answers[name](to, Buffer.concat(parts), chunks).catch((error) => console.error(error));
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
