// Asks a server for personas and counts them as they come. Prints how many came, and how it ended.

const http = require("node:http");

const body =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
  '<m:GetImItems xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"/></s:Body></s:Envelope>';
const [, , port, path] = process.argv;
const headers = { "Content-Type": "text/xml; charset=utf-8", "Content-Length": body.length };
const request = http.request({ host: "127.0.0.1", port, path, method: "POST", headers }, (response) => {
  if (response.headers["transfer-encoding"] !== "chunked") throw new Error("not chunked");
  let [count, tail] = [0, ""];
  response.setEncoding("utf8");
  response.on("data", (text) => {
    const parts = (tail + text).split(/<\w+:Persona>/);
    count += parts.length - 1;
    tail = parts.at(-1).slice(-12);
  });
  response.on("end", () => console.log(count, "whole"));
  response.on("error", () => console.log(count, "broken off"));
});
request.on("error", () => console.log(0, "broken off"));
request.end(body);
