// What the scripts have in common: steps, each tried in its turn, with a line of JSON on what came of it.
//
// In: a caller, and steps that call a service, each with the cell of the table that it fills. Out: on standard output the tools' versions, then
// a line for each step, with the reason if it failed and with the note that it gave.
'use strict';

const { deepStrictEqual } = require('node:assert');

class Unexpected extends Error {}

function expect(found, expected) {
  try {
    deepStrictEqual(found, expected);
  } catch {
    throw new Unexpected(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
  }
}

function say(line) {
  console.log(JSON.stringify(line));
}

// Tries all steps; `connect` gives the caller, whose `step` tells the service which one it is.
async function run(connect, steps) {
  const own = await connect();
  say({ versions: { soap: require('soap/package.json').version, node: process.versions.node } });
  for (const [row, name, tried] of steps) {
    own.step = `${row}, ${name}`;
    try {
      const note = await tried(own);
      say({ row, case: name, reason: null, note: typeof note === 'string' ? note : null });
    } catch (error) {
      say({ row, case: name, reason: `${error.name}: ${error.message}` });
    }
  }
}

function main(connect, steps) {
  run(connect, steps).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}

module.exports = { Unexpected, expect, main };
